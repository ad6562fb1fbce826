"""A handbook, or its summary, as a tagged PDF (PDF/UA-1), set by Typst."""

from __future__ import annotations

import io
import json
import unicodedata
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Final

from watchword.base.errors import DocumentError
from watchword.policy.render.markup import clean
from watchword.policy.render.outline import Outline
from watchword.policy.render.summary import Summary, shortened
from watchword.policy.render.words import date_words

STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1:2014): every part is tagged, so that it can be read aloud."""
MOST_UNSHOWN = 200
"""Different characters without a glyph beyond which the text is in a script with no font here."""
_EASY_END = 0x530
"""Latin, Greek and Cyrillic end here (Unicode 16, Blocks.txt); the fonts at hand have them."""
_PICTURES = 0x1F000
"""Emoji and other pictures begin here (Unicode 16, Blocks.txt)."""


def render_pdf(outline: Outline) -> bytes:
    """The handbook as a PDF.

    Raises:
        DocumentError: The text cannot be set, for example for lack of a font.
    """
    written = {**asdict(outline), "revised_words": _day(outline.revised)}
    return _set("handbook.typ", written, outline.revised)


def render_summary_pdf(outline: Outline, summary: Summary) -> bytes:
    """The summary as a PDF of one page; rules are left out until it is.

    Raises:
        DocumentError: The text cannot be set.
    """
    while True:
        written = {
            **asdict(summary),
            "rest": summary.rest,
            "revised_words": _day(summary.revised),
        }
        made = _set("summary.typ", written, summary.revised)
        if _pages(made) == 1 or not (summary.do or summary.never):
            return made
        summary = shortened(outline, summary)


def _day(revised: str) -> str:
    return date_words(date.fromisoformat(revised))


def _pages(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


def _set(template: str, written: dict[str, object], revised: str) -> bytes:
    import typst

    source = files("watchword.policy.render").joinpath(template).read_bytes()
    text = json.dumps(_plain(written), ensure_ascii=False)
    try:
        made = typst.compile(
            source,
            sys_inputs={"handbook": _showable(text)},
            pdf_standards=[STANDARD],
            timestamp=datetime.combine(date.fromisoformat(revised), datetime.min.time(), UTC),
        )
    except typst.TypstError as error:
        raise DocumentError(
            f"the PDF cannot be set: {str(error).splitlines()[0]}",
            hint="render HTML or DOCX, or leave out what is named",
            code="pdf",
        ) from error
    assert isinstance(made, bytes)
    return made


def _plain(value: object) -> object:
    """Records and lists of clean words and numbers alone, as JSON takes them."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, int) else clean(str(value))


def _showable(text: str) -> str:
    """The text with the name of each character that no font here can show.

    ``party 🎉`` becomes ``party [party popper]``, as a screen reader would say it.
    """
    text = _without_stray_marks(text)
    unusual = {char for char in set(text) if ord(char) >= _EASY_END}
    pictures = {char for char in unusual if ord(char) >= _PICTURES}
    unshown = pictures | set(_without_glyph(tuple(sorted(unusual - pictures))))
    if len(unshown - pictures) > MOST_UNSHOWN:
        raise DocumentError(
            f"no font on this machine shows {len(unshown)} of the characters",
            hint="install a font for the language, such as one of the Noto family",
            code="font",
        )
    return text.translate({ord(char): _spoken(char) for char in unshown})


def _without_stray_marks(text: str) -> str:
    """The text without unusual marks on ASCII signs: no font has the two together."""
    kept: list[str] = []
    for char in text:
        is_mark = ord(char) >= _EASY_END and unicodedata.category(char) in ("Mn", "Me")
        if not (is_mark and kept and kept[-1].isascii()):
            kept.append(char)
    return "".join(kept)


def _spoken(char: str) -> str:
    """A character in words: its plain form if it has one, else its name in brackets."""
    flat = unicodedata.normalize("NFKC", char)
    if flat != char and flat.isascii() and flat.isprintable():
        return flat.replace('"', "'").replace("\\", "/")
    if unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return ""
    name = unicodedata.name(char, f"character {ord(char):X}").lower()
    return f"[{name.removeprefix('regional indicator symbol letter ')}]"


@cache
def _without_glyph(chars: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the characters no font shows, by halving what cannot be set."""
    if not chars or _is_set("".join(chars)):
        return ()
    if len(chars) == 1:
        return chars
    middle = len(chars) // 2
    return _without_glyph(chars[:middle]) + _without_glyph(chars[middle:])


_PROBE = b"""#set document(title: "probe")
#set text(font: "Libertinus Serif")
#sys.inputs.handbook"""


def _is_set(text: str) -> bool:
    import typst

    try:
        typst.compile(_PROBE, sys_inputs={"handbook": text}, pdf_standards=[STANDARD])
    except typst.TypstError:
        return False
    return True
