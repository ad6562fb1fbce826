"""The budgets of the house: short modules, short functions, nothing about this machine."""

import ast
import statistics
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = [
    path
    for path in (ROOT / "src" / "watchword").rglob("*.py")
    if not path.name.startswith(("test_", "conftest"))
]


def lines_of(path: Path) -> int:
    return sum(1 for line in path.read_text("utf-8").split("\n") if line.strip())


def test_modules_are_short() -> None:
    sizes = {path: lines_of(path) for path in SOURCES}
    assert {path.name: size for path, size in sizes.items() if size > 400} == {}
    assert statistics.median(sizes.values()) <= 100


def test_functions_are_short() -> None:
    sizes = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                # what it does; the options of a command are its documentation
                sizes[path.name, node.name] = (node.end_lineno or 0) - node.body[0].lineno + 1
    assert {name: size for name, size in sizes.items() if size > 60} == {}
    assert statistics.quantiles(sizes.values(), n=10)[-1] <= 30


def test_no_public_signature_says_any() -> None:
    found = []
    for path in SOURCES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                written = [ast.unparse(node.returns)] if node.returns else []
                written += [ast.unparse(one.annotation) for one in node.args.args if one.annotation]
                if any("Any" in one.split("[")[0].split(".")[-1].split(" | ") for one in written):
                    found.append((path.name, node.name))
    # the field of a dataclass, and the reading of a type hint, are of any type by their nature
    assert found == [("schema.py", "setting"), ("schema.py", "read_value")]


def test_nothing_in_the_tree_names_this_machine_or_a_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    marks = ["/" + "work/", "pypi" + ".org", "registry." + "npmjs", "deb.debian" + ".org"]
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in (".png", ".parquet") or not path.is_file():
            continue
        text = path.read_text("utf-8", errors="replace")
        assert [mark for mark in marks if mark in text] == [], name
