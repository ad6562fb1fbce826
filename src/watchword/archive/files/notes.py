"""What a reader noticed on the way: skipped rows, replaced bytes, columns not used."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

SHOWN_PER_KIND = 20
"""Notes kept of one kind; further ones are counted, so that notes need bounded memory."""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something a person should know about a file.

    Attributes:
        line: Line of the file (row of a workbook or Parquet file), counted from 1; 0 when the
            file as a whole is meant.
        message: What was noticed and what was done about it.
    """

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(slots=True)
class Notes:
    """Collects notes; of each kind the first 20 are kept and the others counted.

    Attributes:
        kept: The notes.
        counts: How many there were of each kind.
        where: Said behind the line in what is noted from now on, where a file has several
            tables.
    """

    kept: list[Note] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    where: str = ""

    def add(self, line: int, message: str, *, kind: str = "") -> None:
        """Note something; notes of one ``kind`` (by default: the message) are counted together."""
        kind = kind or message
        self.counts[kind] += 1
        if self.counts[kind] <= SHOWN_PER_KIND:
            where = f" ({self.where})" if line and self.where else ""
            self.kept.append(Note(line, message + where))

    def once(self, message: str) -> None:
        """Note something about the whole file, once however often it is seen."""
        if not self.counts[message]:
            self.add(0, message)

    def take(self, other: Notes) -> None:
        """Take over what was noted elsewhere."""
        self.kept += other.kept
        self.counts += other.counts

    def count(self, kind: str) -> int:
        """How many notes of this kind there were, kept or not."""
        return self.counts[kind]

    def all(self) -> list[Note]:
        """The notes, and one more for each kind of which more were seen than kept."""
        more = [
            Note(0, f"{count - SHOWN_PER_KIND:,} more like this: {kind}")
            for kind, count in self.counts.items()
            if count > SHOWN_PER_KIND
        ]
        return [*self.kept, *more]
