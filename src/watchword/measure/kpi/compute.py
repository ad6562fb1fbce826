"""KPIs of posts, for all of them or group by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.base.errors import InputError
from watchword.measure.kernel.steps import age_name
from watchword.measure.kpi.base import Kpi
from watchword.measure.kpi.numbers import Numbers, numbers_of
from watchword.measure.kpi.result import Result
from watchword.measure.metrics import definitions, metrics

GROUPS = ("account", "channel", "campaign", "pillar", "kind", "style", "month", "week", "post")
"""What posts can be grouped by."""

NO_NAME = "(none)"
"""Group of the posts that have no campaign, pillar or the like."""


def results_of(
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    kpis: Sequence[Kpi],
    *,
    by: str = "",
    audience: pa.Table | None = None,
    age: int | None = None,
    as_of: datetime | None = None,
    currency: str = "",
) -> tuple[Result, ...]:
    """KPIs of posts.

    Args:
        posts: Of POSTS: those of the period, account and so on that is asked about.
        snapshots: Of SNAPSHOTS, each post's numbers of a metric in order of time.
        kpis: Which.
        by: One of GROUPS, or "" for all posts together.
        audience: Of AUDIENCE, for followers at posting.
        age: In seconds: every post's numbers at that age; None for the last numbers.
        as_of: Later posts and numbers are not looked at.
        currency: Of money.

    Returns:
        For each KPI one result a group, groups in order; for no posts one that says so.

    Raises:
        InputError: Posts cannot be grouped by that.
    """
    if by and by not in GROUPS:
        raise InputError(f"posts cannot be grouped by {by!r}", hint=f"group by {', '.join(GROUPS)}")
    if as_of is not None:
        is_known = pc.less_equal(posts.column("published"), pa.scalar(as_of))
        posts = posts.filter(pc.fill_null(is_known, fill_value=True))
    wanted = tuple(dict.fromkeys(metric for one in kpis for metric in one.metrics))
    numbers = numbers_of(posts, snapshots, wanted, audience=audience, age=age, as_of=as_of)
    window = "numbers as they were last taken" if age is None else f"numbers at {age_name(age)}"
    if as_of is not None:
        window += f", as known on {as_of.astimezone(UTC):%Y-%m-%d}"
    groups = _groups(posts, by) or [("", np.zeros(0, np.int64))]
    channels = posts.column("channel").to_numpy(zero_copy_only=False)
    about = _About(_days(posts), channels, window, currency, _sorts(posts))
    return tuple(_result(kpi, name, rows, numbers, about) for kpi in kpis for name, rows in groups)


class _About(NamedTuple):
    """What holds for all results: day, channel and sort of each post, window, currency."""

    days: Sequence[date | None]
    channels: NDArray[np.object_]
    window: str
    currency: str
    sorts: NDArray[np.int64]


def _groups(posts: pa.Table, by: str) -> list[tuple[str, NDArray[np.int64]]]:
    if not len(posts):
        return []
    if not by:
        return [("", np.arange(len(posts)))]
    names = _names(posts, by)
    order = sorted(range(len(names)), key=lambda row: (names[row] == NO_NAME, names[row]))
    return [
        (name, np.array(list(rows), np.int64)) for name, rows in groupby(order, names.__getitem__)
    ]


def _names(posts: pa.Table, by: str) -> list[str]:
    if by == "account":
        pairs = zip(*(posts.column(one).to_pylist() for one in ("channel", "account")), strict=True)
        return [f"{channel} {account}" for channel, account in pairs]
    if by == "month":
        return [NO_NAME if day is None else f"{day:%Y-%m}" for day in _days(posts)]
    if by == "week":
        return [NO_NAME if day is None else _week(day) for day in _days(posts)]
    return [NO_NAME if one is None else str(one) for one in posts.column(by).to_pylist()]


def _week(day: date) -> str:
    """The Monday of its week."""
    return f"{day - timedelta(days=day.weekday()):%Y-%m-%d}"


def _days(posts: pa.Table) -> list[date | None]:
    """Day of publication (UTC)."""
    return [None if one is None else one.date() for one in posts.column("published").to_pylist()]


def _result(
    kpi: Kpi,
    name: str,
    rows: NDArray[np.int64],
    numbers: Numbers,
    about: _About,
) -> Result:
    over, under, reasons = _terms(kpi, numbers, rows, about.sorts)
    counted = np.array([not one for one in reasons], bool)
    left_out: dict[str, int] = {}
    for reason in reasons:
        if reason:
            left_out[reason] = left_out.get(reason, 0) + 1
    used = rows[counted]
    versions = _versions(kpi, numbers, used, about.channels)
    value, mean, why = _value(kpi, over[counted], under[counted])
    if not len(rows):
        why = "there are no posts"
    elif not len(used):
        why = "; ".join(dict.fromkeys(left_out))
    elif mixed := _mixed(versions):
        value, mean, why = None, None, mixed
    own = [day for row in used if (day := about.days[row]) is not None]
    return Result(
        kpi=kpi,
        of=name,
        value=value,
        mean=mean,
        reason=why,
        posts=len(used),
        left_out=tuple(sorted(left_out.items(), key=lambda pair: -pair[1])),
        window=about.window,
        source_columns=tuple(
            dict.fromkeys(
                column for one in kpi.metrics for column in numbers.columns[numbers.row(one)]
            )
        ),
        definitions=tuple(" ".join(map(str, one)) for one in versions),
        first=min(own, default=None),
        last=max(own, default=None),
        currency=about.currency,
    )


def _sorts(posts: pa.Table) -> NDArray[np.int64]:
    """A number for each network and kind of post: posts of which have the same numbers."""
    names = zip(posts.column("channel").to_pylist(), posts.column("kind").to_pylist(), strict=True)
    known: dict[tuple[str, str | None], int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], np.int64)


def _told(values: NDArray[np.float64], sorts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For each post whether any post of its sort has a number of the metric."""
    found = np.zeros(sorts.max(initial=-1) + 1, bool)
    found[sorts[~np.isnan(values)]] = True
    told: NDArray[np.bool_] = found[sorts]
    return told


def _terms(
    kpi: Kpi, numbers: Numbers, rows: NDArray[np.int64], sorts: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[str]]:
    """What is counted and what it is of, for each post, and why a post cannot be counted."""
    parts = np.stack([numbers.values[numbers.row(one), rows] for one in kpi.over])
    unknown = np.isnan(parts)
    over = np.where(unknown, 0, parts).sum(axis=0)
    reasons = ["" for _ in rows]
    if kpi.may_lack:
        reasons = [_no("interactions") if one else "" for one in unknown.all(axis=0)]
    for one, lacks in zip(kpi.over, unknown, strict=True):
        # what a network has for posts like it is missing here, and missing is not zero
        has = _told(numbers.values[numbers.row(one)], sorts)[rows] if kpi.may_lack else True
        reasons = [
            reason or (_no(one) if is_missing else "")
            for reason, is_missing in zip(reasons, lacks & has, strict=True)
        ]
    if kpi.less:
        less = numbers.values[numbers.row(kpi.less), rows]
        over = over - less
        reasons = [
            reason or (_no(kpi.less) if missing else "")
            for reason, missing in zip(reasons, np.isnan(less), strict=True)
        ]
    under = np.ones(len(rows))
    if kpi.under:
        under = numbers.values[numbers.row(kpi.under), rows]
        reasons = [
            reason
            or (
                _no(kpi.under)
                if np.isnan(one)
                else f"a {_title(kpi.under)} of zero"
                if one < 0 or (one == 0 and not kpi.counts_none_under)
                else ""
            )
            for reason, one in zip(reasons, under, strict=True)
        ]
    return over, under, reasons


def _value(
    kpi: Kpi, over: NDArray[np.float64], under: NDArray[np.float64]
) -> tuple[float | None, float | None, str]:
    if not len(over):
        return None, None, ""
    if not kpi.is_rate:
        return float(over.sum()), float(over.mean()), ""
    has_own = under > 0
    if not has_own.any():
        return None, None, f"a {_title(kpi.under)} of zero"
    rates = over[has_own] / under[has_own]
    return float(over.sum() / under.sum()), float(rates.mean()), ""


def _versions(
    kpi: Kpi, numbers: Numbers, rows: NDArray[np.int64], channels: NDArray[np.object_]
) -> list[tuple[str, str, int]]:
    """Channel, metric and version of every definition that is among the numbers."""
    found = set()
    for metric in kpi.metrics:
        versions = numbers.definition[numbers.row(metric), rows]
        found |= {
            (str(channel), metric, int(version))
            for channel, version in zip(channels[rows], versions, strict=True)
            if version
        }
    return sorted(found)


def _mixed(versions: Sequence[tuple[str, str, int]]) -> str:
    for (channel, metric), found in groupby(versions, lambda one: one[:2]):
        if len(list(found)) > 1:
            changes = definitions().get((channel, metric), ())
            days = " and ".join(one.since.isoformat() for one in changes)
            return (
                f"{_title(metric)} changed its meaning on {channel} on {days}, and numbers from "
                "before and after cannot be added; ask for a period on one side"
            )
    return ""


def _no(metric: str) -> str:
    return f"no {_title(metric)} on record"


def _title(metric: str) -> str:
    found = metrics().get(metric)
    return found.title.lower() if found else metric
