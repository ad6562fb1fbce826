"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from watchword.base.errors import DocumentError
from watchword.policy.import_.block import Block, BlockKind, Document, cells, tidy

LARGEST_BYTES = 200_000_000
"""Unpacked size of a document; a policy has a hundredth of it, an archive bomb far more."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LONGEST_HEADING = 12
_NOTES = ("footnote", "endnote")
_SPACES = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes) -> Document:
    """Read a Word document.

    Inserted words of tracked changes count, deleted ones do not. A footnote
    or endnote follows the paragraph that it belongs to. Headers, footers, comments and
    pictures are left out.

    Raises:
        DocumentError: It is damaged, or unpacks to more than any policy.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    _refuse_bomb(data)
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_blocks(document))
        title = tidy(document.core_properties.title or "")
    except (
        PackageNotFoundError, zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError,
        AttributeError, EOFError, OSError, NotImplementedError,
    ) as error:  # fmt: skip
        raise DocumentError(
            "the Word document is damaged", hint="open it in Word or LibreOffice and save it again"
        ) from error
    headings = [one.text for one in blocks if one.kind is BlockKind.HEADING]
    named = next(
        (one.text for one in blocks if one.kind is BlockKind.HEADING and one.level == 0), ""
    )
    return Document(
        title=named or title or (headings[0] if headings else ""),
        blocks=tuple(blocks),
        notes=tuple(_notes(document)),
    )


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise DocumentError(
            "the Word document is damaged: its archive cannot be opened",
            hint="open it in Word or LibreOffice and save it again",
        ) from error
    if size > LARGEST_BYTES:
        raise DocumentError(
            f"the Word document unpacks to {size:,} bytes; the limit is {LARGEST_BYTES:,}",
            hint="take the pictures out and save it again",
        )


def _blocks(document: Any) -> Iterator[Block]:
    from docx.table import Table

    notes = _footnotes(document)
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield from cells([[_cell(cell) for cell in row.cells] for row in part.rows])
            yield from _notes_at(part._tbl, notes)  # noqa: SLF001 - not exposed by python-docx
        else:
            block = _paragraph(part)
            if block is not None:
                yield block
            yield from _notes_at(part._p, notes)  # noqa: SLF001 - not exposed by python-docx


def _footnotes(document: Any) -> dict[tuple[str, str], str]:
    """The words of each footnote and endnote, by kind and number."""
    from lxml import etree

    found: dict[tuple[str, str], str] = {}
    # lxml of python-docx resolves no entities and fetches nothing; neither does this parser
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
        if kind not in _NOTES or relation.is_external:
            continue
        for note in etree.fromstring(relation.target_part.blob, parser).iter(f"{_W}{kind}"):
            found[kind, note.get(f"{_W}id", "")] = tidy(
                " ".join(_text(paragraph) for paragraph in note.iter(f"{_W}p"))
            )
    return found


def _notes_at(element: Any, notes: dict[tuple[str, str], str]) -> Iterator[Block]:
    """The notes that a paragraph or table refers to."""
    for node in element.iter(*(f"{_W}{kind}Reference" for kind in _NOTES)):
        kind = node.tag.removeprefix(_W).removesuffix("Reference")
        text = notes.get((kind, node.get(f"{_W}id", "")), "")
        if text:
            yield Block(kind=BlockKind.NOTE, text=text)


def _cell(cell: Any) -> str:
    return " ".join(_words(paragraph) for paragraph in cell.paragraphs)


def _paragraph(paragraph: Any) -> Block | None:
    text = _words(paragraph)
    if not text:
        return None
    style = (paragraph.style.name or "" if paragraph.style is not None else "").lower()
    if style.startswith(("toc", "table of contents")):
        return Block(kind=BlockKind.CONTENTS, text=text)
    if style == "title":
        return Block(kind=BlockKind.HEADING, text=text, level=0)
    if style.startswith("heading"):
        digits = "".join(char for char in style if char.isdigit())
        return Block(kind=BlockKind.HEADING, text=text, level=int(digits or 1))
    depth = _depth(paragraph, style)
    if depth:
        return Block(kind=BlockKind.ENTRY, text=text, level=depth)
    if "quote" in style:
        return Block(kind=BlockKind.QUOTE, text=text)
    if _is_bold(paragraph) and len(text.split()) <= _LONGEST_HEADING and text[-1] not in ".;,:":
        return Block(kind=BlockKind.HEADING, text=text, level=9)
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def _words(paragraph: Any) -> str:
    return _text(paragraph._p)  # noqa: SLF001 - python-docx leaves insertions out of .text


def _text(element: Any) -> str:
    """All words of a paragraph, those in links, fields and tracked insertions too."""
    parts: list[str] = []
    skipped: set[Any] = set()
    for node in element.iter():
        if node.tag == _FALLBACK or node.getparent() in skipped:
            skipped.add(node)
        elif node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in _SPACES:
            parts.append(_SPACES[node.tag])
    return tidy("".join(parts))


def _depth(paragraph: Any, style: str) -> int:
    """How deep in a list a paragraph stands, from 1; 0 outside lists."""
    for node in paragraph._p.iter(f"{_W}numPr"):  # noqa: SLF001 - not exposed by python-docx
        level = node.find(f"{_W}ilvl")
        return 1 + int(level.get(f"{_W}val", "0") if level is not None else 0)
    if style.startswith("list"):
        digits = "".join(char for char in style if char.isdigit())
        return int(digits or 1)
    return 0


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _notes(document: Any) -> Iterator[str]:
    body = document.element.body
    for tag, words in (
        ("ins", "tracked insertions were read as accepted"),
        ("del", "tracked deletions were left out"),
        ("drawing", "pictures were left out; words in them were not read"),
    ):
        count = sum(1 for _ in body.iter(f"{_W}{tag}"))
        if count:
            yield f"{count} {words}."
