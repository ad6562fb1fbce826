"""Words of a text: where they stand, and quickly how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span

_JOINERS = "'-"
_ASCII = [chr(code) for code in range(128)]
_BLANKS = str.maketrans({c: " " for c in _ASCII if not c.isalnum() and c not in _JOINERS})
_LETTERS_ALONE = str.maketrans({c: " " for c in _ASCII if not c.isalpha()})
_NOTHING = str.maketrans({c: None for c in _ASCII if not c.isalnum()})


def word_spans(text: str) -> Iterator[Span]:
    """Every word: letters and digits of any script, with apostrophes and hyphens inside."""
    return _word().find(text)


def words_in(text: str) -> int:
    """How many words a text has, as many as :func:`word_spans` finds."""
    if not text.isascii() or any(pair in text for pair in ("--", "''", "-'", "'-")):
        return sum(1 for _ in _word().find(text))
    return sum(1 for token in text.translate(_BLANKS).split() if token.strip(_JOINERS))


def letters_in(text: str) -> int:
    """How many letters and digits a text has."""
    return len(text.translate(_NOTHING)) if text.isascii() else sum(map(str.isalnum, text))


def letter_runs(text: str) -> list[str]:
    """The runs of letters of a text, as many as :func:`letter_run_spans` finds."""
    if text.isascii():
        return text.translate(_LETTERS_ALONE).split()
    return [span.of(text) for span in letter_run_spans(text)]


def letter_run_spans(text: str) -> Iterator[Span]:
    """Where runs of letters, with their marks, stand."""
    return _letters().find(text)


def blanked(text: str, taken: Sequence[Span]) -> str:
    """The text, of the same length, with spaces instead of what is left out.

    Args:
        text: The text.
        taken: What is left out, by start; overlaps are allowed.
    """
    parts: list[str] = []
    position = 0
    for span in taken:
        if span.end > position:
            start = max(span.start, position)
            parts += [text[position:start], " " * (span.end - start)]
            position = span.end
    return "".join([*parts, text[position:]]) if parts else text


def outside(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """The spans that overlap none of the others; both left to right."""
    at = 0
    for span in spans:
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        if at == len(taken) or not taken[at].overlaps(span):
            yield span


@cache
def _letters() -> Pattern:
    return pattern(r"[\pL\pM]+")


@cache
def _word() -> Pattern:
    return pattern(r"[\pL\pN\pM]+(?:['’\-][\pL\pN\pM]+)*")
