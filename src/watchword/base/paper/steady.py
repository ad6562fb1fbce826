"""ZIP files, as DOCX and XLSX are, whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

ZIP_START = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP entry can hold (APPNOTE 6.3.10, 4.4.6): no clock in the file."""


def steady_zip(made: io.BytesIO, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """A ZIP file again, its entries in their order and without the time of day.

    Args:
        made: The file as it was made.
        replaced: Entries to write otherwise, by name.
    """
    out = io.BytesIO()
    other = replaced or {}
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_START)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, other[name] if name in other else old.read(name))
    return out.getvalue()
