"""Trends of accounts: the public door."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from watchword.measure.trend.audience import Counts, followers_at, followers_of
from watchword.measure.trend.level import Level, level_of
from watchword.measure.trend.series import (
    MONDAY,
    WEEK,
    Floats,
    Ints,
    Series,
    series_of,
    too_few,
    week_of,
)
from watchword.measure.trend.steps import Step, steps_of
from watchword.measure.trend.tables import LEVELS, STEPS, TIMES, TRENDS
from watchword.measure.trend.times import Times, places_of, times_of

YEAR = 52
"""Weeks over which change is told unless said otherwise."""

NO_FOLLOWERS = "followers are not known at both ends"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A multiplier with its 90 % interval."""

    times: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 1."""
        return self.low > 1 or self.high < 1

    def __str__(self) -> str:
        return f"×{self.times:.2f} [{self.low:.2f} to {self.high:.2f}]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """The trend of one account.

    Attributes:
        channel: The network.
        account: The account.
        posts: Posts that have a number.
        reason: Why nothing is told; "" otherwise, and then what follows is there.
        series: The posts in weeks.
        level: Their level.
        steps: Weeks from which on they do better or worse at one go.
        times: Weekdays and parts of the day.
        followers: At the beginning and the end of the change; None where not known.
    """

    channel: str
    account: str
    posts: int
    reason: str = ""
    series: Series | None = None
    level: Level | None = None
    steps: tuple[Step, ...] = ()
    times: Times | None = None
    followers: tuple[float, float] | None = None

    @property
    def change(self) -> Change | None:
        """The level of the last week against that of ``level.back`` weeks before."""
        return _change(self.level, 0.0) if self.level else None

    @property
    def a_follower(self) -> Change | None:
        """What is left of the change when that of the followers is taken out: their product is
        the change exactly.
        """
        if self.level is None or self.followers is None:
            return None
        return _change(self.level, math.log(self.followers[1] / self.followers[0]))

    def monday(self, place: int) -> datetime:
        """The Monday of a week of the series."""
        return monday_of((self.series.first if self.series else 0) + place)


def _change(level: Level, less: float) -> Change:
    ends = (level.change, level.change_low, level.change_high)
    times, low, high = (math.exp(one - less) for one in ends)
    return Change(times=times, low=low, high=high)


def monday_of(week: int) -> datetime:
    """The first moment of a week by its number."""
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=week * WEEK + MONDAY)


def trends(
    posts: pa.Table,
    values: Floats,
    *,
    audience: pa.Table | None = None,
    zone: ZoneInfo = ZoneInfo("UTC"),  # noqa: B008 - a constant
    back: int = YEAR,
) -> tuple[Trend, ...]:
    """The trends of all accounts that posts are of, by channel and account.

    Args:
        posts: Of POSTS.
        values: Their numbers of one metric at one age, not below zero; NaN where unknown.
        audience: Of AUDIENCE, for growth of the audience apart from performance.
        zone: Where weekdays and hours are told.
        back: Weeks over which change is told; where there are fewer, these.
    """
    when = posts.column("published").cast(pa.int64()).to_numpy(zero_copy_only=False).astype(float)
    followers = followers_of(audience)
    pairs = zip(*(posts.column(one).to_pylist() for one in ("channel", "account")), strict=True)
    rows: dict[tuple[str, str], list[int]] = {}
    for row, pair in enumerate(pairs):
        rows.setdefault(pair, []).append(row)
    is_known = np.isfinite(values) & np.isfinite(when)
    made = []
    for account in sorted(rows):
        own = np.array(rows[account])
        made.append(
            _trend(account, own[is_known[own]], values, when, followers.get(account), zone, back)
        )
    return tuple(made)


def _trend(
    account: tuple[str, str],
    rows: Ints,
    values: Floats,
    when: Floats,
    followers: Counts | None,
    zone: ZoneInfo,
    back: int,
) -> Trend:
    channel, name = account
    series = series_of(values, when, rows)
    if series is None:
        reason = too_few(week_of(when[rows])) or "too few posts of the last five years"
        return Trend(channel=channel, account=name, posts=len(rows), reason=reason)
    level = level_of(series, back)
    noise = level.shared + 1 / series.counts
    return Trend(
        channel=channel,
        account=name,
        posts=len(series.rows),
        series=series,
        level=level,
        steps=steps_of(series.weeks, series.means, noise),
        times=times_of(series, level, places_of(when[series.rows], zone)),
        followers=_followers(series, level, followers),
    )


def _followers(series: Series, level: Level, counts: Counts | None) -> tuple[float, float] | None:
    """Followers in the middle of both weeks that are compared."""
    if counts is None:
        return None
    last = series.first + series.span - 1
    found = [
        followers_at(counts, (week + 0.5) * WEEK + MONDAY) for week in (last - level.back, last)
    ]
    return (found[0], found[1]) if found[0] and found[1] else None


def _known(value: float) -> float:
    """Back from the log scale."""
    return max(math.expm1(value), 0.0)


def as_trends(found: Iterable[Trend]) -> pa.Table:
    """TRENDS."""
    return pa.Table.from_pylist([_row(one) for one in found], TRENDS)


def _row(one: Trend) -> Mapping[str, object]:
    about: dict[str, object] = {
        "channel": one.channel,
        "account": one.account,
        "posts": one.posts,
        "reason": one.reason or None,
    }
    if one.series is None or one.level is None or one.change is None or one.times is None:
        return about
    before, now = one.followers or (None, None)
    per = one.a_follower
    return about | {
        "first_week": one.monday(0),
        "last_week": one.monday(one.series.span - 1),
        "back": one.level.back,
        "level": _known(float(one.level.weeks[-1])),
        "times": one.change.times,
        "low": one.change.low,
        "high": one.change.high,
        "is_clear": one.change.is_clear,
        "followers_before": before,
        "followers": now,
        "times_a_follower": per.times if per else None,
        "times_a_follower_low": per.low if per else None,
        "times_a_follower_high": per.high if per else None,
        "times_of_week_p": one.times.p,
        "reason": None if per else NO_FOLLOWERS,
    }


def as_levels(found: Iterable[Trend]) -> pa.Table:
    """LEVELS."""
    rows: list[Mapping[str, object]] = []
    for one in found:
        if one.series is None or one.level is None:
            continue
        posts = dict(zip(one.series.weeks.tolist(), one.series.counts.tolist(), strict=True))
        means = dict(zip(one.series.weeks.tolist(), one.series.means.tolist(), strict=True))
        rows += [
            {
                "channel": one.channel,
                "account": one.account,
                "week": one.monday(week),
                "posts": int(posts.get(week, 0)),
                "mean": _known(means[week]) if week in means else None,
                "level": _known(float(one.level.weeks[week])),
                "low": _known(float(one.level.low[week])),
                "high": _known(float(one.level.high[week])),
            }
            for week in range(one.series.span)
        ]
    return pa.Table.from_pylist(rows, LEVELS)


def as_steps(found: Iterable[Trend]) -> pa.Table:
    """STEPS."""
    rows: list[Mapping[str, object]] = [
        {
            "channel": one.channel,
            "account": one.account,
            "week": one.monday(step.week),
            "earliest": one.monday(step.earliest),
            "latest": one.monday(step.latest),
            "times": step.times,
            "low": step.low,
            "high": step.high,
            "p": step.p,
        }
        for one in found
        for step in one.steps
    ]
    return pa.Table.from_pylist(rows, STEPS)


def as_times(found: Sequence[Trend]) -> pa.Table:
    """TIMES."""
    rows: list[Mapping[str, object]] = [
        {"channel": one.channel, "account": one.account}
        | {field.name: getattr(cell, field.name) for field in fields(cell)}
        | {"reason": cell.reason or None}
        for one in found
        if one.times
        for cell in one.times.cells
    ]
    return pa.Table.from_pylist(rows, TIMES)
