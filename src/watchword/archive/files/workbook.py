"""Workbooks: XLSX, XLSB, XLS and ODS, measured before they are opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

import re2

from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.table import PEEKED_ROWS, Chunk, ChunkBuilder, Table
from watchword.archive.files.zips import open_zip, unpacked_blocks
from watchword.base.errors import InputError

MAX_FILE_BYTES = 256 << 20
MAX_UNPACKED_BYTES = 512 << 20
MAX_CELLS = 30_000_000
"""Cells of the rectangle that a sheet spans; the reader holds it in memory, 32 bytes a cell."""

EXACT_INTEGERS = 2**53
"""Whole numbers that a workbook's cells hold exactly: IEEE 754 double precision."""

_CELL = re2.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_TAIL = 256


def workbook(part: Part) -> tuple[Table, ...]:
    """The sheets of a workbook that hold anything.

    Raises:
        InputError: It is damaged, protected or larger than the bounds.
    """
    import python_calamine

    data = part.bytes(MAX_FILE_BYTES)
    if data[:2] == b"PK":
        _measure(part.name, data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            (meta.name, book.get_sheet_by_name(meta.name))
            for meta in book.sheets_metadata
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except python_calamine.PasswordError as error:
        raise InputError(
            f"{part.name} is protected by a password", hint="save a copy without one"
        ) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise InputError(
            f"{part.name} is a damaged workbook: {str(error).lower()}",
            hint="open it in a spreadsheet and save it as CSV in UTF-8",
        ) from error
    return tuple(
        _table(f"{part.name}, sheet {name}", sheet) for name, sheet in sheets if sheet.height
    )


def _table(name: str, sheet: object) -> Table:
    first = [row for _, row in zip(range(PEEKED_ROWS), _rows(sheet), strict=False)]
    width = max(len(row) for row in first)

    def chunks(
        header: int, wanted: Sequence[int], notes: Notes, batch_rows: int
    ) -> Iterator[Chunk]:
        builder = ChunkBuilder(len(wanted), batch_rows)
        for row, cells in enumerate(_rows(sheet), 1):
            if row <= header + 1 or not any(cell != "" for cell in cells):
                continue
            kept = [cells[index] for index in wanted]
            _note_numbers(row, kept, notes)
            if chunk := builder.add(row, [cell_text(cell) or None for cell in kept]):
                yield chunk
        if chunk := builder.rest():
            yield chunk

    padded = tuple((*map(cell_text, row), *[""] * (width - len(row))) for row in first)
    return Table(name=name, first_rows=padded, is_named=False, chunks=chunks)


def _rows(sheet: object) -> Iterator[list[object]]:
    """Rows from the sheet's very first on, as row numbers count."""
    top, left = sheet.start or (0, 0)  # type: ignore[attr-defined]
    yield from ([] for _ in range(top))
    for row in sheet.iter_rows():  # type: ignore[attr-defined]
        yield [""] * left + row


def cell_text(cell: object) -> str:
    """A cell as text: whole numbers without a point, dates as ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e21:  # noqa: PLR2004 - as spreadsheets show it
        return str(int(cell))
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _note_numbers(row: int, cells: list[object], notes: Notes) -> None:
    for cell in cells:
        if isinstance(cell, float) and abs(cell) > EXACT_INTEGERS:
            notes.add(
                row,
                f"{cell_text(cell)} has lost digits: a workbook keeps 15 digits of a number",
                kind="a number has lost digits in the workbook",
            )


def _measure(name: str, data: bytes) -> None:
    """Hold the bounds over what is really packed, before another program unpacks it.

    Raises:
        InputError: More than 512 MB, or a sheet that spans more than 30 million cells.
    """
    total = 0
    for member in open_zip(io.BytesIO(data), name).infolist():
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError(f"{name} is packed in a way that is not supported")
        is_sheet = "/worksheets/" in member.filename and member.filename.endswith(".xml")
        tail, bottom, right = b"", 0, 0
        for block in unpacked_blocks(io.BytesIO(data), member):
            total += len(block)
            if total > MAX_UNPACKED_BYTES:
                raise _too_large(name, f"would unpack to more than {MAX_UNPACKED_BYTES >> 20} MB")
            if is_sheet:
                tail += block
                bottom, right = _extent(tail, bottom, right)
                tail = tail[-_TAIL:]
        if bottom * right > MAX_CELLS:
            raise _too_large(name, f"has a sheet that spans {bottom:,} rows and {right:,} columns")


def _extent(xml: bytes, bottom: int, right: int) -> tuple[int, int]:
    for found in _CELL.finditer(xml):
        letters, digits = found.groups()
        bottom = max(bottom, int(digits))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        right = max(right, column)
    return bottom, right


def _too_large(name: str, cause: str) -> InputError:
    return InputError(f"{name} {cause}", hint="save the sheet with the posts as CSV in UTF-8")
