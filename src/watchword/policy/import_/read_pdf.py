"""PDF documents."""

from __future__ import annotations

import io

from watchword.base.errors import DocumentError
from watchword.policy.import_.block import Document, tidy
from watchword.policy.import_.pdf_blocks import blocks_of
from watchword.policy.import_.pdf_rows import Row, rows_of, without_margins

MOST_PAGES = 1_000
"""A policy has a twentieth of it."""

_LETTERS_A_PAGE = 15


def read_pdf(data: bytes) -> Document:
    """Read a PDF.

    Raises:
        DocumentError: It is damaged, needs a password, or holds pictures of text only.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(
                "the PDF needs a password",
                hint="save a copy without one, or export the original as .docx",
            )
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise DocumentError(
                f"the PDF has {count} pages; the limit is {MOST_PAGES}",
                hint="import the policy's own pages",
            )
        pages = [list(rows_of(page, number)) for number, page in enumerate(reader.pages, 1)]
        title = tidy(str(reader.metadata.get("/Title") or "") if reader.metadata else "")
    except (
        PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError,
        OverflowError, NotImplementedError, AssertionError, OSError, EOFError, ImportError,
    ) as error:  # fmt: skip
        raise DocumentError(
            "the PDF is damaged, or uses what cannot be read here",
            hint="print it to a new PDF, or export the original as .docx",
        ) from error
    return _document(pages, title)


def _document(pages: list[list[Row]], title: str) -> Document:
    bare = [
        number
        for number, rows in enumerate(pages, 1)
        if sum(len(row.text) for row in rows) < _LETTERS_A_PAGE
    ]
    if len(bare) == len(pages):
        raise DocumentError(
            "the PDF holds no text, only pictures of it",
            hint="run text recognition (OCR) on it, or export the original as .docx",
        )
    notes = []
    if bare:
        notes.append(f"Pages without text, perhaps pictures: {', '.join(map(str, bare))}.")
    pages, repeated = without_margins(pages)
    if repeated:
        notes.append(f"Lines that repeat on the pages were left out: {'; '.join(repeated)}.")
    rows = [row for page in pages for row in page]
    blocks = tuple(blocks_of(rows))
    largest = max((row.size for row in rows), default=0.0)
    first = next((row.text for row in rows if row.size == largest), "")
    return Document(title=title or first, blocks=blocks, notes=tuple(notes))
