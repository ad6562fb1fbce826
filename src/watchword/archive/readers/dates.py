"""Dates as exports write them, read to UTC.

Known: ISO 8601; seconds, milliseconds and microseconds since 1970; numbers of days as
spreadsheets keep them; ``MM/DD/YYYY HH:MM`` and
``DD.MM.YYYY`` with any of ``/ . -``, twelve or twenty-four hours; names of months in fourteen
languages (``Tue, Jul 14, 2026``, ``Sat Dec 06 18:20:30 +0000 2025``, ``14 juillet 2026``); an
offset or the usual abbreviation of a zone behind. A time without a zone is taken for UTC and
noted; a date without a year is a date only where the caller knows when it was exported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from functools import lru_cache

from watchword.archive.readers.months import MONTHS, signed_date
from watchword.base.pattern import pattern


class Order(Enum):
    """Whether ``03/04/2026`` is the third of April or the fourth of March."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


LONGEST = 64
"""Characters of the longest text that is tried."""

YEARS = range(1970, 2100)
"""Years a post can be of; a number that looks like a date of other years is an id."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment as a text says it.

    Attributes:
        moment: In UTC; a time without a zone as if it were one of UTC.
        has_zone: Whether the text said which zone it was in.
        has_time: Whether it said a time of day, not only a day.
        has_year: Whether it said a year.
    """

    moment: datetime
    has_zone: bool
    has_time: bool = True
    has_year: bool = True


_ZONES = {
    name: timedelta(minutes=minutes)
    for minutes, names in {
        0: "Z UTC GMT WET",
        60: "BST CET WEST",
        120: "CEST EET SAST",
        180: "EEST MSK",
        330: "IST",
        480: "AWST",
        540: "JST KST",
        570: "ACST",
        600: "AEST",
        660: "AEDT",
        720: "NZST",
        780: "NZDT",
        -180: "BRT ART",
        -240: "EDT AST",
        -300: "EST CDT",
        -360: "CST MDT",
        -420: "MST PDT",
        -480: "PST AKDT",
        -540: "AKST",
        -600: "HST",
    }.items()
    for name in names.split()
}
"""Abbreviations of the IANA time zone database (2025b); of several zones that share one, the
one that social media tools mean: BST is British Summer Time, IST Indian, CST North American."""

_NUMERIC = pattern(r"^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})\.?$")
_TIME = pattern(r"^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?([AaPp]\.?[Mm]\.?)?$")
_OFFSET = pattern(r"^(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})$")
_SERIAL = pattern(r"^[2-7]\d{4}(?:\.\d+)?$")
"""Days from 1954 to 2119 in a cell of a spreadsheet that is not formatted as a date."""
_SERIAL_ZERO = datetime(1899, 12, 30, tzinfo=UTC)
_BETWEEN = frozenset({"at", "de", "del", "um", "uhr", "a", "à", "kl", "om", "of", "di", "do"})
_YEARS_BACK = 8
"""Years in which 29 February comes for certain."""
_EPOCH_UNITS = {9: 1, 10: 1, 13: 1_000, 16: 1_000_000}


def read_date(
    text: str, order: Order = Order.MONTH_FIRST, latest: datetime | None = None
) -> When | None:
    """One date, or None when it is none.

    Args:
        text: As the export has it.
        order: Of the day and the month in dates of digits.
        latest: A date without a year is the last such day that is not after this moment;
            without it, it is not a date.
    """
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        return None
    when = _read(text, order, None)
    if when is None and latest is not None:
        when = _read(text, order, latest)
    return when if when and when.moment.year in YEARS else None


@lru_cache(maxsize=16_384)
def _read(text: str, order: Order, latest: datetime | None) -> When | None:
    if text.isascii() and text.isdigit() and len(text) in _EPOCH_UNITS:
        seconds = int(text) / _EPOCH_UNITS[len(text)]
        return When(datetime.fromtimestamp(seconds, UTC), has_zone=True)
    if _SERIAL.found_in(text):
        return _serial(float(text))
    try:
        return _when(datetime.fromisoformat(text), has_time=":" in text or "T" in text)
    except (ValueError, OverflowError):
        pass
    try:
        return _by_tokens(text, order, latest)
    except (ValueError, OverflowError):
        return None


def _when(moment: datetime, *, has_time: bool) -> When:
    if moment.tzinfo is None:
        return When(moment.replace(tzinfo=UTC), has_zone=False, has_time=has_time)
    return When(moment.astimezone(UTC), has_zone=True)


def _serial(days: float) -> When:
    """A day as spreadsheets number them: 1 is 1 January 1900, with a 29 February too many.

    Source: ECMA-376, part 1, 18.17.4.1, the 1900 date base system.
    """
    moment = _SERIAL_ZERO + timedelta(seconds=round(days * 86_400))
    return When(moment, has_zone=False, has_time=days % 1 > 0)


def _by_tokens(text: str, order: Order, latest: datetime | None) -> When | None:
    """A date made of words: each is a date, a time, a zone, a month, a day or a year."""
    text, parts = (text, {}) if text.isascii() else signed_date(text)
    zone: timedelta | None = None
    for index, token in enumerate(text.replace(",", " ").split()):
        found = _numeric(token, order) or _clock(token) or _single(token, parts)
        if found:
            parts.update(found)
        elif (offset := _zone(token)) is not None:
            zone = offset
        elif token.lower().strip(".") in ("am", "pm") and "hour" in parts:
            parts["hour"] = _hour(parts["hour"], token)
        elif index and token.lower().strip(".") not in _BETWEEN:
            return None  # a first word is the day of the week
    if not {"month", "day"} <= parts.keys():
        return None
    has_year = "year" in parts
    moment = _dated(parts, timezone(zone or timedelta()), latest)
    if moment is None:
        return None
    return When(
        moment.astimezone(UTC),
        has_zone=zone is not None,
        has_time="hour" in parts,
        has_year=has_year,
    )


def _dated(parts: dict[str, int], zone: timezone, latest: datetime | None) -> datetime | None:
    """The moment; without a year the last one that is not after ``latest``, give or take a day."""
    if "year" in parts:
        return datetime(**parts, tzinfo=zone)
    if latest is None:
        return None
    for year in range(latest.year + 1, latest.year - _YEARS_BACK, -1):
        try:
            moment = datetime(year, **parts, tzinfo=zone)
        except ValueError:  # 29 February of another year
            continue
        if moment <= latest + timedelta(days=1):
            return moment
    return None


def _numeric(token: str, order: Order) -> dict[str, int]:
    for _, one, two, three in _NUMERIC.groups(token):
        a, b, c = (int(span.of(token)) for span in (one, two, three))
        if one.end - one.start == 4:  # noqa: PLR2004 - the digits of a year
            return {"year": a, "month": b, "day": c}
        year = c + 2000 if c < 70 else c + 1900 if c < 100 else c  # noqa: PLR2004 - POSIX strptime %y
        is_day_first = order is Order.DAY_FIRST or "." in token
        day, month = (a, b) if (is_day_first or a > 12) and b <= 12 else (b, a)  # noqa: PLR2004
        return {"year": year, "month": month, "day": day}
    return {}


def _clock(token: str) -> dict[str, int]:
    for spans in _TIME.groups(token):
        hour, minute, second, fraction, half = (
            span.of(token) if span.start >= 0 else "" for span in spans[1:]
        )
        return {
            "hour": _hour(int(hour), half),
            "minute": int(minute),
            "second": int(second or 0),
            "microsecond": int(fraction.ljust(6, "0") or 0),
        }
    return {}


def _hour(hour: int, half: str) -> int:
    half = half.lower().replace(".", "")
    return hour % 12 + (12 if half == "pm" else 0) if half else hour


def _single(token: str, parts: dict[str, int]) -> dict[str, int]:
    """A day, a year, or the name of a month."""
    bare = token.rstrip(".").lower()
    if bare in MONTHS:
        return {"month": MONTHS[bare]}
    digits = bare.rstrip("stndrhº")
    if not digits.isascii() or not digits.isdigit():
        return {}
    if len(digits) == 4:  # noqa: PLR2004 - the digits of a year
        return {"year": int(digits)}
    return {"day": int(digits)} if len(digits) <= 2 and "day" not in parts else {}  # noqa: PLR2004


def _zone(token: str) -> timedelta | None:
    for spans in _OFFSET.groups(token):
        sign, hours, minutes = (span.of(token) for span in spans[1:])
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return -offset if sign == "-" else offset
    return _ZONES.get(token.upper())


def proofs_of(texts: Iterable[str]) -> dict[Order, str]:
    """The orders that dates prove, each with the first date that does: ``13/02/2026``."""
    proofs: dict[Order, str] = {}
    for text in texts:
        for first, second in _pairs(text):
            if max(first, second) > 12 >= min(first, second):  # noqa: PLR2004 - months
                order = Order.DAY_FIRST if first > second else Order.MONTH_FIRST
                proofs.setdefault(order, text)
        if len(proofs) == len(Order):
            break
    return proofs


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    for token in text.replace(",", " ").split()[:3]:
        for _, one, two, three in _NUMERIC.groups(token):
            if one.end - one.start <= 2 and three.end > three.start and "." not in token:  # noqa: PLR2004
                yield int(one.of(token)), int(two.of(token))
