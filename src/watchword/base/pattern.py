"""Linear-time regular expressions: the only ones that touch text from outside.

RE2 has no look-around and no back-references, and never needs more than time linear in
the text. Word boundaries are added by :func:`bounded`, not by authors.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import re2

from watchword.base.errors import PatternError
from watchword.base.span import Span

MEMORY_BYTES = 64 << 20
"""Memory one pattern may take; far above what a sane pattern needs, and refused loudly."""


RawMatch = Callable[[bytes, int], "list[tuple[int, int]] | None"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern over ``str``; spans are in code points.

    Attributes:
        source: RE2 syntax.
        match: The first match in UTF-8 from an offset, as spans of bytes: of the whole and of
            each group, (-1, -1) for a group not taken; None without a match.
    """

    source: str
    match: RawMatch = field(repr=False, compare=False)

    def find(self, text: str, start: int = 0) -> Iterator[Span]:
        """Every non-overlapping, non-empty match from left to right."""
        for spans in self.groups(text, start):
            yield spans[0]

    def spans(self, text: str, raw: bytes, place: int = 0, char: int = 0) -> Iterator[Span]:
        """Every match in a text known in UTF-8 as well, from a byte on, which is that character."""
        places = None if len(raw) == len(text) else _Places(raw, place, char)
        while place <= len(raw) and (found := self.match(raw, place)) is not None:
            first, last = found[0]
            if last > first:
                yield Span(first, last) if places is None else places.span(first, last)
                place = last
            else:
                place = _after(raw, last)

    def every(self, text: str, raw: bytes) -> list[Span]:
        """Every match in a text known in UTF-8 as well, all at once."""
        return [*self.spans(text, raw)]

    def groups(self, text: str, start: int = 0) -> Iterator[tuple[Span, ...]]:
        """The span of the whole match and of each group; a group not taken is (-1, -1)."""
        raw = text.encode()
        places = None if len(raw) == len(text) else _Places(raw)
        place = len(text[:start].encode()) if places else start
        while place <= len(raw) and (found := self.match(raw, place)) is not None:
            first, last = found[0]
            if last > first:
                yield tuple(
                    Span(one, two) if places is None or one < 0 else places.span(one, two)
                    for one, two in found
                )
                place = last
            else:
                place = _after(raw, last)

    def found_in(self, text: str) -> bool:
        """Whether it matches anywhere."""
        return self.match(text.encode(), 0) is not None


class _Places:
    """Code points of offsets into UTF-8, asked for from left to right.

    It counts on from the last match, so that all matches of a text take linear time.
    """

    __slots__ = ("_char", "_place", "_raw")

    def __init__(self, raw: bytes, place: int = 0, char: int = 0) -> None:
        self._raw = raw
        self._place, self._char = place, char

    def span(self, start: int, end: int) -> Span:
        """The span of a stretch of bytes."""
        if start >= self._place:
            self._char += len(self._raw[self._place : start].decode())
        else:  # a group that begins before the one asked for last
            self._char -= len(self._raw[start : self._place].decode())
        self._place = start
        return Span(self._char, self._char + len(self._raw[start:end].decode()))


def _after(raw: bytes, place: int) -> int:
    """The offset of the character after the one at an offset."""
    place += 1
    while place < len(raw) and raw[place] & 0xC0 == 0x80:  # noqa: PLR2004 - a continuation byte
        place += 1
    return place


def pattern(
    source: str, *, case: bool = False, captures: bool = True, memory_bytes: int = MEMORY_BYTES
) -> Pattern:
    """Compile a pattern.

    Args:
        source: RE2 syntax.
        case: Whether upper and lower case differ.
        captures: Whether its groups are wanted; without them a search is several times faster.
        memory_bytes: Upper limit of what it may take; beyond it a search is slower, not wrong.

    Raises:
        PatternError: The syntax is not RE2's, or the pattern is too large.
    """
    options = re2.Options()
    options.case_sensitive = case
    options.max_mem = memory_bytes
    options.log_errors = False
    options.never_capture = not captures
    try:
        return Pattern(source, _raw_match(re2.compile(source, options)))
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        raise PatternError(
            f"the pattern {source!r} cannot be used: {reason}", hint=_hint(reason)
        ) from error


def _hint(reason: str) -> str:
    if "repetition size" in reason or "too large" in reason:
        return "a part may repeat at most 1,000 times; make it smaller"
    return (
        "patterns are RE2: no look-ahead, look-behind or back-references; "
        "use 'match: word' for word boundaries"
    )


def _raw_match(compiled: Any) -> RawMatch:
    """The wrapper's inner matcher where it has one: it is five times as fast as its own door."""
    inner = getattr(compiled, "_regexp", None)
    if inner is None:
        return _slow_match(compiled)
    match = inner.Match
    unanchored = re2._Anchor.UNANCHORED  # noqa: SLF001 - see above

    def raw_match(text: bytes, start: int) -> list[tuple[int, int]] | None:
        found: list[tuple[int, int]] = match(unanchored, text, start, len(text))
        return None if found[0][0] < 0 else found

    return raw_match


def _slow_match(compiled: Any) -> RawMatch:
    count = compiled.groups + 1

    def raw_match(text: bytes, start: int) -> list[tuple[int, int]] | None:
        found = compiled.search(text, start)
        return None if found is None else [found.span(number) for number in range(count)]

    return raw_match


WORD = r"[\pL\pN\pM_]"
"""What a word is made of: letters, digits, marks and the underscore of any script."""

_NO_WORD = r"[^\pL\pN\pM_]"


def bounded(source: str) -> str:
    """The pattern as whole words: no word character stands directly before or after it.

    The words themselves are group 1. :class:`Bounded` searches with it.
    """
    return f"(?:^|{_NO_WORD})({source})(?:$|{_NO_WORD})"


def find_bounded(compiled: Pattern, text: str) -> Iterator[Span]:
    """Every match of a :func:`bounded` pattern; neighbours may share one separator."""
    raw = text.encode()
    places = None if len(raw) == len(text) else _Places(raw)
    place = 0
    while place <= len(raw) and (found := compiled.match(raw, place)) is not None:
        start, end = found[1]
        if end > start:
            yield Span(start, end) if places is None else places.span(start, end)
        place = max(end, found[0][0] + 1)


class Bounded:
    """A pattern that matches whole words only: see :func:`bounded`.

    Two compiled forms share the work: the bare pattern, which is fast, and the guarded one,
    which decides where the bare one's first choice has a word character beside it.

    Args:
        source: RE2 syntax.
        case: Whether upper and lower case differ.

    Raises:
        PatternError: The pattern cannot be used.
    """

    __slots__ = ("_bare", "_case", "_guarded", "source")

    def __init__(self, source: str, *, case: bool = False) -> None:
        self.source = source
        self._case = case
        self._bare = pattern(source, case=case, captures=False)
        self._guarded: Pattern | None = None

    def spans(
        self, text: str, raw: bytes | None = None, place: int = 0, char: int = 0
    ) -> Iterator[Span]:
        """Every match from left to right; neighbours may share one separator.

        Args:
            text: The text.
            raw: The text in UTF-8, where it is known already.
            place: The byte to begin at.
            char: Which character that byte begins.
        """
        if raw is None:
            raw = text.encode()
        places = None if len(raw) == len(text) else _Places(raw, place, char)
        while place <= len(raw) and (found := self._bare.match(raw, place)) is not None:
            start, end = found[0]
            if end <= start or not _is_apart(raw, start, end):
                # the guards are read, not consumed: one may stand right before this place
                guarded = self._guard().match(raw, _before(raw, place))
                if guarded is not None and guarded[1][0] < place:
                    # at the start of the text there is nothing to guard: found before this place
                    guarded = self._guard().match(raw, place)
                if guarded is None:
                    return
                start, end = guarded[1]
            if end > start:
                yield Span(start, end) if places is None else places.span(start, end)
            place = max(end, place + 1)

    def every(self, text: str, raw: bytes) -> list[Span]:
        """As :meth:`spans`, all at once, which takes less time.

        Args:
            text: The text.
            raw: The text in UTF-8.
        """
        size = len(raw)
        if size != len(text):
            return [*self.spans(text, raw)]
        spans: list[Span] = []
        place, match = 0, self._bare.match
        while place <= size and (found := match(raw, place)) is not None:
            start, end = found[0]
            if (
                end <= start
                or (start and raw[start - 1] in _WORD_BYTES)
                or (end < size and raw[end] in _WORD_BYTES)
            ):
                spans += self.spans(text, raw, place, place)
                return spans
            spans.append(Span(start, end))
            place = end
        return spans

    def found_in(self, text: str) -> bool:
        """Whether it matches anywhere."""
        return next(self.spans(text), None) is not None

    def _guard(self) -> Pattern:
        if self._guarded is None:
            self._guarded = pattern(bounded(self.source), case=self._case)
        return self._guarded


def _before(raw: bytes, place: int) -> int:
    """The offset of the character before an offset."""
    if place == 0:
        return 0
    place -= 1
    while place and raw[place] & 0xC0 == 0x80:  # noqa: PLR2004 - a continuation byte
        place -= 1
    return place


def _is_apart(raw: bytes, start: int, end: int) -> bool:
    """Whether no word character stands directly before or after a stretch of bytes."""
    if start and _is_word(raw, _before(raw, start), start):
        return False
    return end >= len(raw) or not _is_word(raw, end, _after(raw, end))


def _is_word(raw: bytes, start: int, end: int) -> bool:
    if end - start == 1:
        return raw[start] in _WORD_BYTES
    return unicodedata.category(raw[start:end].decode())[0] in "LNM"


_WORD_BYTES = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


def literal(text: str) -> str:
    """A pattern for exactly this text."""
    return str(re2.escape(text))
