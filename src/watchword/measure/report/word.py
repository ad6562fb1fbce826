"""A report as a Word document with real headings, tables with heads, and words for charts."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from watchword.base.paper import word_xml as xml
from watchword.base.paper.markup import clean
from watchword.base.paper.steady import steady_zip
from watchword.base.paper.word_style import ACCENT, BAD, GOOD, INK, SOFT, dress
from watchword.measure.charts import render_png
from watchword.measure.report import model
from watchword.measure.report.model import Report, Status
from watchword.measure.report.page import MARKS
from watchword.measure.report.paper import lying, rows, words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

LANGUAGE = "en-GB"
MARGIN_MM = 14
TEXT_MM = 182
"""Width of the text on A4 with these margins."""
CHART_MM = 80
"""Width of a chart, which fits into half the text."""
TILES_A_ROW = 4
ROOM, ROOM_SMALL = 120, 20
"""Room at the right of a table's fields, in twentieths of a point."""
STATUS_COLOURS = {
    Status.GOOD: GOOD,
    Status.POOR: BAD,
    Status.PLAIN: INK,
    Status.UNKNOWN: SOFT,
}

# Style, size in points, space before and after in points: smaller than in a handbook.
_SIZES = (
    ("Normal", 9, 0, 1),
    ("Title", 20, 0, 1),
    ("Subtitle", 8.5, 0, 4),
    ("Organisation", 9.5, 0, 0),
    ("Heading 1", 12, 6, 2),
    ("Heading 2", 9, 2, 1),
    ("Sentence", 10, 3, 1),
    ("Small", 7.5, 0, 0),
    ("Note", 6.5, 0, 0),
    ("Column Head", 7.5, 0, 1),
)


def render_word(report: Report) -> bytes:
    """The report as a DOCX."""
    document = _document(report)
    pen = _Pen(document, document)
    if report.organisation:
        pen.line(report.organisation, "Organisation")
    pen.line(report.title, "Title")
    pen.line(report.about, "Subtitle")
    for row in rows(report):
        if not row[0].is_half:
            pen.section(row[0])
            continue
        pen.gap()
        table = document.add_table(rows=1, cols=2)
        xml.make_side_by_side(table)
        for cell, section in zip(table.rows[0].cells, row, strict=False):
            half = _Pen(document, cell, xml.HALF_MM - 4)
            half.section(section)
            _drop_first(cell)
    raw = io.BytesIO()
    document.save(raw)
    return steady_zip(raw)


def _document(report: Report) -> Document:
    import docx
    from docx.shared import Pt

    document = docx.Document()
    dress(document, LANGUAGE, MARGIN_MM)
    for name, size, before, after in _SIZES:
        style = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1
    about = document.core_properties
    about.title = clean(report.full_title)
    about.author = about.last_modified_by = clean(report.organisation) or "Watchword"
    about.language = LANGUAGE
    about.comments = clean(report.about)
    about.created = about.modified = datetime.combine(report.day, datetime.min.time())
    return document


class _Pen:
    """Writes parts at the end of a document or of a cell.

    Args:
        document: What is written.
        place: The document or a cell of it.
        width_mm: How wide it is.
    """

    def __init__(
        self, document: Document, place: Document | _Cell, width_mm: float = TEXT_MM
    ) -> None:
        self.document, self.place, self.width_mm = document, place, width_mm

    def line(self, text: str, style: str = "Normal") -> Paragraph:
        """A paragraph of plain words."""
        made = self.place.add_paragraph(style=style)
        made.add_run(clean(text))
        return made

    def gap(self) -> None:
        """A line of no height: Word makes one table of two that touch."""
        from docx.shared import Pt

        self.line("", "Note").paragraph_format.line_spacing = Pt(1)

    def section(self, section: model.Section) -> None:
        """A heading and its parts."""
        if section.title:
            made = self.line(section.title, "Heading 1")
            xml.bookmark(made, section.anchor)
        for part in section.parts:
            _WRITERS[type(part)](self, part)

    def note(self, to: Paragraph, method: int) -> None:
        """A raised number that leads to a method."""
        if method:
            run = to.add_run(f" {method}")
            run.font.superscript = True
            xml.colour(run, ACCENT)
            xml.link(to, f"#method-{method}", [run])

    def table(
        self,
        columns: Sequence[str],
        cells: Sequence[Sequence[str]],
        style: str,
        is_number: Callable[[int], bool],
        room: int = ROOM,
    ) -> None:
        """A table with a head; numbers stand at the right."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        made = (
            self.document.add_table(rows=len(cells) + 1, cols=len(columns))
            if self.place is self.document
            else self.place.add_table(len(cells) + 1, len(columns))
        )
        xml.make_data_table(made)
        xml.set_cell_margins(made, 0, room)
        for at, row in enumerate((columns, *cells)):
            for number, text in enumerate(row):
                paragraph = made.cell(at, number).paragraphs[0]
                paragraph.style = self.document.styles[style if at else "Column Head"]
                paragraph.add_run(clean(text))
                if is_number(number):
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        texts = list(zip(columns, *cells, strict=True))
        xml.set_widths(made, texts, self.width_mm, 5 if room == ROOM_SMALL else 12)


def _lead(pen: _Pen, part: model.Lead) -> None:
    made = pen.line(part.text, "Sentence")
    xml.edge(made, ACCENT)


def _text(pen: _Pen, part: model.Text) -> None:
    pen.line(part.text, "Small" if part.is_soft else "Normal")


def _tiles(pen: _Pen, part: model.Tiles) -> None:
    """A table with a row a thing, so that each column is read from top to bottom."""
    for start in range(0, len(part.tiles), TILES_A_ROW):
        shown = part.tiles[start : start + TILES_A_ROW]
        table = pen.document.add_table(rows=3, cols=len(shown))
        xml.make_data_table(table)
        for at, one in enumerate(shown):
            head = _first(table.cell(0, at), one.title, "Heading 2")
            pen.note(head, one.method)
            number = _first(table.cell(1, at), one.number.words, "Sentence")
            for run in number.runs:
                run.bold = True
            cell = table.cell(2, at)
            verdict = _first(cell, f"{MARKS[one.status]} {one.verdict}", "Normal")
            for run in verdict.runs:
                run.bold = True
                xml.colour(run, STATUS_COLOURS[one.status])
            for line in one.lines:
                cell.add_paragraph(clean(line), style="Small")


def _cards(pen: _Pen, part: model.Cards) -> None:
    for one in part.cards:
        first = pen.line("", "Sentence")
        run = first.add_run(clean(one.text))
        if one.link.startswith(("https://", "http://")):
            xml.link(first, one.link, [run])
        pen.line(one.about, "Small")
        standing = pen.line(one.standing)
        standing.runs[0].bold = True
        for text in one.why:
            pen.line(text)


def _table(pen: _Pen, part: model.Table) -> None:
    caption = pen.line(part.title, "Small")
    pen.note(caption, part.method)
    caption.paragraph_format.keep_with_next = True
    shown = [[words(cell) for cell in row] for row in part.on_paper]
    pen.table(part.columns, shown, "Small", part.is_number)
    if part.left_out:
        pen.line(part.left_out, "Small")


def _figure(pen: _Pen, part: model.Figure) -> None:
    from docx.shared import Mm

    caption = pen.line(part.title, "Heading 2")
    pen.note(caption, part.method)
    picture = pen.line("")
    picture.paragraph_format.keep_with_next = True
    run = picture.add_run()
    run.add_picture(io.BytesIO(render_png(part.chart)), width=Mm(CHART_MM))
    xml.describe(run, clean(part.chart.alt))
    if part.reading:
        pen.line(part.reading)
    if part.is_over_time:
        pen.table(*lying(part.table), "Note", bool, ROOM_SMALL)
    else:
        shown = [[words(cell) for cell in row] for row in part.table.on_paper]
        pen.table(part.table.columns, shown, "Note", part.table.is_number)


def _methods(pen: _Pen, part: model.Methods) -> None:
    for number, one in enumerate(part.methods, 1):
        made = pen.line(f"{number}  ", "Note")
        made.add_run(clean(one.title)).bold = True
        made.add_run(clean(f": {one.words}"))
        xml.bookmark(made, f"method-{number}")


def _own_words(pen: _Pen, part: model.Words) -> None:
    if not part.blocks:
        made = pen.line(part.empty)
        xml.edge(made, SOFT)
        for run in made.runs:
            xml.colour(run, SOFT)
        return
    for block in part.blocks:
        style = "List Bullet" if block.is_point else "Heading 2" if block.is_heading else "Normal"
        made = pen.line("", style)
        for one in block.runs:
            written = made.add_run(clean(one.text))
            written.bold, written.italic = one.is_strong or None, one.is_emphasised or None


def _first(cell: _Cell, text: str, style: str) -> Paragraph:
    made: Paragraph = cell.paragraphs[0]
    made.style = style
    made.add_run(clean(text))
    return made


def _drop_first(cell: _Cell) -> None:
    """Take out the empty paragraph that a new cell has, once there is another."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text:
        first._p.getparent().remove(first._p)  # noqa: SLF001 - python-docx has no public way


_WRITERS: dict[type, Callable[..., None]] = {
    model.Lead: _lead,
    model.Text: _text,
    model.Tiles: _tiles,
    model.Cards: _cards,
    model.Table: _table,
    model.Figure: _figure,
    model.Methods: _methods,
    model.Words: _own_words,
}
