"""Typst: a template and data become a tagged PDF (PDF/UA-1), the same bytes for the same data."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from watchword.base.errors import DocumentError
from watchword.base.paper.markup import clean

STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1:2014): every part is tagged, so that it can be read aloud."""
MOST_UNSHOWN = 200
"""Different characters without a glyph beyond which the text is in a script with no font here."""
_EASY_END = 0x530
"""Latin, Greek and Cyrillic end here (Unicode 16, Blocks.txt); the fonts at hand have them."""
_PICTURES = 0x1F000
"""Emoji and other pictures begin here (Unicode 16, Blocks.txt)."""


def typeset(template: bytes, written: Mapping[str, object], day: date) -> bytes:
    """A PDF.

    Args:
        template: Typst; it finds the data as JSON in ``sys.inputs.written``.
        written: Records and lists of words and numbers. Characters that no font here has are
            written as their names.
        day: What the file says about when it was made.

    Raises:
        DocumentError: The text cannot be set, for example for lack of a font.
    """
    import typst

    text = json.dumps(_plain(written), ensure_ascii=False)
    try:
        made = typst.compile(
            template,
            sys_inputs={"written": _showable(text)},
            pdf_standards=[STANDARD],
            timestamp=datetime.combine(day, datetime.min.time(), UTC),
        )
    except typst.TypstError as error:
        raise DocumentError(
            f"the PDF cannot be set: {str(error).splitlines()[0]}",
            hint="render HTML or DOCX, or leave out what is named",
            code="pdf",
        ) from error
    assert isinstance(made, bytes)
    return made


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import io

    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


def _plain(value: object) -> object:
    """Records and lists of clean words and numbers alone, as JSON takes them."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, int | float) else clean(str(value))


def _showable(text: str) -> str:
    """The text with the name of each character that no font here can show.

    ``party 🎉`` becomes ``party [party popper]``, as a screen reader would say it.
    """
    text = _without_stray_marks(text)
    missing = unshown(text)
    if len([char for char in missing if ord(char) < _PICTURES]) > MOST_UNSHOWN:
        raise DocumentError(
            f"no font on this machine shows {len(missing)} of the characters",
            hint="install a font for the language, such as one of the Noto family",
            code="font",
        )
    return text.translate({ord(char): _spoken(char) for char in missing})


def unshown(text: str) -> frozenset[str]:
    """The characters of a text that are written as their names, for lack of a font."""
    unusual = {char for char in set(text) if ord(char) >= _EASY_END}
    pictures = {char for char in unusual if ord(char) >= _PICTURES}
    return frozenset(pictures | set(_without_glyph(tuple(sorted(unusual - pictures)))))


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
#sys.inputs.written"""


def _is_set(text: str) -> bool:
    import typst

    try:
        typst.compile(_PROBE, sys_inputs={"written": text}, pdf_standards=[STANDARD])
    except typst.TypstError:
        return False
    return True
