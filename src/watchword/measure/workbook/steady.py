"""Workbooks whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from watchword.base.paper.steady import steady_zip

if TYPE_CHECKING:
    from openpyxl import Workbook

NEVER = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands where the format wants to know when the file was made."""

_PROPERTIES = "docProps/core.xml"


def steady_xlsx(book: Workbook) -> bytes:
    """A workbook as XLSX without the time of day; the same workbook gives the same bytes."""
    book.properties.created = NEVER
    first = io.BytesIO()
    book.save(first)
    book.properties.modified = NEVER  # saving set it to now
    return steady_zip(first, {_PROPERTIES: _properties(book)})


def _properties(book: Workbook) -> bytes:
    from openpyxl.xml.functions import tostring

    return bytes(tostring(book.properties.to_tree()))
