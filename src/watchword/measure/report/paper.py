"""A report as a tagged PDF (PDF/UA-1) on A4, no longer than it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from itertools import groupby

from watchword.base.errors import DocumentError
from watchword.base.paper.typeset import pages, typeset, unshown
from watchword.measure.charts import render_svg
from watchword.measure.report import model
from watchword.measure.report.model import MOST_PAGES, Report, Section
from watchword.measure.report.number import Number
from watchword.measure.report.page import MARKS

FONT = "Libertinus Serif"
"""Comes with Typst; narrower than the letters that charts are measured with."""
BRIEFEST = 7
"""Steps of brevity after which a report that does not fit is refused."""
TEXT_SIZE, FIGURE_SIZE, SMALLEST = 7.6, 6.4, 5.6
"""Points of letters in tables, in figures under charts, and in those with a column a month."""
MOST_COLUMNS = 14
"""Months that stand beside each other under a chart."""
MOST_NAMED = 6
"""Signs of a post that are written as their names, such as ``[party popper]``."""


def fitted(draw: Callable[[int], Report]) -> tuple[int, bytes]:
    """The least brevity with which its pages hold a report, and its PDF.

    Args:
        draw: Draws the report with a brevity from 0 on.

    Raises:
        DocumentError: It cannot be set, or even the briefest is too long.
    """
    for brevity in range(BRIEFEST + 1):
        report = draw(brevity)
        made = render_pdf(report)
        if pages(made) <= MOST_PAGES[report.audience]:
            return brevity, made
    raise DocumentError(
        f"the report for the {report.audience} needs {pages(made)} pages and may have "
        f"{MOST_PAGES[report.audience]}",
        hint="shorten the words in the file named by --words, or write HTML",
        code="too-long",
    )


def render_pdf(report: Report) -> bytes:
    """The report as a PDF, however long.

    Raises:
        DocumentError: The text cannot be set, for example for lack of a font.
    """
    template = files("watchword.measure.report").joinpath("report.typ").read_bytes()
    written = {
        "organisation": report.organisation,
        "title": report.title,
        "full_title": report.full_title,
        "about": report.about,
        "audience": str(report.audience),
        "rows": [[_section(one) for one in row] for row in rows(report)],
    }
    return typeset(template, written, report.day)


def rows(report: Report) -> list[tuple[Section, ...]]:
    """Sections one under the other, halves in pairs beside each other."""
    made: list[tuple[Section, ...]] = []
    for is_half, run in groupby(report.sections, key=lambda one: one.is_half):
        each = list(run)
        if is_half:
            made += [tuple(each[at : at + 2]) for at in range(0, len(each), 2)]
        else:
            made += [(one,) for one in each]
    return made


def _section(section: Section) -> Mapping[str, object]:
    return {
        "title": section.title,
        "is_half": section.is_half,
        "parts": [_part(one) for one in section.parts],
    }


def _part(part: model.Part) -> Mapping[str, object]:
    written = _WRITTEN[type(part)](part)
    return {"kind": type(part).__name__.lower(), **written}


def _lead(part: model.Lead) -> Mapping[str, object]:
    return {"text": part.text}


def _text(part: model.Text) -> Mapping[str, object]:
    return {"text": part.text, "is_soft": part.is_soft}


def _tiles(part: model.Tiles) -> Mapping[str, object]:
    return {
        "tiles": [
            {
                "title": one.title,
                "number": one.number.words,
                "is_missing": one.number.value is None,
                "status": str(one.status),
                "mark": MARKS[one.status],
                "verdict": one.verdict,
                "lines": one.lines,
                "method": one.method,
            }
            for one in part.tiles
        ]
    }


def _cards(part: model.Cards) -> Mapping[str, object]:
    return {
        "cards": [
            {
                "text": _readable(one.text),
                "about": one.about,
                "standing": one.standing,
                "why": one.why,
                "link": one.link if one.link.startswith(("https://", "http://")) else "",
            }
            for one in part.cards
        ]
    }


def _readable(text: str) -> str:
    """A post's words, where there is a font for nearly all of them."""
    missing = unshown(text)
    if sum(char in missing for char in text) > MOST_NAMED:
        return "(in a script that no font on this machine shows; the HTML and the workbook have it)"
    return text


def _table(
    part: model.Table, size: float = TEXT_SIZE, title: str | None = None
) -> Mapping[str, object]:
    return {
        "title": part.title if title is None else title,
        "columns": part.columns,
        "rows": [[words(cell) for cell in row] for row in part.on_paper],
        "numbers": [part.is_number(at) for at in range(len(part.columns))],
        "left_out": part.left_out,
        "method": part.method,
        "size": size,
    }


def words(cell: model.Cell) -> str:
    """A field as paper shows it."""
    return cell if isinstance(cell, str) else cell.words


def _figure(part: model.Figure) -> Mapping[str, object]:
    return {
        "title": part.title,
        "svg": render_svg(part.chart, font=FONT),
        "alt": part.chart.alt,
        "reading": part.reading,
        "method": part.method,
        "table": _lying(part.table) if part.is_over_time else _table(part.table, FIGURE_SIZE, ""),
    }


def _lying(table: model.Table) -> Mapping[str, object]:
    heads, lines = lying(table)
    return {
        "title": "",
        "columns": heads,
        "rows": lines,
        "numbers": [at > 0 for at in range(len(heads))],
        "left_out": "",
        "method": 0,
        "size": SMALLEST,
    }


def lying(table: model.Table) -> tuple[list[str], list[list[str]]]:
    """The last moments of a table, one a column: heads, and a row for each other column."""
    shown = table.rows[-MOST_COLUMNS:]
    heads = [words(row[0]).replace(" ", "\n") for row in shown]
    lines = [
        [table.columns[at], *("–" if _is_missing(row[at]) else words(row[at]) for row in shown)]
        for at in range(1, len(table.columns))
    ]
    return [table.columns[0], *heads], lines


def _is_missing(cell: model.Cell) -> bool:
    return isinstance(cell, Number) and cell.value is None


def _methods(part: model.Methods) -> Mapping[str, object]:
    return {"methods": [{"title": one.title, "words": one.words} for one in part.methods]}


def _words(part: model.Words) -> Mapping[str, object]:
    return {
        "empty": part.empty,
        "blocks": [
            {
                "is_point": one.is_point,
                "is_heading": one.is_heading,
                "runs": [
                    {
                        "text": run.text,
                        "is_strong": run.is_strong,
                        "is_emphasised": run.is_emphasised,
                    }
                    for run in one.runs
                ],
            }
            for one in part.blocks
        ],
    }


_WRITTEN: dict[type, Callable[..., Mapping[str, object]]] = {
    model.Lead: _lead,
    model.Text: _text,
    model.Tiles: _tiles,
    model.Cards: _cards,
    model.Table: _table,
    model.Figure: _figure,
    model.Methods: _methods,
    model.Words: _words,
}
