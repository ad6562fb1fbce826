"""Rows and columns, whatever file they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from watchword.archive.files.notes import Notes

PEEKED_ROWS = 20
"""Rows that a header is looked for in, and that decide what a file is."""

FLUSH_CHARACTERS = 32 << 20
"""Characters after which a chunk is handed on, however few rows it has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chunk:
    """Some rows of the columns that were asked for.

    Attributes:
        rows: Row numbers as a spreadsheet shows them (int64, the first row is 1).
        columns: One array a column: text, or the type that a Parquet file gives it.
    """

    rows: pa.Array
    columns: list[pa.Array]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table in a file.

    Attributes:
        name: For people: file, member of a ZIP file or sheet.
        first_rows: The first rows as text; an empty row is an empty tuple.
        is_named: Whether names are part of the format (Parquet, JSON lines), so that the first
            row is the header; else the header has to be found.
        chunks: Called with the index of the header in ``first_rows`` (-1 without one), the
            indexes of the columns wanted, notes, and the most rows of a chunk.
        delimiter: What sets cells apart in a file of text.
    """

    name: str
    first_rows: tuple[tuple[str, ...], ...]
    is_named: bool
    chunks: Callable[[int, Sequence[int], Notes, int], Iterator[Chunk]]
    delimiter: str = ""

    @property
    def is_european(self) -> bool:
        """Whether cells are set apart by semicolons, as spreadsheets do where the comma is the
        decimal sign and the day stands before the month.
        """
        return self.delimiter == ";"

    def headers(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Rows that may be the header, with their index.

        One of the first five; a later one only under titles and descriptions, which fill at
        most half as many cells.
        """
        count = 1 if self.is_named else 5
        most = 0
        for index, row in enumerate(self.first_rows[:count]):
            filled = sum(1 for cell in row if cell.strip())
            if filled and 2 * most <= filled:
                yield index, row
            most = max(most, filled)


class ChunkBuilder:
    """Gathers rows of text into chunks of bounded size."""

    def __init__(self, width: int, batch_rows: int) -> None:
        self._width = width
        self._batch_rows = batch_rows
        self._clear()

    def _clear(self) -> None:
        self._rows: list[int] = []
        self._columns: list[list[str | None]] = [[] for _ in range(self._width)]
        self._characters = 0

    def add(self, row: int, cells: Sequence[str | None]) -> Chunk | None:
        """Add a row; a full chunk comes back."""
        self._rows.append(row)
        for column, cell in zip(self._columns, cells, strict=True):
            column.append(cell)
            if cell:
                self._characters += len(cell)
        if len(self._rows) >= self._batch_rows or self._characters >= FLUSH_CHARACTERS:
            return self.rest()
        return None

    def rest(self) -> Chunk | None:
        """What is left, if anything."""
        if not self._rows:
            return None
        chunk = Chunk(
            rows=pa.array(self._rows, pa.int64()),
            columns=[pa.array(column, pa.string()) for column in self._columns],
        )
        self._clear()
        return chunk
