"""Rows of a sorted file, in order, up to one place after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from watchword.measure.ledger.place import END
from watchword.measure.ledger.stored import STORED, file_in, numbers_of, sound

Bounds = tuple[int, int, int]
"""Least place, greatest place and number of rows of a row group."""


class Cursor:
    """One sorted file of posts or snapshots, open until it is closed.

    Args:
        folder: Of the import or run.
        kind: ``posts`` or ``snapshots``.
        columns: The columns wanted; the place is always given as well.
    """

    def __init__(self, folder: Path, kind: str, columns: Sequence[str]) -> None:
        self._path = file_in(folder, kind)
        with sound(self._path):
            self._file = pq.ParquetFile(self._path)
        self._columns = ["place", *(name for name in columns if name != "place")]
        fields = [STORED[kind].field(name) for name in self._columns]
        self._held = pa.schema(fields).empty_table()
        self.bounds = tuple(self._bounds())
        self._next = 0

    def _bounds(self) -> Iterator[Bounds]:
        metadata = self._file.metadata
        place = metadata.schema.to_arrow_schema().get_field_index("place")
        for index in range(metadata.num_row_groups):
            group = metadata.row_group(index)
            known = group.column(place).statistics
            yield known.min, known.max, group.num_rows

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return int(self._file.metadata.num_rows)

    def skip_to(self, place: int) -> None:
        """Pass over what stands before a place, without reading row groups that end before it."""
        while self._next < len(self.bounds) and self.bounds[self._next][1] < place:
            self._next += 1
        self._held = self._held.slice(_position(self._held, place))

    def take_below(self, place: int) -> pa.Table:
        """The next rows whose place is less."""
        parts = [self._held]
        while self._next < len(self.bounds) and self.bounds[self._next][0] < place:
            with sound(self._path):
                parts.append(self._file.read_row_group(self._next, columns=self._columns))
            self._next += 1
        parts = [part.select(self._columns) for part in parts if part.num_rows] or parts[:1]
        table = pa.concat_tables(parts)
        end = _position(table, place)
        self._held = table.slice(end)
        return table.slice(0, end)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _position(table: pa.Table, place: int) -> int:
    """The first row whose place is not less."""
    if not table.num_rows:
        return 0
    return int(numbers_of(table, "place").searchsorted(place))


def cuts(all_bounds: Sequence[Sequence[Bounds]], rows: int) -> list[int]:
    """Places that cut files into pieces of about so many rows in all; the last cuts after all.

    Args:
        all_bounds: Of the row groups of each file.
        rows: Of a piece; no less than the row groups that meet there.
    """
    found: list[int] = []
    count = 0
    for least, _, size in sorted(bound for bounds in all_bounds for bound in bounds):
        if count and count + size > rows and (not found or least > found[-1]):
            found.append(least)
            count = 0
        count += size
    return [*found, END]
