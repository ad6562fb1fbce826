"""How posts did: the middle post month by month, and the trend of each account."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.base.share import Z
from watchword.measure.report.frame import MONTHS_BEFORE, Frame, first_of
from watchword.measure.report.month import AccountTrend, TrendMonth
from watchword.measure.trend import Trend, trends

if TYPE_CHECKING:
    from watchword.measure.ledger import Ledger

LEAST = 6
"""Posts from which on the middle one has an interval: with fewer, nine times of ten it lies
beyond the least and the greatest of them (binomial, 1 - 2 / 2**n)."""


def months_of(frame: Frame) -> tuple[TrendMonth, ...]:
    """The report's month and up to 12 before, from the first one with a number."""
    made: list[TrendMonth] = []
    values = frame.values
    for number in range(frame.month - MONTHS_BEFORE, frame.month + 1):
        found = values[frame.months == number]
        found = np.sort(found[np.isfinite(found)])
        if len(found) or made:
            made.append(_month(number, found))
    return tuple(made)


def _month(number: int, found: NDArray[np.float64]) -> TrendMonth:
    size = len(found)
    low = high = None
    if size >= LEAST:
        reach = Z * np.sqrt(size) / 2
        low = float(found[max(0, int(np.floor(size / 2 - reach)))])
        high = float(found[min(size - 1, int(np.ceil(size / 2 + reach)))])
    value = float(np.median(found)) if size else None
    return TrendMonth(first=first_of(number), value=value, low=low, high=high, posts=size)


def account_trends(
    ledger: Ledger, frame: Frame, zone: ZoneInfo, as_of: datetime | None
) -> tuple[AccountTrend, ...]:
    """The trend of each account that posted in the year, up to the end of the month.

    Args:
        ledger: Whose followers are known.
        frame: Posts with their numbers.
        zone: Where weekdays and hours are told.
        as_of: What is known later is not looked at.
    """
    is_past = (frame.months >= 0) & (frame.months <= frame.month)
    is_recent = is_past & (frame.months >= frame.month - MONTHS_BEFORE)
    posts, values = frame.posts.filter(pa.array(is_past)), frame.values[is_past]
    values = np.where(values < 0, np.nan, values)
    audience = ledger.audience()
    if as_of is not None:
        taken = audience.column("taken")
        audience = audience.filter(pc.less_equal(taken, pa.scalar(as_of, taken.type)))
    recent = frame.posts.filter(pa.array(is_recent))
    pairs = zip(recent["channel"].to_pylist(), recent["account"].to_pylist(), strict=True)
    shown = set(pairs)
    found = trends(posts, values, audience=audience, zone=zone)
    return tuple(_account(one) for one in found if (one.channel, one.account) in shown)


def _account(one: Trend) -> AccountTrend:
    change, per, followers = one.change, one.a_follower, one.followers
    return AccountTrend(
        name=f"{one.account} on {one.channel}",
        posts=one.posts,
        reason=one.reason,
        weeks=one.level.back if one.level else 0,
        change=(change.times, change.low, change.high) if change else None,
        audience=followers[1] / followers[0] if followers else None,
        a_follower=(per.times, per.low, per.high) if per else None,
        steps=tuple((one.monday(step.week).date(), step.times) for step in one.steps),
        times=one.times,
    )
