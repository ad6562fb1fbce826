"""Workbooks whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

ZIP_START = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP entry can hold (APPNOTE 6.3.10, 4.4.6): no clock in the file."""
NEVER = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands where the format wants to know when the file was made."""

_PROPERTIES = "docProps/core.xml"


def steady_xlsx(book: Workbook) -> bytes:
    """A workbook as XLSX without the time of day; the same workbook gives the same bytes."""
    book.properties.created = NEVER
    first = io.BytesIO()
    book.save(first)
    book.properties.modified = NEVER  # saving set it to now
    out = io.BytesIO()
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, ZIP_START)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            whole = _properties(book) if name == _PROPERTIES else made.read(name)
            kept.writestr(entry, whole)
    return out.getvalue()


def _properties(book: Workbook) -> bytes:
    from openpyxl.xml.functions import tostring

    return bytes(tostring(book.properties.to_tree()))
