"""When the numbers of a file were taken."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from watchword.archive.files.part import file_part
from watchword.archive.files.peek import Kind, Peek, kind_of
from watchword.archive.readers.dates import read_date
from watchword.archive.readers.zones import to_moments

FIRST_YEAR = 2000
"""Members of ZIP files without a date are of 1980, the first year that the format knows."""

_BETWEEN = (
    " to ",
    " - ",
    " \u2013 ",
    " \u2014 ",
    " until ",
    " through ",
    " bis ",
    " au ",
    ":",
    ";",
)
_MOST_WORDS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """When numbers were taken.

    Attributes:
        moment: In UTC.
        why: Where that is from, for people.
    """

    moment: datetime
    why: str


def taken_of(
    peek: Peek,
    table: str,
    above: Sequence[Sequence[str]],
    *,
    given: datetime | None,
    zone: ZoneInfo | None,
) -> Taken:
    """When the numbers of a table were taken, where its rows do not say it.

    The first that is known of: what the caller says, a date above the header (the end of the
    period), the date of a member of a ZIP file, the file's own time of change.

    Args:
        peek: The file.
        table: The table's name.
        above: The rows above its header.
        given: What the caller says.
        zone: Whose clocks dates are of; UTC when it is not known.
    """
    changed = datetime.fromtimestamp(int(peek.path.stat().st_mtime), UTC)
    if given is not None:
        return Taken(moment=given, why="as given")
    if (said := _above(above, zone)) is not None:
        return Taken(
            moment=min(said, max(changed, said - timedelta(days=1))),
            why="as the file says above its header",
        )
    if (packed := _member_times(peek).get(table.partition(", sheet ")[0])) is not None:
        return Taken(moment=_local(packed, zone), why="the date of the file inside the ZIP file")
    return Taken(moment=changed, why="the file's own time of change; say --taken if it is not that")


def _above(rows: Sequence[Sequence[str]], zone: ZoneInfo | None) -> datetime | None:
    """The last date above a header; of a day without a time, its end."""
    found = [moment for row in rows for cell in row for moment in _dates(cell, zone)]
    return max(found, default=None)


def _dates(cell: str, zone: ZoneInfo | None) -> Iterator[datetime]:
    for piece in _pieces(cell):
        words = piece.split()[:_MOST_WORDS]
        for start in range(len(words)):
            when = read_date(" ".join(words[start:]).strip("()[]"))
            if when is not None:
                moment = when.moment if when.has_zone else _local(when.moment, zone)
                yield moment if when.has_time else moment + timedelta(days=1)
                break


def _pieces(cell: str) -> list[str]:
    pieces = [cell]
    for sign in _BETWEEN:
        pieces += [part for piece in pieces for part in piece.split(sign) if sign in piece]
    return pieces


def _local(moment: datetime, zone: ZoneInfo | None) -> datetime:
    return to_moments([moment], zone or ZoneInfo("UTC")).moments[0]


def _member_times(peek: Peek) -> dict[str, datetime]:
    """Dates of the members of a ZIP file, by the names of their parts."""
    if kind_of(file_part(peek.path)) is not Kind.ZIP:
        return {}
    with zipfile.ZipFile(peek.path) as archive:
        return {
            f"{peek.path.name}: {one.filename}": datetime(*one.date_time, tzinfo=UTC)
            for one in archive.infolist()
            if one.date_time[0] >= FIRST_YEAR
        }
