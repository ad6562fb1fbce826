"""Spaced letters: s p a m, read as one word."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.pattern import find_bounded
from watchword.base.text.characters import Part
from watchword.base.text.line import Line
from watchword.base.text.trigger import APART, LETTER, SPACED, UNIT


def _run_of(unit: str) -> str:
    return f"(?:^|[^\\pL\\pN])({unit}(?:{APART}{unit}){{2,}})(?:$|[^\\pL\\pN])"


READINGS_MARK = "\x1f"
"""Stands between the folded text and other readings of its spaced words."""

FEWEST = 3
"""Single letters that are worth reading as one word: two are initials."""

_SPACED = pattern(SPACED)
_RUN = pattern(_run_of(LETTER), case=True)
_LEET_RUN = pattern(_run_of(UNIT), case=True)
_ALONE = frozenset("aeiouy")


def is_spaced(text: str) -> bool:
    """Whether a text may hold spaced letters."""
    return _SPACED.found_in(text)


def joined_letters(line: Line, *, leet: bool) -> Line:
    """Join spaced letters.

    A single vowel at either end of a run may be a word of its own ("such a s p a m m e r"):
    readings without it follow the text, each after ``READINGS_MARK``.
    """
    runs = list(_runs(line, leet=leet))
    if not runs:
        return line
    joined, others, done = Line(), Line(), 0
    for run in runs:
        joined.copy(line, done, run[0])
        done = run[-1] + 1
        for letter in run:
            joined.copy(line, letter, letter + 1)
        for reading in _other_readings(run, line.plain):
            place = line.ends[reading[-1]]
            others.add(READINGS_MARK, READINGS_MARK, Part.BREAK, place, place)
            for letter in reading:
                others.copy(line, letter, letter + 1)
    joined.copy(line, done, len(line.plain))
    joined.copy(others, 0, len(others.plain))
    return joined


def _runs(line: Line, *, leet: bool) -> Iterator[list[int]]:
    """Positions of the letters of each run of spaced letters."""
    chars = line.plain
    for span in find_bounded(_LEET_RUN if leet else _RUN, "".join(chars)):
        run = list(range(span.start, span.end, 2))
        if _is_word([chars[one].isalpha() for one in run]):
            yield run


def _is_word(letters: list[bool]) -> bool:
    """Whether there are three units in a row of which two at least are letters."""
    return any(
        sum(letters[start : start + FEWEST]) > 1 for start in range(len(letters) - FEWEST + 1)
    )


def _other_readings(run: list[int], chars: list[str]) -> Iterator[list[int]]:
    """A run without a single vowel at its start, at its end, and at both."""
    first = chars[run[0]].lower() in _ALONE
    last = chars[run[-1]].lower() in _ALONE
    readings = (run[1:] * first, run[:-1] * last, run[1:-1] * (first and last))
    yield from (reading for reading in readings if len(reading) >= FEWEST)
