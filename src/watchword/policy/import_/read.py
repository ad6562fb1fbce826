"""Opening a document: what it claims to be, what it is, and what to do when they differ."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from watchword.base.errors import DocumentError
from watchword.base.text.decode import decode
from watchword.policy.import_.block import Document
from watchword.policy.import_.read_markdown import read_markdown

LARGEST_BYTES = 50_000_000
"""A policy with pictures has a tenth of it."""

_FORMATS = {
    ".docx": "docx",
    ".md": "md",
    ".markdown": "md",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
}
_NAMES = {"docx": "a Word document", "pdf": "a PDF", "html": "an HTML page", "md": "plain text"}
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_document(path: Path) -> Document:
    """Read a .docx, .md, .pdf or .html document.

    Raises:
        DocumentError: It is not there, empty, too large, damaged, protected, or not what its
            name says; each with a remedy.
    """
    wanted = _FORMATS.get(path.suffix.lower())
    if wanted is None:
        raise DocumentError(
            f"{path.name!r} is none of .docx, .md, .pdf and .html",
            hint="save it as .docx, or as .md when it is plain text",
        )
    data = _contents(path)
    found = _format(data, path.name)
    if found != wanted and {found, wanted} != {"md", "html"}:
        raise DocumentError(
            f"{path.name!r} is named {path.suffix} and is {_NAMES[found]}",
            hint=f"rename it to {path.stem}.{found}, or export the document again",
        )
    document = _read(data, wanted)
    if not document.blocks:
        raise DocumentError(
            f"{path.name!r} holds no text", hint="open it and look; perhaps it holds pictures only"
        )
    return document


def _contents(path: Path) -> bytes:
    if not path.exists():
        raise DocumentError(f"there is no file {str(path)!r}", hint="check the path")
    if path.is_dir():
        raise DocumentError(f"{str(path)!r} is a folder", hint="name the document in it")
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise DocumentError(
                f"{path.name!r} has {size:,} bytes; the limit is {LARGEST_BYTES:,}",
                hint="take the pictures out and save it again",
            )
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{str(path)!r} cannot be read: {error.strerror}", hint="check who may read the file"
        ) from error
    if not data.strip():
        raise DocumentError(f"{path.name!r} is empty", hint="export it again")
    return data


def _format(data: bytes, name: str) -> str:
    """What a file is, by its first bytes."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLD):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentError(
                f"{name!r} is protected by a password", hint="save a copy without one"
            )
        raise DocumentError(
            f"{name!r} is a Word document of the old format (.doc)", hint="save it as .docx"
        )
    if data.startswith(b"PK"):
        return _zip_format(data, name)
    if data.startswith(b"{\\rtf"):
        raise DocumentError(f"{name!r} is rich text (.rtf)", hint="save it as .docx")
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return (
        "html"
        if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body"))
        else "md"
    )


def _zip_format(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return "docx"
    if "word/document.xml" in names or any(one.startswith("word/") for one in names):
        return "docx"
    for first, words in (
        ("xl/", "an Excel workbook"),
        ("ppt/", "a presentation"),
        ("content.xml", "an OpenDocument file"),
    ):
        if any(one.startswith(first) for one in names):
            raise DocumentError(f"{name!r} is {words}", hint="save the policy's text as .docx")
    raise DocumentError(
        f"{name!r} is a ZIP archive", hint="unpack it and import the document in it"
    )


def _read(data: bytes, kind: str) -> Document:
    if kind == "docx":
        from watchword.policy.import_.read_docx import read_docx

        return read_docx(data)
    if kind == "pdf":
        from watchword.policy.import_.read_pdf import read_pdf

        return read_pdf(data)
    decoded = decode(data)
    if "\0" in decoded.text:
        raise DocumentError("the file is not text", hint="export the document again as .docx")
    if kind == "html":
        from watchword.policy.import_.read_html import read_html

        is_unicode = decoded.encoding.startswith("utf")
        return read_html(
            decoded.text.encode() if is_unicode else data, "utf-8" if is_unicode else None
        )
    document = read_markdown(decoded.text)
    if not decoded.replaced:
        return document
    note = f"{decoded.replaced} bytes were not text in {decoded.encoding}; look for \ufffd."
    return Document(title=document.title, blocks=document.blocks, notes=(*document.notes, note))
