"""Any table with a column of text: CSV, XLSX, ODS, JSON, JSON lines, Parquet."""

from __future__ import annotations

from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised
from watchword.archive.readers.layout import Layout
from watchword.archive.readers.table.aliases import ALIASES
from watchword.archive.readers.tables import recognise_layouts


def recognise(peek: Peek) -> Recognised | None:
    """A table with a known name for its text, or with columns that the caller mapped."""
    if "text" in peek.columns:
        needs: tuple[str, ...] = ()
    else:
        needs = ("|".join(ALIASES["text"]),)
    return recognise_layouts(peek, (Layout(format="Table", needs=needs, columns=ALIASES),))


FORMAT = Format(title="Table with columns found by name", recognise=recognise)
