"""The workbook as CSV: one table, for whatever opens it."""

from __future__ import annotations

import csv
import io
from typing import IO

from watchword.base.output import csv_safe
from watchword.measure.workbook.columns import Column, Form
from watchword.measure.workbook.sheet import Cell, Sheet, shown

EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps of a number (IEEE 754 double precision, in decimal)."""


def write_csv(sheet: Sheet, out: IO[bytes]) -> None:
    """Write the sheet with the posts, in UTF-8 with a mark, as spreadsheets recognise it."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([csv_safe(column.title) for column in sheet.columns])
    for line in sheet.lines():
        writer.writerow(
            [_cell(column, cell) for column, cell in zip(sheet.columns, line, strict=True)]
        )
    text.detach()


def _cell(column: Column, cell: Cell) -> str:
    if not isinstance(cell, str):
        return shown(cell)
    if column.form is Form.ID and _would_be_damaged(cell):
        return "'" + cell
    return csv_safe(cell)


def _would_be_damaged(text: str) -> bool:
    """Whether a spreadsheet would make another number of it: too long, zeros first, 12e5."""
    low = text.lower()
    mantissa, _, power = low.partition("e")
    is_number = mantissa.isdigit() and (power.isdigit() or not power) and not low.endswith("e")
    return is_number and (len(text) > EXACT_DIGITS or text.startswith("0") or "e" in low)
