"""Rows of a file that people fill in: CSV or XLSX, read as text; a formula is text like any other."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import openpyxl
from django.utils.translation import gettext as _

from watchword.site.kit.refusal import Invalid

LARGEST = 2_000_000
"""Bytes of a file."""
UNPACKED = 40_000_000
"""Bytes of a workbook when it is unpacked."""
MOST_ROWS = 1_000
MOST_COLUMNS = 50
_MOST_LINES = 20_000
"""Lines of a workbook that are looked at; most of them are empty."""
_GUARDED = ("'=", "'+", "'-", "'@", "'\t", "'\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file.

    Attributes:
        number: Its number in the file, from 1; the heading is a line too.
        cells: What stands in it, by column.
    """

    number: int
    cells: Mapping[str, str]


def read_table(body: bytes, columns: Sequence[str], needed: Sequence[str]) -> list[Line]:
    """The lines of a file under its heading; columns that nobody asked for are left out.

    Args:
        body: A CSV file (commas, semicolons or tabs) or an XLSX workbook, of which the first sheet
            is read.
        columns: Names of columns that may be there.
        needed: Names of those that must.

    Raises:
        Invalid: It is no such file, lacks a column, or has too many rows.
    """
    if len(body) > LARGEST:
        raise Invalid(_("The file is larger than 2 MB."))
    lines = _of_workbook(body) if body[:4] == b"PK\x03\x04" else _of_text(body)
    try:
        _first, heading = next(lines, (0, []))
        names = [" ".join(one.lower().replace("_", " ").split()) for one in heading]
        wanted = {one.replace("_", " "): one for one in columns}
        _refuse_lacking(names, needed)
        found: list[Line] = []
        for number, cells in lines:
            if not any(one.strip() for one in cells):
                continue
            given = {wanted[a]: b for a, b in zip(names, cells, strict=False) if a in wanted}
            found.append(Line(number, given))
            if len(found) > MOST_ROWS:
                raise Invalid(
                    _("The file has more than %(n)d rows.") % {"n": MOST_ROWS},
                    _("Split it, and import one part after the other."),
                )
    except csv.Error as error:
        raise Invalid(_("The file cannot be read: %(error)s.") % {"error": error}) from None
    if not found:
        raise Invalid(_("There is no row under the heading."))
    return found


def _refuse_lacking(names: Sequence[str], needed: Sequence[str]) -> None:
    if twice := {one for one in names if one and names.count(one) > 1}:
        raise Invalid(_("The column %(name)s is there twice.") % {"name": min(twice)})
    if lacking := [one for one in needed if one.replace("_", " ") not in names]:
        raise Invalid(
            _("The file lacks the columns %(names)s.") % {"names": ", ".join(lacking)},
            _("The first line names the columns."),
        )


def _of_text(body: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(
            _("The file is not written in UTF-8."), _("Save it as 'CSV UTF-8', or as XLSX.")
        ) from None
    if "\0" in text:
        raise Invalid(_("This is neither a CSV file nor an XLSX workbook."))
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True
    )
    begins = 1
    for cells in reader:
        yield begins, [_unguarded(one) for one in cells[:MOST_COLUMNS]]
        begins = reader.line_num + 1


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from reckoning it."""
    return cell[1:] if cell.startswith(_GUARDED) else cell


def _of_workbook(body: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        _refuse_swollen(body)
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=_MOST_LINES, max_col=MOST_COLUMNS, values_only=True)
        yield from ((number, [_cell(one) for one in row]) for number, row in enumerate(rows, 1))
    except Invalid:
        raise
    except Exception:  # noqa: BLE001 - what a damaged workbook raises is openpyxl's own affair
        raise Invalid(
            _("The workbook cannot be read."), _("Save it anew as XLSX, or as CSV UTF-8.")
        ) from None


def _refuse_swollen(body: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        if sum(one.file_size for one in packed.infolist()) > UNPACKED:
            raise Invalid(_("The workbook is too large when it is unpacked."))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    value = getattr(value, "text", value)  # the formula of several cells
    # openpyxl writes carriage returns of a cell as Excel does
    return str(value).replace("_x000D_", "").replace("\0", "")
