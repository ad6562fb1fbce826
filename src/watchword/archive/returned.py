"""Watchword's own workbook, recognised among the files that people give to be imported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watchword.archive.files.notes import Notes
from watchword.archive.files.peek import Peek
from watchword.archive.files.table import Table
from watchword.measure.workbook.columns import is_results

BATCH_ROWS = 4096


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnedFile:
    """A workbook that Watchword wrote and a person gives back.

    Attributes:
        table: The table or sheet with the posts.
        header: Place of its header among the first rows.
        titles: The header's cells.
    """

    table: Table
    header: int
    titles: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, list[str | None]]]:
        """Line and cells of each row under the header."""
        wanted = range(len(self.titles))
        for chunk in self.table.chunks(self.header, wanted, Notes(), BATCH_ROWS):
            columns = [column.to_pylist() for column in chunk.columns]
            for line, *cells in zip(chunk.rows.to_pylist(), *columns, strict=True):
                yield line, cells


def returned_file(peek: Peek) -> ReturnedFile | None:
    """The sheet with the posts; None when the file is not of Watchword's making.

    It is told by its headers, never by its name; sheets beside it do not matter.

    Raises:
        InputError: The file is damaged, or protected by a password.
    """
    for table in peek.tables:
        for header, names in table.headers():
            titles = tuple(name.strip("\ufeff ") for name in names)
            if is_results(titles):
                return ReturnedFile(table=table, header=header, titles=titles)
    return None
