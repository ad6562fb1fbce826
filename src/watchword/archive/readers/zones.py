"""Local times to UTC: the hour that comes twice, and the one that never was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from watchword.base.errors import InputError


def zone_named(name: str) -> ZoneInfo:
    """A zone of the IANA time zone database.

    Raises:
        InputError: There is none of this name.
    """
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(
            f"{name!r} is not a time zone",
            hint="name one as Europe/London, America/New_York or UTC",
            code="input-zone",
        ) from None


@dataclass(frozen=True, slots=True)
class Local:
    """Local times of one zone as moments.

    Attributes:
        moments: In UTC, one a time.
        twice: Indexes of times that came twice that day; the first was taken.
        never: Indexes of times that clocks passed over; the hour after was taken.
    """

    moments: list[datetime]
    twice: list[int] = field(default_factory=list)
    never: list[int] = field(default_factory=list)


def to_moments(times: Sequence[datetime], zone: ZoneInfo) -> Local:
    """Times of a zone to UTC.

    A time that comes twice (clocks go back) is the first; one that clocks pass over is read
    with the offset from before, so that it comes out an hour later by the clock (PEP 495).

    Args:
        times: Without a zone; one that they carry is passed over.
        zone: Whose clocks they are of.
    """
    found = Local([])
    for index, time in enumerate(times):
        first = time.replace(tzinfo=zone, fold=0)
        second = time.replace(tzinfo=zone, fold=1)
        moment = first.astimezone(UTC)
        if first.utcoffset() != second.utcoffset():
            is_real = moment.astimezone(zone).replace(tzinfo=None) == time.replace(tzinfo=None)
            (found.twice if is_real else found.never).append(index)
        found.moments.append(moment)
    return found
