"""The styles of Word documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

SERIF = "Cambria"
SANS = "Calibri"
INK = "1B2430"
SOFT = "545F6E"
ACCENT = "1F5F5B"
GOOD = "1D6B41"
BAD = "9C2B2B"
WASH = "F4F1E9"
BADGE_COLOURS = {
    "automatic": ("17563A", "E0F0E5"),
    "flagged": ("6D4600", "FBECC9"),
    "records": ("1D4F7C", "E1EDF8"),
    "evidence": ("5B3480", "EFE5F8"),
    "people": ("4A4A45", "ECEBE5"),
}
"""Name of a badge to its ink and its ground: contrast at least 4.5 (WCAG 2.2, 1.4.3)."""

_A4_MM = (210, 297)

# Style, based on, font, size in points, bold, colour, space before and after in points.
_STYLES = (
    ("Normal", "", SANS, 10.5, False, INK, 0, 6),
    ("Title", "Normal", SERIF, 30, True, INK, 0, 6),
    ("Subtitle", "Normal", SANS, 11, False, SOFT, 0, 14),
    ("Heading 1", "Normal", SERIF, 19, True, INK, 26, 8),
    ("Heading 2", "Normal", SERIF, 13, True, INK, 18, 3),
    ("Heading 3", "Normal", SANS, 11, True, INK, 10, 3),
    ("Heading 4", "Normal", SANS, 10.5, True, SOFT, 8, 3),
    ("Organisation", "Normal", SANS, 12, True, ACCENT, 0, 2),
    ("Contents Heading", "Normal", SERIF, 19, True, INK, 26, 8),
    ("Contents Line", "Normal", SANS, 10, False, ACCENT, 0, 0),
    ("Sentence", "Normal", SERIF, 11.5, False, INK, 0, 4),
    ("Reason", "Normal", SANS, 10, False, INK, 0, 4),
    ("Marks", "Normal", SANS, 9, False, SOFT, 0, 5),
    ("Example", "Normal", SANS, 9.5, False, INK, 3, 3),
    ("Note", "Normal", SANS, 9, False, INK, 2, 2),
    ("Small", "Normal", SANS, 9, False, INK, 0, 4),
    ("Column Head", "Normal", SANS, 9, True, SOFT, 0, 2),
)


def dress(document: Document, language: str, margin_mm: int) -> None:
    """Give a new document its paper, language and styles."""
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in _A4_MM)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(margin_mm)
    for name, base, font, size, is_bold, colour, before, after in _STYLES:
        style = _style(document, name, base)
        _set_font(style, font, size, colour, is_bold=is_bold)
        form = style.paragraph_format
        _space(form, before, after)
        form.keep_with_next = name.startswith("Heading") or name == "Marks"
    _set_language(document, language)


def _style(document: Document, name: str, base: str) -> ParagraphStyle:
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    known = name in styles
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if base:
        style.base_style = styles[base]
    made: ParagraphStyle = style
    return made


def _set_font(style: ParagraphStyle, font: str, size: float, colour: str, *, is_bold: bool) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = font
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), font)
    _plain(style)


def _plain(style: ParagraphStyle) -> None:
    """Take the lines and wide letters out that the template gives some styles."""
    from docx.oxml.ns import qn

    for part, tag in ((style.element.pPr, "w:pBdr"), (style.element.rPr, "w:spacing")):
        for found in part.findall(qn(tag)) if part is not None else ():
            part.remove(found)


def _space(form: object, before: float, after: float) -> None:
    from docx.shared import Pt

    form.space_before, form.space_after = Pt(before), Pt(after)  # type: ignore[attr-defined]


def _set_language(document: Document, language: str) -> None:
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
