"""A report as a workbook: a sheet for what it says, one for all posts, one a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

from watchword.base.output import FORMULA_STARTS
from watchword.base.paper.markup import clean
from watchword.measure.report import model
from watchword.measure.report.model import Report
from watchword.measure.report.month import Month, PostResult
from watchword.measure.report.number import Form, Number, count
from watchword.measure.report.phrases import standing_words, why_words
from watchword.measure.workbook.steady import steady_xlsx

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as Written
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | Number | model.Noted | datetime

FORMATS: Final = {
    Form.COUNT: "#,##0.##;-#,##0.##",
    Form.FRACTION: "0.0%",
    Form.TIMES: '"×"0.00',
    Form.MONEY: "#,##0.00",
    Form.SECONDS: '#,##0 "s"',
}
"""How spreadsheets show each form; they put in the reader's own separators."""
WHOLE = "#,##0"
TIME = "yyyy-mm-dd hh:mm"
HEAD, WASH = "1F5F5B", "F4F1E9"
LONGEST = 32_000
"""Characters of a text that are shown; a cell holds 32,767 (Excel specifications, 2026-11)."""
LONGEST_NAME = 31
"""Characters of a sheet's name (Excel specifications, 2026-11)."""
WIDEST, NARROWEST = 60, 9
"""Characters of a column."""

POST_COLUMNS = (
    "Text",
    "Account",
    "Network",
    "Published (UTC)",
    "Number",
    "Usual",
    "Better than, of 100",
    "From",
    "To",
    "CrowdTangle's score",
    "Comparable posts",
    "Benchmark",
    "Where it stands",
    "Why",
    "Link",
)

BLANK = Number(value=None)
"""A field that stays empty: charts take words for a zero."""


def render_book(report: Report, month: Month) -> bytes:
    """The workbook as XLSX; the same report gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    first = cast("Worksheet", book.active)
    first.title = "Report"
    _write_words(first, report)
    posts = [_post(month, one) for one in month.posts]
    _write_table(_sheet(book, "Posts"), POST_COLUMNS, posts)
    for part in _tables(report):
        _write_table(_sheet(book, part.title), part.columns, part.rows)
    for figure in _figures(report):
        _write_figure(_sheet(book, figure.table.title), figure)
    methods = [
        (str(number), one.title, one.formula, one.denominator or "none", one.window, one.source)
        for number, one in enumerate(_methods(report), 1)
    ]
    columns = ("Note", "Number", "Formula", "Denominator", "Window", "Source")
    _write_table(_sheet(book, "Method"), columns, methods)
    book.properties.creator = "Watchword"
    book.properties.title = clean(report.full_title)
    return steady_xlsx(book)


def _tables(report: Report) -> Iterator[model.Table]:
    for section in report.sections:
        for part in section.parts:
            if isinstance(part, model.Table):
                yield part
            elif isinstance(part, model.Tiles):
                yield _as_table(section.title, part)


def _figures(report: Report) -> Iterator[model.Figure]:
    for section in report.sections:
        yield from (part for part in section.parts if isinstance(part, model.Figure))


def _as_table(title: str, part: model.Tiles) -> model.Table:
    rows = tuple((one.title, one.number, one.verdict, "; ".join(one.lines)) for one in part.tiles)
    return model.Table(title=title, columns=("KPI", "This month", "Status", "Remarks"), rows=rows)


def _methods(report: Report) -> Iterator[model.Method]:
    for section in report.sections:
        for part in section.parts:
            if isinstance(part, model.Methods):
                yield from part.methods


def _write_words(sheet: Worksheet, report: Report) -> None:
    """What the report says in sentences, under its headings."""
    sheet.column_dimensions["A"].width = 100
    lines = [(report.organisation, True), (report.title, True), (report.about, False)]
    for section in report.sections:
        said = [text for part in section.parts for text in _sentences(part)]
        if said:
            lines += [("", False), (section.title, True), *((text, False) for text in said)]
    for row, (text, is_head) in enumerate((one for one in lines if one != ("", True)), 1):
        cell = _cell(sheet, row, 1)
        _put(cell, text)
        _dress(cell, is_head=is_head)
        sheet.row_dimensions[row].height = (18 if is_head else 15) * (1 + len(text) // 95)


def _sentences(part: model.Part) -> list[str]:
    match part:
        case model.Lead() | model.Text():
            return [part.text]
        case model.Figure():
            return [f"{part.title}: {part.chart.alt} {part.reading}".strip()]
        case model.Words():
            said = ["".join(run.text for run in block.runs) for block in part.blocks]
            return said or [part.empty]
        case model.Cards():
            return [f"{one.text} ({one.about}): {one.standing}" for one in part.cards]
        case _:
            return []


def _post(month: Month, one: PostResult) -> tuple[Value, ...]:
    standing = one.standing
    why = standing.reason or "too few comparable posts" if standing else "no number at this age"

    def of(name: str) -> Number:
        return count(getattr(standing, name) if standing else None, why)

    return (
        one.text,
        one.account,
        one.channel,
        one.published.replace(tzinfo=None),
        of("value"),
        of("expected"),
        of("percentile"),
        of("percentile_low"),
        of("percentile_high"),
        of("score"),
        of("n"),
        standing.tier if standing else "none",
        standing_words(month, one),
        " ".join(why_words(month, one)),
        one.link,
    )


def _sheet(book: Workbook, title: str) -> Worksheet:
    """A new sheet; names hold no signs that formulas use, and each is there once."""
    name = "".join(" " if char in "[]:*?/\\'" else char for char in clean(title))
    name = " ".join(name.split())[:LONGEST_NAME].rstrip() or "Table"
    taken, number = {one.lower() for one in book.sheetnames}, 2
    unique = name
    while unique.lower() in taken:
        unique = f"{name[: LONGEST_NAME - 4]} {number}"
        number += 1
    made: Worksheet = book.create_sheet(unique)
    return made


def _write_table(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for at, head in enumerate(columns, 1):
        cell = _cell(sheet, 1, at)
        _put(cell, head)
        _dress_head(cell)
        texts = [_length(row[at - 1]) for row in rows]
        width = max(NARROWEST, len(head) + 2, *texts) if texts else len(head) + 2
        sheet.column_dimensions[get_column_letter(at)].width = min(width, WIDEST)
    for number, row in enumerate(rows, 2):
        for at, value in enumerate(row, 1):
            cell = _cell(sheet, number, at)
            _put(cell, value)
            _dress(cell, is_head=False)
    sheet.freeze_panes = "B2"
    if rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _cell(sheet: Worksheet, row: int, column: int) -> Written:
    return cast("Written", sheet.cell(row, column))


def _length(value: Value) -> int:
    if isinstance(value, Number | model.Noted):
        return len(value.words) + 1
    return len(value) + 1 if isinstance(value, str) else len(TIME) + 1


def _put(cell: Written, value: Value) -> None:
    """Write a value: numbers as numbers, and text as text, whatever it begins with."""
    if value is BLANK:
        return
    if isinstance(value, model.Noted):
        value = value.words
    if isinstance(value, Number):
        if value.value is not None:
            cell.value = value.value
            is_whole = value.form is Form.COUNT and float(value.value).is_integer()
            cell.number_format = WHOLE if is_whole else FORMATS[value.form]
            return
        value = f"{value.words}: {value.why}" if value.why else value.words
    if isinstance(value, datetime):
        cell.value, cell.number_format = value, TIME
        return
    text = clean(value)[:LONGEST]
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)


def _dress(cell: Written, *, is_head: bool) -> None:
    from openpyxl.styles import Alignment, Font

    cell.alignment = Alignment(wrap_text=isinstance(cell.value, str), vertical="top")
    if is_head:
        cell.font = Font(name="Calibri", size=13, bold=True, color=HEAD)


def _dress_head(cell: Written) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_figure(sheet: Worksheet, figure: model.Figure) -> None:
    """The figures of a chart; what is missing stays empty, and a last column says why."""
    table = figure.table
    rows = [
        (
            *(BLANK if isinstance(cell, Number) and cell.value is None else cell for cell in row),
            _remarks(table, row),
        )
        for row in table.rows
    ]
    _write_table(sheet, (*table.columns, "Remarks"), rows)
    has_counts = all(isinstance(row[1], Number) and row[1].form is Form.COUNT for row in table.rows)
    if has_counts:
        _draw(sheet, figure)


def _remarks(table: model.Table, row: Sequence[model.Cell]) -> str:
    return "; ".join(
        f"{head}: {cell.words}{f' ({cell.why})' if cell.why else ''}"
        for head, cell in zip(table.columns, row, strict=True)
        if isinstance(cell, Number) and cell.value is None
    )


def _draw(sheet: Worksheet, figure: model.Figure) -> None:
    """A chart of the first column of numbers, under its figures, that follows them."""
    from openpyxl.chart import BarChart, LineChart, Reference

    last = len(figure.table.rows) + 1
    chart: BarChart | LineChart
    if figure.is_over_time:
        chart = LineChart()
    else:
        chart = BarChart()
        chart.type = "bar"
        chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.scaling.min = 0
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    for series in chart.series:
        series.smooth = False
    chart.display_blanks = "gap"
    chart.title, chart.legend = figure.table.title, None
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.height, chart.width = 8, 18
    sheet.add_chart(chart, f"A{last + 2}")
