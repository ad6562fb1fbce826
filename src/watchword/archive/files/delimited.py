"""CSV and its relatives: any delimiter, any encoding, a header somewhere near the top.

Regular files are read by Arrow's parser. From the first row that is not regular on (ragged
rows, a cell larger than a block) the slower parser of Python's library takes over, which
forgives.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

import pyarrow as pa

from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.table import PEEKED_ROWS, Chunk, ChunkBuilder, Table
from watchword.archive.files.text import open_text, open_utf8, sample_text

DELIMITERS = (",", ";", "\t", "|")
NO_DELIMITER = "\x1f"
"""Stands for "one column": the unit separator, which no text holds."""

BLOCK_BYTES = 4 << 20
LONGEST_CELL = (1 << 31) - 1
WRONG_WIDTH = "the row has more or fewer cells than the header; it was read as far as it goes"
_PAIR = 2
_MOST_TITLES = 3


def delimited(part: Part, *, share_needed: float = 0.5) -> Table | None:
    """The part as a table, or None when its rows do not line up in columns.

    Args:
        part: A text.
        share_needed: Share of its first rows that must have the usual number of cells.
    """
    text = sample_text(part)
    is_whole = len(part.head) >= part.size
    named = _named_delimiter(text)
    candidates: list[tuple[float, int, str, list[list[str]]]] = []
    for delimiter in (named,) if named else DELIMITERS:
        rows = _rows(text, delimiter, is_whole=is_whole)
        share, count, width = _evenness(rows)
        if named or (width > 1 and share >= share_needed):
            candidates.append((share * count, width, delimiter, rows))
    if not candidates:
        return None
    _, _, delimiter, rows = max(candidates, key=lambda one: one[:2])
    return _table(part, delimiter, rows)


def one_column(part: Part) -> Table:
    """The part as a table of one column."""
    is_whole = len(part.head) >= part.size
    return _table(part, NO_DELIMITER, _rows(sample_text(part), NO_DELIMITER, is_whole=is_whole))


def _table(part: Part, delimiter: str, rows: list[list[str]]) -> Table:
    def chunks(
        header: int, wanted: Sequence[int], notes: Notes, batch_rows: int
    ) -> Iterator[Chunk]:
        width = len(rows[header]) if header >= 0 else max(map(len, rows))
        reading = _Reading(part, delimiter, header + 1, width, tuple(wanted))
        return reading.chunks(notes, batch_rows)

    return Table(
        name=part.name,
        first_rows=tuple(map(tuple, rows)),
        is_named=False,
        chunks=chunks,
        delimiter=delimiter,
    )


def _named_delimiter(text: str) -> str:
    """The delimiter of a first line ``sep=;``, which spreadsheets write and read."""
    delimiter = text[4:5]
    return delimiter if text[:4].lower() == "sep=" and delimiter in DELIMITERS else ""


def _rows(text: str, delimiter: str, *, is_whole: bool) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found = list(itertools.islice(reader, PEEKED_ROWS + 1))
    if not is_whole and len(found) <= PEEKED_ROWS:
        found = found[:-1]  # cut in two by the end of the sample
    return found[:PEEKED_ROWS]


def _evenness(rows: list[list[str]]) -> tuple[float, int, int]:
    """Share of rows with the usual number of cells, how many those are, and that number.

    Up to three titles or descriptions of one cell above the header do not count.
    """
    titles = len(list(itertools.takewhile(lambda row: len(row) < _PAIR, rows[:_MOST_TITLES])))
    widths = Counter(len(row) for row in rows[titles:] if row)
    if not widths:
        return 0.0, 0, 0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return count / widths.total(), count, width


class _Reading:
    """One reading of one table."""

    def __init__(
        self, part: Part, delimiter: str, skip: int, width: int, wanted: tuple[int, ...]
    ) -> None:
        self._part = part
        self._delimiter = delimiter
        self._skip = skip
        self._width = width
        self._wanted = wanted

    def chunks(self, notes: Notes, batch_rows: int) -> Iterator[Chunk]:
        done = 0
        fast_notes = Notes()
        try:
            for batch in self._fast(fast_notes):
                for start in range(0, batch.num_rows, batch_rows):
                    piece = batch.slice(start, batch_rows)
                    first = self._skip + 1 + done
                    done += piece.num_rows
                    numbers = pa.arange(first, first + piece.num_rows)
                    yield Chunk(rows=numbers, columns=[piece[f"c{i}"] for i in self._wanted])
        except pa.ArrowInvalid:  # not regular: Python's parser goes on where Arrow's stopped
            yield from self._slow(done, notes, batch_rows)
            return
        notes.take(fast_notes)

    def _fast(self, notes: Notes) -> Iterator[pa.RecordBatch]:
        """Batches of Arrow's parser; columns are named c0, c1, ..."""
        from pyarrow import csv as arrow_csv

        names = [f"c{index}" for index in range(self._width)]
        with open_utf8(self._part, notes) as stream:
            yield from arrow_csv.open_csv(
                pa.PythonFile(stream, "r"),
                read_options=arrow_csv.ReadOptions(
                    column_names=names, skip_rows_after_names=self._skip, block_size=BLOCK_BYTES
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=self._delimiter, newlines_in_values=True
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    include_columns=[f"c{index}" for index in self._wanted],
                    check_utf8=False,
                ),
            )

    def _slow(self, done: int, notes: Notes, batch_rows: int) -> Iterator[Chunk]:
        csv.field_size_limit(LONGEST_CELL)
        builder = ChunkBuilder(len(self._wanted), batch_rows)
        with open_text(self._part, notes) as stream:
            reader = csv.reader(stream, delimiter=self._delimiter)
            records = enumerate(itertools.islice(reader, self._skip, None), self._skip + 1)
            for row, cells in _past(done, records):
                if not cells:
                    continue
                if len(cells) != self._width:
                    message = f"the row has {len(cells)} cells where the header has {self._width}"
                    notes.add(reader.line_num, message, kind=WRONG_WIDTH)
                kept = [cells[i] if i < len(cells) else None for i in self._wanted]
                if chunk := builder.add(row, kept):
                    yield chunk
        if chunk := builder.rest():
            yield chunk


def _past(done: int, records: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The records after the ``done`` that are not empty."""
    for row, cells in records:
        if done and cells:
            done -= 1
        elif not done:
            yield row, cells
