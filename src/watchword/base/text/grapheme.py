"""Spans for display: never half of what a reader sees as one character.

A letter with its marks, an emoji with its skin tone, a flag and a family are one grapheme
cluster (Unicode Standard Annex #29, section 3) but several code points. Underlining part of
one would draw nothing or break it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from watchword.base.span import Span

REACH = 1_000
"""Code points looked at beside an edge; a longer cluster is not text that anyone reads."""


@cache
def _cluster() -> Any:
    import regex  # takes ten milliseconds, and plain English never needs it

    return regex.compile(r"\X")


def grapheme_safe(text: str, span: Span) -> Span:
    """Widen a span to whole grapheme clusters.

    Args:
        text: The text that the span is about.
        span: Code points; an empty span stays as it is.

    Returns:
        The smallest span that covers it and starts and ends between two clusters.
    """
    if span.start >= span.end:
        return span
    start, end = span.start, span.end
    if not _is_border(text, start):
        start = max((place for place in _borders(text, start) if place <= start), default=start)
    if not _is_border(text, end):
        end = min((place for place in _borders(text, end) if place >= end), default=end)
    return Span(start, end)


def graphemes(text: str) -> int:
    """How many characters a reader sees."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(1 for _ in _cluster().finditer(text))


def _is_border(text: str, place: int) -> bool:
    """Whether two clusters certainly part here: between two ASCII characters, but for CR LF."""
    beside = text[max(0, place - 1) : place + 1]
    return not 0 < place < len(text) or (beside.isascii() and beside != "\r\n")


def _borders(text: str, place: int) -> Iterator[int]:
    """Where clusters part around a place, from the nearest certain border before it."""
    first = place
    while not _is_border(text, first) and first > place - REACH:
        first -= 1
    for found in _cluster().finditer(text, first, place + REACH):
        yield found.start()
        if found.end() >= place:
            yield found.end()
            return
