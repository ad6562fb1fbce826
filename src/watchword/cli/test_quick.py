"""The short way to checking a text understands what the full command line understands."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.cli import quick
from watchword.cli.app import app
from watchword.cli.drafts import Form
from watchword.terms.finding import Action

ROOT = Path(__file__).parents[3]
COMMAND = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
WORDS = ["hello", "x", "crisis", "draft", "json", "hold", "", "-", "--", "-x", "two words", "a=b"]
VALUES = {
    "--stage": ["draft", "inbound", "Draft", ""],
    "-f": ["json", "text", "jso", "-"],
    "--format": ["csv", "CSV"],
    "--fail-on": ["warn", "block", "ever"],
    "--today": ["2026-12-01", "soon"],
}
KNOWN = sorted(quick.OPTIONS)
OTHERS = ["--follow", "--output", "-o", "--help", "-h", "--chan", "--policy=policies/minimal"]


@st.composite
def arguments(draw: st.DrawFn) -> list[str]:
    found: list[str] = []
    for name in draw(st.lists(st.sampled_from([*KNOWN, *OTHERS, ""]), max_size=4)):
        found += [name] if name else []
        found += [draw(st.sampled_from(VALUES.get(name, WORDS)))]
    return [*found, *draw(st.lists(st.sampled_from(WORDS), max_size=2))]


def parsed_in_full(given: list[str]) -> dict[str, object]:
    """What the full command line calls ``check`` with."""
    context = COMMAND.make_context("check", list(given))
    return dict(context.params)


@settings(max_examples=400, deadline=None)
@given(given=arguments())
def test_what_is_read_the_short_way_is_what_the_full_command_line_reads(given: list[str]) -> None:
    asked = quick.read(["check", *given])
    if asked is None:
        return
    full = parsed_in_full(given)
    for name, value in asked._asdict().items():
        other = full.pop(name)
        if name == "fail_on":
            other = Action(other or Action.HOLD)
        assert (other or None) == (value or None), name
    assert {name for name, value in full.items() if value} <= {"processes", "engine"}


@pytest.mark.parametrize(
    "given",
    [
        ["check", "hello"],
        ["check", "-p", "policies/minimal", "--person", "a", "--person", "b", "hello there"],
        ["check", "--text", "posts.csv", "--format", "json", "--fail-on", "note"],
    ],
)
def test_plain_commands_take_the_short_way(given: list[str]) -> None:
    assert quick.read(given) is not None


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["check"],
        ["check", "-"],
        ["check", "one", "two"],
        ["check", "--help"],
        ["check", "hello", "--text", "hello"],
        ["check", "hello", "--policy"],
        ["check", "hello", "--stage", "soon"],
        ["check", "hello", "--follow"],
        ["lint", "hello"],
    ],
)
def test_everything_else_takes_the_full_command_line(given: list[str]) -> None:
    assert quick.read(given) is None


def test_a_text_is_checked_without_the_full_command_line() -> None:
    code = (
        "import sys; from watchword.cli.quick import check_quickly\n"
        "code = check_quickly(sys.argv[1:])\n"
        "print(code, *({'typer', 'rich', 'pyarrow', 'lxml', 'pydantic'} & set(sys.modules)))"
    )
    given = ["check", "-p", str(ROOT / "policies" / "health-board"), "Ring Ann on 07700 900123"]
    done = subprocess.run(
        [sys.executable, "-c", code, *given], capture_output=True, check=True, text=True
    )
    assert "07700 900123" in done.stdout
    assert done.stdout.splitlines()[-1] == "1"


def test_a_short_way_reads_formats_by_their_names() -> None:
    asked = quick.read(["check", "--format", "sarif", "hello"])
    assert asked is not None
    assert asked.form is Form.SARIF
