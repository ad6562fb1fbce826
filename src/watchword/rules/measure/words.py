"""Words of a text: where they stand, and quickly how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span

_PAIRS = ("--", "''", "-'", "'-")
_NOTHING = str.maketrans({chr(code): None for code in range(128) if not chr(code).isalnum()})
_NO_CAPITALS = bytes(
    code for code in range(256) if not chr(code).isascii() or not chr(code).isupper()
)


class _Kept(dict[int, str]):
    """For ``str.translate``: characters of a class stay, all others become a space.

    Args:
        kept: Whether a character stays; asked once for each.
        written: Characters that stand for others.
    """

    MOST = 20_000
    """Characters that are remembered: what a text is usually made of, and no flood."""

    def __init__(self, kept: Callable[[str], bool], written: Mapping[str, str]) -> None:
        super().__init__({ord(char): other for char, other in written.items()})
        self._kept = kept

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = char if self._kept(char) else " "
        if len(self) < self.MOST:
            self[code] = found
        return found


def word_spans(text: str) -> Iterator[Span]:
    """Every word: letters and digits of any script, with apostrophes and hyphens inside."""
    return _word().find(text)


def words_in(text: str) -> int:
    """How many words a text has, as many as :func:`word_spans` finds."""
    plain = text.translate(_words_alone())
    tokens = plain.split()
    if "-" not in plain and "'" not in plain:
        return len(tokens)
    if any(pair in plain for pair in _PAIRS):
        return sum(1 for _ in _word().find(text))
    return len(tokens) - tokens.count("-") - tokens.count("'")


def letters_in(text: str) -> int:
    """How many letters and digits a text has."""
    return len(text.translate(_NOTHING)) if text.isascii() else sum(map(str.isalnum, text))


def letter_runs(text: str) -> list[str]:
    """The runs of letters of a text, as many as :func:`letter_run_spans` finds."""
    return text.translate(_letters_alone()).split()


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


def beyond_ascii(text: str) -> int:
    """How many characters of a text are not ASCII."""
    return 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))


def capitals_at_most(text: str) -> int:
    """How many capitals a text has at most: those of ASCII, and all beyond ASCII."""
    plain = text.encode("ascii", "ignore")
    return len(plain.translate(None, _NO_CAPITALS)) + len(text) - len(plain)


@cache
def _words_alone() -> _Kept:
    inside = pattern(r"[\pL\pN\pM]")
    return _Kept(inside.found_in, {"'": "'", "’": "'", "-": "-"})


@cache
def _letters_alone() -> _Kept:
    return _Kept(pattern(r"[\pL\pM]").found_in, {})


@cache
def _letters() -> Pattern:
    return pattern(r"[\pL\pM]+")


@cache
def _word() -> Pattern:
    return pattern(r"[\pL\pN\pM]+(?:['’\-][\pL\pN\pM]+)*")
