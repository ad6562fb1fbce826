"""Whose clocks the times of a table are of."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from watchword.archive.entry.asked import Asked
from watchword.archive.entry.post_table import PostTable
from watchword.archive.readers.headers import whole
from watchword.archive.readers.series import MatchedSeries

_UTC = frozenset({"gmt", "utc"})


def zone_for(table: PostTable, asked: Asked) -> ZoneInfo | None:
    """The zone of a table's times without one, or None where it has to be asked.

    ``Date (GMT)`` says it; some formats are known to write UTC; else the caller says it.
    """
    place = table.matched.places.get("published", table.more.get("taken", -1))
    if place >= 0 and says_utc(table.matched.names[place]):
        return ZoneInfo("UTC")
    if table.layout_figures.zone:
        return ZoneInfo(table.layout_figures.zone)
    return asked.zone_of(table.format)


def zone_of_series(series: MatchedSeries, asked: Asked) -> ZoneInfo | None:
    """The zone of a table's days, or None where it has to be asked."""
    place = series.places.get("day", -1)
    if place >= 0 and says_utc(series.names[place]):
        return ZoneInfo("UTC")
    if series.series.zone:
        return ZoneInfo(series.series.zone)
    return asked.zone_of(series.series.format)


def says_utc(header: str) -> bool:
    """Whether a header says that its times are of UTC."""
    return bool(_UTC & set(whole(header).split()))
