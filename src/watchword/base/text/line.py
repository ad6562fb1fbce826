"""A text read character by character, each knowing its place in the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from watchword.base.text.characters import Part, Step, readings

_SPECIAL = frozenset({Part.MARK, Part.INVISIBLE, Part.JOINER, Part.SEVERAL})


@dataclass(slots=True)
class Line:
    """Folded characters, each with its place in the original; lists of one length.

    Attributes:
        plain: What each folds to.
        latin: What each folds to in a word of Latin letters.
        parts: What each does to a word, see ``Part``.
        starts: Where each starts in the original.
        ends: Where each ends, its dropped marks included.
    """

    plain: list[str] = field(default_factory=list)
    latin: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def copy(self, other: Line, start: int, end: int) -> None:
        """Add a part of another line."""
        self.plain += other.plain[start:end]
        self.latin += other.latin[start:end]
        self.parts += other.parts[start:end]
        self.starts += other.starts[start:end]
        self.ends += other.ends[start:end]

    def add(self, plain: str, latin: str, part: str, start: int, end: int) -> None:
        """Add what one character folds to."""
        self.plain += plain
        self.latin += latin
        self.parts += part * len(plain)
        self.starts += [start] * len(plain)
        self.ends += [end] * len(plain)


def read_line(text: str, steps: frozenset[Step]) -> Line:
    """Read a text character by character."""
    if not text:
        return Line()
    plain, latin, parts = map(list, zip(*map(readings(steps).__getitem__, text), strict=True))
    line = Line(plain, latin, parts, list(range(len(text))), list(range(1, len(text) + 1)))
    if _SPECIAL.isdisjoint(parts):
        return line
    return _settled(line, drops_marks=Step.ACCENTS in steps)


def _settled(raw: Line, *, drops_marks: bool) -> Line:
    """The line without what is dropped, marks composed, several letters apart."""
    line, done = Line(), 0
    for index, part in enumerate(raw.parts):
        if part not in _SPECIAL:
            continue
        line.copy(raw, done, index)
        done = index + 1
        plain, latin = raw.plain[index], raw.latin[index]
        if part == Part.SEVERAL:
            line.add(plain, latin, Part.LATIN if plain.isascii() else Part.OTHER, index, done)
        elif part == Part.JOINER and line.parts and line.parts[-1] == Part.SYMBOL:
            line.add(plain, latin, Part.SYMBOL, index, done)
        elif part == Part.MARK and (drops_marks or not plain):
            if line.ends:
                line.ends[-1] = done
        elif part == Part.MARK and not _compose(line, plain, done):
            line.add(plain, latin, Part.INNER, index, done)
    line.copy(raw, done, len(raw.plain))
    return line


def _compose(line: Line, mark: str, end: int) -> bool:
    """Put a mark on the last letter, when the two have a composed form."""
    if not line.plain:
        return False
    plain = unicodedata.normalize("NFC", line.plain[-1] + mark)
    latin = unicodedata.normalize("NFC", line.latin[-1] + mark)
    if len(plain) != 1:
        return False
    line.plain[-1] = plain
    line.latin[-1] = latin if len(latin) == 1 else plain
    line.ends[-1] = end
    return True
