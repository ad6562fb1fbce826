"""Linear-time regular expressions: the only ones that touch text from outside.

RE2 has no look-around and no back-references, and never needs more than time linear in
the text. Word boundaries are added by :func:`bounded`, not by authors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import re2

from watchword.base.errors import PatternError
from watchword.base.span import Span

MEMORY_BYTES = 64 << 20
"""Memory one pattern may take; far above what a sane pattern needs, and refused loudly."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern over ``str``; spans are in code points."""

    source: str
    compiled: object

    def find(self, text: str, start: int = 0) -> Iterator[Span]:
        """Every non-overlapping, non-empty match from left to right."""
        for found in self.compiled.finditer(text, start):  # type: ignore[attr-defined]
            if found.end() > found.start():
                yield Span(found.start(), found.end())

    def groups(self, text: str, start: int = 0) -> Iterator[tuple[Span, ...]]:
        """The span of the whole match and of each group; a group not taken is (-1, -1)."""
        for found in self.compiled.finditer(text, start):  # type: ignore[attr-defined]
            if found.end() > found.start():
                count = self.compiled.groups  # type: ignore[attr-defined]
                yield tuple(Span(*found.span(index)) for index in range(count + 1))

    def found_in(self, text: str) -> bool:
        """Whether it matches anywhere."""
        return self.compiled.search(text) is not None  # type: ignore[attr-defined]


def pattern(source: str, *, case: bool = False) -> Pattern:
    """Compile a pattern.

    Args:
        source: RE2 syntax.
        case: Whether upper and lower case differ.

    Raises:
        PatternError: The syntax is not RE2's, or the pattern is too large.
    """
    options = re2.Options()
    options.case_sensitive = case
    options.max_mem = MEMORY_BYTES
    options.log_errors = False
    try:
        return Pattern(source, re2.compile(source, options))
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        raise PatternError(
            f"the pattern {source!r} cannot be used: {reason}",
            hint="patterns are RE2: no look-ahead, look-behind or back-references; "
            "use 'match: word' for word boundaries",
        ) from error


WORD = r"[\pL\pN\pM_]"
"""What a word is made of: letters, digits, marks and the underscore of any script."""

_NO_WORD = r"[^\pL\pN\pM_]"


def bounded(source: str) -> str:
    """The pattern as whole words: no word character stands directly before or after it.

    The words themselves are group 1; what stands beside them is read but not consumed by
    :func:`find_bounded`.
    """
    return f"(?:^|{_NO_WORD})({source})(?:$|{_NO_WORD})"


def find_bounded(compiled: Pattern, text: str) -> Iterator[Span]:
    """Every match of a :func:`bounded` pattern; neighbours may share one separator."""
    position = 0
    search = compiled.compiled.search  # type: ignore[attr-defined]
    while (found := search(text, position)) is not None:
        start, end = found.span(1)
        if end > start:
            yield Span(start, end)
        position = max(end, found.start() + 1)
        if position > len(text):
            return


def edge(char: str) -> str:
    """A word boundary beside this first or last character, for nominating over bytes.

    RE2 knows the boundaries of ASCII words only; beside any other character it claims
    nothing, so that a gate never loses what :func:`bounded` would find.
    """
    return r"\b" if char.isascii() and (char.isalnum() or char == "_") else ""


def literal(text: str) -> str:
    """A pattern for exactly this text."""
    return str(re2.escape(text))
