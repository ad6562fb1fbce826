"""The workbook as XLSX: a sheet with the posts, one with the lists, one that explains."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, cast

from watchword.base.errors import OutputError
from watchword.base.output import FORMULA_STARTS
from watchword.measure.workbook.columns import STATE, Column, Form, Side
from watchword.measure.workbook.explain import explanation
from watchword.measure.workbook.sheet import Cell, Sheet
from watchword.measure.workbook.steady import steady_xlsx

if TYPE_CHECKING:
    from openpyxl.cell import Cell as Written
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Posts that fit under a header (Excel specifications and limits, 2026-11)."""
SPARE_ROWS = 200
"""Rows of a list left for names to come."""

README_WIDTH = 90
"""Characters of a line in the widest column of the sheet that explains."""

POSTS_SHEET, LISTS_SHEET, README_SHEET = "Posts", "Lists", "Read me"

_FORMATS: Mapping[Form, str] = MappingProxyType(
    {
        Form.TEXT: "@",
        Form.ID: "@",
        Form.CHOICE: "@",
        Form.TIME: "yyyy-mm-dd hh:mm",
        Form.COUNT: "#,##0",
        Form.ONE_DECIMAL: "#,##0.0",
        Form.MONEY: "#,##0.00",
        Form.PERCENT: "0.0%",
    }
)
"""How spreadsheets show each form; they put in the reader's own separators."""
_HEADS = {Side.PEOPLE: "C6E0B4", Side.WATCHWORD: "D9D9D9"}
_FILLS = {Side.PEOPLE: "", Side.WATCHWORD: "F2F2F2"}
_CLOSED = ("is_video", "style", "is_paid")
"""Details that take nothing but what their list offers."""


def write_xlsx(sheet: Sheet, out: IO[bytes]) -> None:
    """Write the workbook; the same sheet gives the same bytes.

    Raises:
        OutputError: There are more posts than a sheet has rows.
    """
    from openpyxl import Workbook

    if sheet.rows > MOST_ROWS:
        raise OutputError(
            f"{sheet.rows:,} posts are more than a sheet has rows",
            hint="choose with --account, --from and --to, or write .csv",
        )
    book = Workbook(write_only=True)
    for title, write in ((POSTS_SHEET, _posts), (LISTS_SHEET, _lists), (README_SHEET, _read_me)):
        write(cast("Worksheet", book.create_sheet(title)), sheet)
    book.properties.creator = "Watchword"
    out.write(steady_xlsx(book))


def _posts(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    page.freeze_panes = "C2"
    page.sheet_view.zoomScale = 90
    for place, column in enumerate(sheet.columns, 1):
        shape = page.column_dimensions[get_column_letter(place)]
        shape.width = column.width
        shape.hidden = column is STATE
    page.row_dimensions[1].height = 62
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{sheet.rows + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _offer(page, sheet)
    page.append([_head(page, column) for column in sheet.columns])
    pens = [_Pen(page, column) for column in sheet.columns]
    for line in sheet.lines():
        page.append([pen.cell(value) for pen, value in zip(pens, line, strict=True)])


class _Pen:
    """Writes the cells of one column: styled cells, given a new value for every row."""

    def __init__(self, page: Worksheet, column: Column) -> None:
        self._cell = _styled(page, column)
        self._quoted = _styled(page, column)
        self._quoted.quotePrefix = True

    def cell(self, value: Cell) -> Written:
        """The cell with a value; text is text, whatever it begins with."""
        is_text = isinstance(value, str)
        is_quoted = is_text and str(value).startswith(FORMULA_STARTS)
        cell = self._quoted if is_quoted else self._cell
        cell.value = value
        if is_text:
            cell.data_type = "s"
        return cell


def _styled(page: Worksheet, column: Column) -> Written:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, PatternFill

    cell = WriteOnlyCell(page)
    cell.number_format = _FORMATS[column.form]
    cell.alignment = Alignment(vertical="top")
    if colour := _FILLS[column.side]:
        cell.fill = PatternFill("solid", fgColor=colour)
    return cell


def _head(page: Worksheet, column: Column) -> Written:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = WriteOnlyCell(page, column.title)
    cell.data_type = "s"
    cell.font = Font(name="Calibri", size=11, bold=True)
    cell.fill = PatternFill("solid", fgColor=_HEADS[column.side])
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _offer(page: Worksheet, sheet: Sheet) -> None:
    """Drop-downs; campaigns and pillars take new names too."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, name in enumerate(sheet.choices, 1):
        letter = get_column_letter(place)
        last = len(sheet.choices[name]) + 1 + (0 if name in _CLOSED else SPARE_ROWS)
        rule = DataValidation(
            type="list",
            formula1=f"{LISTS_SHEET}!${letter}$2:${letter}${max(last, 2)}",
            allow_blank=True,
            showErrorMessage=name in _CLOSED,
            errorTitle="Not on the list",
            error="Choose from the list: " + ", ".join(sheet.choices[name])
            if name in _CLOSED
            else None,
        )
        at = next(index for index, one in enumerate(sheet.columns, 1) if one.name == name)
        rule.add(f"{get_column_letter(at)}2:{get_column_letter(at)}{max(sheet.rows + 1, 2)}")
        page.data_validations.append(rule)


def _lists(page: Worksheet, sheet: Sheet) -> None:
    titles = {column.name: column.title for column in sheet.columns}
    for place in range(1, len(sheet.choices) + 1):
        page.column_dimensions["ABCDEFGH"[place - 1]].width = 24
    page.freeze_panes = "A2"
    page.append([_plain(page, titles[name], is_bold=True) for name in sheet.choices])
    longest = max((len(values) for values in sheet.choices.values()), default=0)
    for row in range(longest):
        page.append(
            [
                _plain(page, values[row] if row < len(values) else "")
                for values in sheet.choices.values()
            ]
        )


def _read_me(page: Worksheet, sheet: Sheet) -> None:
    page.column_dimensions["A"].width = 34
    page.column_dimensions["B"].width = 14
    page.column_dimensions["C"].width = README_WIDTH
    for row, (words, *cells) in enumerate(explanation(sheet), 1):
        longest = max((len(one) for one in cells), default=0)
        page.row_dimensions[row].height = 15 * (1 + longest // README_WIDTH)
        is_column = len(cells) > 1
        page.append(
            [
                _plain(page, words, is_bold=not cells, is_wrapped=is_column),
                *(_plain(page, one) for one in cells if one),
            ]
        )


def _plain(
    page: Worksheet, words: str, *, is_bold: bool = False, is_wrapped: bool = True
) -> Written:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(page, words or None)
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=is_wrapped, vertical="top")
    if is_bold:
        cell.font = Font(name="Calibri", size=11, bold=True)
    if words:
        cell.data_type = "s"
        cell.quotePrefix = words.startswith(FORMULA_STARTS)
    return cell
