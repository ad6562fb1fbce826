"""The product's own patterns are sound, though they are compiled late."""

import gc
from importlib import import_module
from pathlib import Path

import pytest

import watchword
from watchword.base import late
from watchword.base.errors import PatternError
from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span

ROOT = Path(watchword.__file__).parent
MODULES = sorted(
    ".".join(("watchword", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for path in ROOT.rglob("*.py")
    if "watchword.base.late" in path.read_text("utf-8") and not path.name.startswith("test_")
)


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_of_a_module_compiles(name: str) -> None:
    import_module(name)
    kept = [one for one in gc.get_objects() if isinstance(one, Pattern)]
    assert kept
    for one in kept:
        one.found_in("")


def test_a_late_pattern_finds_what_it_would_find_at_once() -> None:
    text = "Zwölf Boxkämpfer: 12 und 1234"
    for given in ({"case": True}, {"captures": False}, {}):
        soon, later = pattern(r"([a-z]+)|\d+", **given), late.pattern(r"([a-z]+)|\d+", **given)
        assert list(later.groups(text)) == list(soon.groups(text))
        assert list(later.find(text, 7)) == list(soon.find(text, 7))
        assert later == soon


def test_a_late_pattern_that_is_wrong_says_so_when_it_is_asked() -> None:
    wrong = late.pattern(r"(?=x)")
    with pytest.raises(PatternError, match="look"):
        wrong.found_in("x")


def test_a_late_pattern_is_compiled_once() -> None:
    one = late.pattern("b+")
    assert list(one.find("abbc")) == [Span(1, 3)]
    first = one.match
    assert one.found_in("b")
    assert one.match is first
