"""Units of length: the same text is long in one and short in another.

======== =====================================================================
G        graphemes, what a person sees as one character (UAX #29, extended)
C        code points
U16      UTF-16 code units, as JavaScript and Java count
B        UTF-8 bytes
X        X's weights: see ``watchword.channels.x.counting``
======== =====================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import cast

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span


class Unit(StrEnum):
    """What a limit counts."""

    GRAPHEMES = "graphemes"
    CODE_POINTS = "code-points"
    UTF16 = "utf-16"
    BYTES = "bytes"
    X_WEIGHT = "x-weight"
    COUNT = "count"


def graphemes_in(text: str) -> int:
    """How many graphemes a text has."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    if _one_each().found_in(text):
        return len(text)
    return sum(1 for _ in _clusters(text))


def utf16_in(text: str) -> int:
    """How many UTF-16 code units a text has."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def bytes_in(text: str) -> int:
    """How many bytes a text has in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def length_in(text: str, unit: Unit) -> int:
    """A text's length in a unit that needs to know nothing of the channel.

    Raises:
        ValueError: The unit is a channel's own.
    """
    match unit:
        case Unit.CODE_POINTS:
            return len(text)
        case Unit.UTF16:
            return utf16_in(text)
        case Unit.BYTES:
            return bytes_in(text)
        case Unit.GRAPHEMES:
            return graphemes_in(text)
    raise ValueError(f"{unit} is not a unit of plain text")


def grapheme_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The graphemes between two code points, in order."""
    end = len(text) if end is None else end
    part = text[start:end]
    if (part.isascii() and "\r" not in part) or _one_each().found_in(part):
        yield from (Span(at, at + 1) for at in range(start, end))
    else:
        yield from (Span(start + one.start, start + one.end) for one in _clusters(part))


def _clusters(text: str) -> Iterator[Span]:
    import regex

    for found in regex.finditer(r"\X", text):
        yield Span(*cast("tuple[int, int]", found.span()))


@cache
def _one_each() -> Pattern:
    """Texts in which every code point is a grapheme of its own, which spares a segmentation.

    Source: UAX #29 (Unicode 16): ranges without combining marks, joiners, Hangul parts,
    regional indicators, skin tones and variation selectors.
    """
    return pattern(
        r"^[ -\x{2ff}\x{370}-\x{482}\x{48a}-\x{58f}\x{2010}-\x{2027}\x{2030}-\x{205e}"
        r"\x{20a0}-\x{20bf}\x{2100}-\x{2bff}\x{3000}-\x{3029}\x{3040}-\x{3096}\x{30a0}-\x{30ff}"
        r"\x{4e00}-\x{9fff}\x{ff01}-\x{ff9d}\x{1f300}-\x{1f3fa}\x{1f400}-\x{1f6ff}"
        r"\x{1f900}-\x{1f9ff}\n\t]+$"
    )
