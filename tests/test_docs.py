"""The documentation says what the code does."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
]
REFERENCE = runpy.run_path(str(ROOT / "scripts" / "reference.py"))["MADE"]


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_a_reference_page_is_what_the_code_says(name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text("utf-8")
    assert written == REFERENCE[name](), "run: python scripts/reference.py"


@pytest.mark.parametrize("name", ["policy", "rule", "overlay", "waiver", "account"])
def test_the_published_schemas_are_those_of_the_code(name: str) -> None:
    from watchword.policy.schemas import schema_of

    path = ROOT / "docs" / "reference" / "schemas" / f"{name}.schema.json"
    hint = "run: watchword schema --output docs/reference/schemas"
    assert json.loads(path.read_text("utf-8")) == json.loads(json.dumps(schema_of(name))), hint


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|~~~.*?~~~|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if ":" not in target:
            assert (page.parent / target).exists(), target


def test_the_example_of_the_readme_runs() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert code is not None
    done = subprocess.run(
        [sys.executable, "-c", code.group(1) + "\nprint(verdict.action)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "block", done.stderr


def test_every_command_in_the_docs_exists() -> None:
    from typer.main import get_command

    from watchword.cli.app import app

    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    for page in PAGES:
        for name in re.findall(
            r"(?:^|[`/ ])watchword ([a-z]+)\b", page.read_text("utf-8"), re.MULTILINE
        ):
            if name in ("check", "new", "import", "fmt", "lint", "test", "show", "diff", "render"):
                assert name in known


def test_every_error_is_documented() -> None:
    from watchword.base import errors

    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    for one in vars(errors).values():
        if isinstance(one, type) and issubclass(one, errors.WatchwordError):
            assert one.__name__ in page
