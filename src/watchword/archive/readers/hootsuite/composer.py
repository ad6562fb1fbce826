"""Hootsuite's bulk composer: posts to schedule, in a file without a header.

Three columns by position: date and time, message, link; at most 350 rows (import-formats
research, October 2026).
"""

from __future__ import annotations

from watchword.archive.files.peek import Peek
from watchword.archive.files.table import Table
from watchword.archive.readers.base import Recognised
from watchword.archive.readers.dates import read_date
from watchword.archive.readers.layout import Layout, Matched
from watchword.archive.readers.tables import recognised

_LAYOUT = Layout(
    format="Hootsuite bulk composer, drafts to schedule",
    needs=("date and time", "message"),
    columns={},
)
_WIDTHS = (2, 3)


def recognise_composer(peek: Peek) -> Recognised | None:
    """Rows of two or three cells that all begin with a date and a time."""
    if peek.columns:
        return None
    found = [
        Matched(
            table=table,
            layout=_LAYOUT,
            header=-1,
            names=("date and time", "message", "link"),
            places={"published": 0},
            texts=(1,),
            score=2,
        )
        for table in peek.tables
        if _is_composer(table)
    ]
    return recognised(peek, found) if found else None


def _is_composer(table: Table) -> bool:
    rows = [row for row in table.first_rows if any(row)]
    return not table.is_named and bool(rows) and all(map(_is_scheduled, rows))


def _is_scheduled(row: tuple[str, ...]) -> bool:
    if len(row) not in _WIDTHS or ":" not in row[0] or not row[1].strip():
        return False
    link = row[2].strip() if len(row) == max(_WIDTHS) else ""
    return read_date(row[0]) is not None and (not link or "://" in link)
