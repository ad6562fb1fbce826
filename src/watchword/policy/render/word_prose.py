"""Writing prose into a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from watchword.base.paper import word_xml as xml
from watchword.base.paper.markup import clean
from watchword.base.paper.word_style import ACCENT, BAD, BADGE_COLOURS, GOOD, WASH
from watchword.policy.model import KeptBy
from watchword.policy.render.links import TOP
from watchword.policy.render.prose import Kind, Node, Nodes

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

DEEPEST = 4
INLINE = frozenset(
    {Kind.WORDS, Kind.STRONG, Kind.EMPHASIS, Kind.LITERAL, Kind.BREAK, Kind.LINK, Kind.BADGE}
)


class Pen:
    """Writes at the end of a document, or of one cell of a table in it.

    Args:
        document: What is written.
        place: The cell to write in; the document itself when None.
        style: The style of plain paragraphs.
    """

    def __init__(
        self, document: Document, place: _Cell | None = None, style: str = "Normal"
    ) -> None:
        self.document = document
        self.place: Document | _Cell = place or document
        self.style = style
        self.depth = 0

    def line(self, text: str, style: str = "") -> Paragraph:
        """A paragraph of plain words."""
        made = self._paragraph(style or self.style)
        made.add_run(clean(text))
        return made

    def heading(self, text: str, level: int, anchor: str = "") -> None:
        """A heading that links may lead to."""
        made = self.line(text, f"Heading {min(level, DEEPEST)}")
        if anchor:
            xml.bookmark(made, anchor)

    def contents(self, chapters: Sequence[tuple[str, str]]) -> None:
        """A table of contents that Word can renew, filled with links that work before that."""
        self.line("Contents", "Contents Heading")
        lines = []
        for title, anchor in chapters:
            made = self._paragraph("Contents Line")
            xml.link(made, f"#{anchor}", [made.add_run(clean(title))])
            lines.append(made)
        xml.contents_field(lines)
        if lines:
            xml.page_break(self.document)

    def marks(self, badge: KeptBy, action: str, *, is_advice: bool) -> None:
        """How a rule is kept and what follows."""
        made = self._paragraph("Marks")
        if is_advice:
            made.add_run("Guideline   ").bold = True
        self._badge(made, badge.name, badge.words)
        if action:
            made.add_run(f"   {clean(action)}")

    def beside(self, *parts: tuple[str, Nodes, str]) -> None:
        """Prose in columns, each with a head and a style."""
        table = self.document.add_table(rows=2, cols=len(parts))
        xml.make_data_table(table)
        for number, (head, nodes, style) in enumerate(parts):
            _first_line(table.cell(0, number), head, "Column Head")
            Pen(self.document, table.cell(1, number), style).write(nodes)
            _drop_first(table.cell(1, number))

    def columns(
        self,
        heads: Sequence[str],
        columns: Sequence[Sequence[str]],
        style: str,
        *,
        row_may_split: bool = False,
    ) -> None:
        """Lists of plain lines side by side."""
        table = self.document.add_table(rows=2, cols=len(heads))
        xml.make_data_table(table, row_may_split=row_may_split)
        for number, (head, lines) in enumerate(zip(heads, columns, strict=True)):
            cell = table.cell(0, number)
            _first_line(cell, head, "Heading 2")
            pen = Pen(self.document, table.cell(1, number))
            for text in lines:
                pen.line(text, style)
            _drop_first(table.cell(1, number))

    def example(self, label: str, text: str, *, is_bad: bool) -> None:
        """A post, with a label and a coloured edge."""
        colour = BAD if is_bad else GOOD
        made = self._paragraph("Example")
        xml.edge(made, colour)
        run = made.add_run(clean(label))
        xml.colour(run, colour)
        for part in clean(text).split("\n"):
            run.add_break()
            run = made.add_run(part)

    def note(self, label: str, nodes: Nodes) -> None:
        """A short remark under a rule; its label stands first."""
        made = self._paragraph("Note")
        made.add_run(f"{clean(label)}: ").bold = True
        points = [point for one in nodes for point in one.children if one.kind is Kind.BULLETS]
        if points:
            for number, point in enumerate(points):
                made.add_run("; " if number else "")
                for part in point.children:
                    self._inline(made, part.children)
            return
        for one in nodes:
            self._inline(made, one.children)

    def write(self, nodes: Iterable[Node]) -> None:
        """Prose, block by block."""
        for node in nodes:
            self._block(node)

    def _paragraph(self, style: str) -> Paragraph:
        return self.place.add_paragraph(style=style)

    def _block(self, node: Node) -> None:
        match node.kind:
            case Kind.HEADING:
                made = self._paragraph(f"Heading {min(node.level - 1, DEEPEST)}")
                self._inline(made, node.children)
            case Kind.BULLETS | Kind.NUMBERS:
                self._points(node)
            case Kind.TABLE:
                self._table(node)
            case Kind.QUOTE:
                Pen(self.document, self._cell_or_none(), "Quote").write(node.children)
            case Kind.PAIRS:
                for pair in node.children:
                    self.note(pair.text, pair.children)
            case Kind.CODE:
                self.line(node.text, "Example")
            case Kind.LINE:
                return
            case _:
                self._inline(self._paragraph(self.style), node.children or (node,))

    def _cell_or_none(self) -> _Cell | None:
        from docx.table import _Cell

        return self.place if isinstance(self.place, _Cell) else None

    def _points(self, node: Node) -> None:
        name = "List Bullet" if node.kind is Kind.BULLETS else "List Number"
        self.depth = min(self.depth + 1, 3)
        style = name if self.depth == 1 else f"{name} {self.depth}"
        restart = node.kind is Kind.NUMBERS
        for point in node.children:
            for number, part in enumerate(point.children):
                if part.kind is not Kind.PARAGRAPH or number:
                    self._block(part)
                    continue
                made = self._paragraph(style)
                if restart:
                    xml.restart_numbers(self.document, made)
                    restart = False
                elif node.kind is Kind.NUMBERS:
                    xml.continue_numbers(self.document, made)
                self._inline(made, part.children)
        self.depth -= 1

    def _table(self, node: Node) -> None:
        if not node.children:
            return
        width = max(len(row.children) for row in node.children)
        table = self.document.add_table(rows=len(node.children), cols=width)
        xml.make_data_table(table)
        for at, row in enumerate(node.children):
            for number, cell in enumerate(row.children):
                made = table.cell(at, number).paragraphs[0]
                made.style = self.document.styles["Small" if at else "Column Head"]
                self._inline(made, cell.children)
        columns = zip(*(row.cells for row in table.rows), strict=True)
        xml.set_widths(table, [[cell.text for cell in column] for column in columns])
        self.line("", "Small")

    def _inline(self, to: Paragraph, nodes: Nodes, **look: bool) -> list[Run]:
        runs: list[Run] = []
        for node in nodes:
            match node.kind:
                case Kind.STRONG:
                    runs += self._inline(to, node.children, **{**look, "bold": True})
                case Kind.EMPHASIS:
                    runs += self._inline(to, node.children, **{**look, "italic": True})
                case Kind.BADGE:
                    runs.append(self._badge(to, node.target, node.text))
                case Kind.LINK:
                    inner = self._inline(to, node.children, **look)
                    if node.target != f"#{TOP}":
                        xml.link(to, node.target, inner)
                        for run in inner:
                            run.underline = True
                            xml.colour(run, ACCENT)
                case Kind.BREAK:
                    to.add_run().add_break()
                case _ if node.children:
                    runs += self._inline(to, node.children, **look)
                case _:
                    run = to.add_run(clean(node.text))
                    run.bold, run.italic = look.get("bold"), look.get("italic")
                    runs.append(run)
        return runs

    def _badge(self, to: Paragraph, name: str, text: str) -> Run:
        run = to.add_run(f" {clean(text)} ")
        front, back = BADGE_COLOURS.get(name, ("000000", WASH))
        run.bold = True
        xml.colour(run, front)
        xml.shade(run, back)
        return run


def _first_line(cell: _Cell, text: str, style: str) -> None:
    made = cell.paragraphs[0]
    made.style = style
    made.add_run(clean(text))


def _drop_first(cell: _Cell) -> None:
    """Take out the empty paragraph that a new cell has, once there is another."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text:
        first._p.getparent().remove(first._p)  # noqa: SLF001 - python-docx has no public way
