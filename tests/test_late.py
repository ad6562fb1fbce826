"""The product's own patterns are sound, though they are compiled late."""

import subprocess
import sys
from pathlib import Path

import pytest

import watchword
from watchword.base import late
from watchword.base.errors import PatternError
from watchword.base.pattern import pattern
from watchword.base.span import Span

ROOT = Path(watchword.__file__).parent
MODULES = sorted(
    ".".join(("watchword", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for path in ROOT.rglob("*.py")
    if "watchword.base.late" in path.read_text("utf-8") and not path.name.startswith("test_")
)


COMPILE_ALL = """
import gc, sys
from importlib import import_module
from watchword.base.pattern import Pattern
for name in sys.argv[1:]:
    import_module(name)
kept = [one for one in gc.get_objects() if isinstance(one, Pattern)]
for one in kept:
    one.found_in("")
print(len(kept))
"""


def test_every_pattern_that_is_compiled_late_is_sound() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMPILE_ALL, *MODULES], capture_output=True, check=True, text=True
    )
    assert int(done.stdout) > len(MODULES)


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
