"""What python-docx has no word for: bookmarks, links, fields, shading, table heads.

The elements are those of ECMA-376 (Office Open XML), part 1, 5th edition, 2016-12, chapter 17.
"""

# ruff: noqa: SLF001 - the elements below python-docx's objects have no public name

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

TEXT_MM = 166
"""Width of the text on A4 with margins of 22 mm."""
HALF_MM = 91
"""Width of half the text on A4 with margins of 14 mm."""
LONGEST_BOOKMARK = 40
"""Characters of a bookmark's name that Word keeps."""


def bookmark_name(anchor: str) -> str:
    """An anchor as Word allows it: letters, digits, underscores; long ones keep their end apart."""
    from zlib import crc32

    name = "".join(char if char.isalnum() else "_" for char in anchor)
    if len(name) > LONGEST_BOOKMARK - 2:
        name = f"{name[: LONGEST_BOOKMARK - 12]}_{crc32(anchor.encode()):08x}"
    return f"b_{name}"


def bookmark(to: Paragraph, anchor: str) -> None:
    """Make the whole paragraph a place that links may lead to."""
    from zlib import crc32

    number = str(crc32(anchor.encode()) % 2_000_000_000)
    to._p.insert(1, _new("bookmarkStart", id=number, name=bookmark_name(anchor)))
    to._p.append(_new("bookmarkEnd", id=number))


def link(to: Paragraph, target: str, runs: Sequence[Run]) -> None:
    """Make runs of a paragraph a link to ``#anchor`` or to an address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    if not runs:
        return
    made = _new("hyperlink")
    if target.startswith("#"):
        made.set(qn("w:anchor"), bookmark_name(target[1:]))
    else:
        relation = to.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made.set(qn("r:id"), relation)
    runs[0]._r.addprevious(made)
    for run in runs:
        made.append(run._r)


def contents_field(lines: Sequence[Paragraph]) -> None:
    """Wrap lines in a field that Word renews into a table of contents with page numbers."""
    if not lines:
        return
    begin = [
        _field_run("begin"),
        _instruction(' TOC \\o "1-2" \\h \\z \\u '),
        _field_run("separate"),
    ]
    first = lines[0]._p
    place = 1 if first.pPr is not None else 0
    for number, part in enumerate(begin):
        first.insert(place + number, part)
    lines[-1]._p.append(_field_run("end"))


def _field_run(kind: str) -> Any:
    run = _new("r")
    run.append(_new("fldChar", fldCharType=kind))
    return run


def _instruction(text: str) -> Any:
    from docx.oxml.ns import qn

    run, code = _new("r"), _new("instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = text
    run.append(code)
    return run


def page_break(document: Document) -> None:
    """Go on on a new page."""
    from docx.enum.text import WD_BREAK

    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def edge(to: Paragraph, colour: str) -> None:
    """A coloured line at the left of a paragraph."""
    border = _new("pBdr")
    border.append(_new("left", val="single", sz="18", space="8", color=colour))
    to._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def colour(run: Run, value: str) -> None:
    """The ink of a run."""
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(value)


def shade(run: Run, value: str) -> None:
    """The ground of a run."""
    run._r.get_or_add_rPr().append(_new("shd", val="clear", color="auto", fill=value))


def make_data_table(table: Table, *, row_may_split: bool = False) -> None:
    """Give a table a head row that screen readers name, quiet lines and the full width."""
    table.autofit = True
    borders = _new("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_new(side, val="single", sz="4", space="0", color="D5CFC2"))
    properties = table._tbl.tblPr
    properties.append(borders)
    width = properties.find(_name("tblW"))
    if width is None:
        width = _new("tblW")
        properties.append(width)
    width.set(_name("type"), "pct")
    width.set(_name("w"), "5000")
    for number, row in enumerate(table.rows):
        about = row._tr.get_or_add_trPr()
        if not row_may_split:
            about.append(_new("cantSplit"))
        if number == 0:
            about.append(_new("tblHeader"))


def set_widths(
    table: Table, texts: Sequence[Sequence[str]], width_mm: float = TEXT_MM, least: int = 18
) -> None:
    """Share the width between columns by the length of their texts, within bounds.

    Args:
        table: Whose columns.
        texts: Each column's.
        width_mm: All there is, in millimetres.
        least: Letters that even the shortest column is as wide as.
    """
    from docx.shared import Mm

    weights = []
    for column in texts:
        longest_word = max((len(word) for text in column for word in text.split()), default=0)
        longest = max(map(len, column), default=0)
        weights.append(max(min(longest, 50), longest_word * 1.3, least))
    for column, weight in zip(table.columns, weights, strict=True):
        column.width = Mm(round(width_mm * weight / sum(weights)))
        for cell in column.cells:
            cell.width = column.width


def make_side_by_side(table: Table) -> None:
    """Make a table two equal columns without lines, for nothing but the place on the page."""
    from docx.shared import Mm

    table.autofit = False
    for row in table.rows:
        for cell in row.cells:
            cell.width = Mm(HALF_MM)
    set_cell_margins(table, 0, 160)


def set_cell_margins(table: Table, left: int, right: int) -> None:
    """The room beside the text of each cell, in twentieths of a point."""
    made = _new("tblCellMar")
    for side, width in (("left", left), ("right", right)):
        made.append(_new(side, w=str(width), type="dxa"))
    table._tbl.tblPr.insert_element_before(made, "w:tblLook", "w:tblCaption", "w:tblDescription")


def describe(run: Run, words: str) -> None:
    """Give the picture of a run words for who cannot see it."""
    for found in run._r.iter():
        if found.tag.endswith("}docPr"):
            found.set("descr", words)


def restart_numbers(document: Document, to: Paragraph) -> None:
    """Begin a numbered list at 1: a new instance of the list of the paragraph's style."""
    numbering = document.part.numbering_part.element
    style_number = to.style.element.pPr.numPr.numId.val if to.style is not None else 0
    abstract = next(one.abstractNumId.val for one in numbering.num_lst if one.numId == style_number)
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    _number(to, made.numId)


def continue_numbers(document: Document, to: Paragraph) -> None:
    """Go on with the list that began last."""
    numbering = document.part.numbering_part.element
    _number(to, max(one.numId for one in numbering.num_lst))


def _number(to: Paragraph, number: int) -> None:
    about = to._p.get_or_add_pPr().get_or_add_numPr()
    about.get_or_add_ilvl().val = 0
    about.get_or_add_numId().val = number


def _new(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(_name(name), value)
    return made


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    found: str = qn(f"w:{name}")
    return found
