"""KPIs of posts, for all of them or group by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.kernel.steps import SETTLED, age_name
from watchword.measure.kpi.base import Kpi
from watchword.measure.kpi.days import Days
from watchword.measure.kpi.groups import Group, groups_of, published_days
from watchword.measure.kpi.numbers import NEVER, Numbers, numbers_of
from watchword.measure.kpi.result import Result
from watchword.measure.kpi.terms import Sorts, Terms, terms_of, title, zero
from watchword.measure.metrics import definitions

EVER = Days()
VERSIONS = 1 << 15
"""More than a definition has versions."""


def results_of(
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    kpis: Sequence[Kpi],
    *,
    chosen: pa.Array | None = None,
    days: Days = EVER,
    by: str = "",
    audience: pa.Table | None = None,
    age: int | None = None,
    as_of: datetime | None = None,
    currency: str = "",
) -> tuple[Result, ...]:
    """KPIs of posts.

    Args:
        posts: Of POSTS: all that are known, since they tell which numbers a network has.
        snapshots: Of SNAPSHOTS, each post's numbers of a metric in order of time.
        kpis: Which.
        chosen: Numbers of the posts that are asked about; None for all.
        days: When those were published, as it was asked.
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
    if as_of is not None:
        is_known = pc.less_equal(posts.column("published"), pa.scalar(as_of))
        posts = posts.filter(pc.fill_null(is_known, fill_value=True))
    rows = np.arange(len(posts))
    if chosen is not None:
        rows = np.flatnonzero(pc.is_in(posts.column("post"), chosen).to_numpy())
    groups = groups_of(posts, by, rows, days)
    wanted = tuple(dict.fromkeys(metric for one in kpis for metric in one.metrics))
    numbers = numbers_of(posts, snapshots, wanted, audience=audience, age=age, as_of=as_of)
    window = "numbers as they were last taken" if age is None else f"numbers {at_age(age)}"
    if as_of is not None:
        window += f", as known on {as_of.astimezone(UTC):%Y-%m-%d}"
    about = _About(
        days=published_days(posts),
        sorts=Sorts.of(posts),
        accounts=_accounts(posts),
        window=window,
        currency=currency,
        age=age,
    )
    return tuple(one for kpi in kpis for one in _results(kpi, groups, numbers, about))


def at_age(age: int | None) -> str:
    """``at 7 days``; ``at 28 days or later``; ``on record`` for the last numbers."""
    if age is None:
        return "on record"
    return "at 28 days or later" if age == SETTLED else f"at {age_name(age)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class _About:
    """What holds for all results: day, sort and account of each post, window, currency, age."""

    days: Sequence[date | None]
    sorts: Sorts
    accounts: NDArray[np.int64]
    window: str
    currency: str
    age: int | None


def _accounts(posts: pa.Table) -> NDArray[np.int64]:
    """A number for each post's account."""
    known: dict[tuple[str, str], int] = {}
    pairs = zip(*(posts.column(one).to_pylist() for one in ("channel", "account")), strict=True)
    return np.array([known.setdefault(pair, len(known)) for pair in pairs], np.int64)


def _results(
    kpi: Kpi, groups: Sequence[Group], numbers: Numbers, about: _About
) -> Iterable[Result]:
    terms = terms_of(kpi, numbers, about.sorts, at_age(about.age))
    known = _known(kpi, numbers, about.accounts)
    for group in groups:
        yield _result(kpi, group, numbers, terms, known, about)


def _known(kpi: Kpi, numbers: Numbers, accounts: NDArray[np.int64]) -> NDArray[np.int64]:
    """By account until when (ms) it has all numbers that a KPI needs and it has ever had."""
    until = np.full(accounts.max(initial=-1) + 1, np.iinfo(np.int64).max)
    for metric in kpi.metrics:
        newest = np.full(len(until), NEVER)
        np.maximum.at(newest, accounts, numbers.taken[numbers.row(metric)])
        until = np.where(newest == NEVER, until, np.minimum(until, newest))
    return until


def _result(
    kpi: Kpi,
    group: Group,
    numbers: Numbers,
    terms: Terms,
    known: NDArray[np.int64],
    about: _About,
) -> Result:
    rows = group.rows
    reasons = terms.reason[rows]
    used = rows[reasons == 0]
    counts = np.bincount(reasons, minlength=len(terms.reasons)).tolist()
    left_out = [(text, count) for text, count in zip(terms.reasons, counts, strict=True) if text]
    left_out = sorted((pair for pair in left_out if pair[1]), key=lambda pair: -pair[1])
    over, under = terms.over[used], terms.under[used]
    versions = _versions(kpi, numbers, used, about.sorts)
    why = _why_not(kpi, group, len(used), under, left_out) or _mixed(versions)
    value, mean = (None, None) if why else _value(kpi, over, under)
    own = [day for row in used.tolist() if (day := about.days[row]) is not None]
    return Result(
        kpi=kpi,
        of=group.name,
        value=value,
        mean=mean,
        numerator=None if why else float(over.sum()),
        denominator=float(under.sum()) if kpi.is_rate and not why else None,
        without_one=None if why else _without_one(kpi, over, under),
        reason=why,
        posts=len(used),
        left_out=tuple(left_out),
        lacking=int(terms.lacks[rows].sum()),
        days=group.days,
        known=_day(known[about.accounts[rows]].min(initial=np.iinfo(np.int64).max)),
        age=about.age,
        window=about.window,
        source_columns=tuple(
            dict.fromkeys(name for one in kpi.metrics for name in numbers.columns_of(one, used))
        ),
        definitions=tuple(" ".join(map(str, one)) for one in versions),
        first=min(own, default=None),
        last=max(own, default=None),
        currency=about.currency,
    )


def _why_not(
    kpi: Kpi,
    group: Group,
    used: int,
    under: NDArray[np.float64],
    left_out: Sequence[tuple[str, int]],
) -> str:
    if not len(group.rows):
        return "there are no posts"
    if not used:
        return "; ".join(text for text, _ in left_out)
    return zero(kpi) if kpi.is_rate and not under.any() else ""


def _value(
    kpi: Kpi, over: NDArray[np.float64], under: NDArray[np.float64]
) -> tuple[float, float | None]:
    """The ratio of sums and the mean of the rates; or the sum and the mean."""
    if not kpi.is_rate:
        return float(over.sum()), float(over.mean())
    has_own = under > 0
    return float(over.sum() / under.sum()), float((over[has_own] / under[has_own]).mean())


def _without_one(
    kpi: Kpi, over: NDArray[np.float64], under: NDArray[np.float64]
) -> tuple[float, float] | None:
    """The lowest and the highest value if any one post were not there."""
    if not kpi.is_rate:
        rest = over.sum() - over
    else:
        below = under.sum() - under
        rest = (over.sum() - over)[below > 0] / below[below > 0]
    return (float(rest.min()), float(rest.max())) if len(over) > 1 and len(rest) else None


def _day(moment: int) -> date | None:
    if moment == np.iinfo(np.int64).max:
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(moment))).date()


def _versions(
    kpi: Kpi, numbers: Numbers, rows: NDArray[np.int64], sorts: Sorts
) -> list[tuple[str, str, int]]:
    """Channel, metric and version of every definition that is among the numbers."""
    found = set()
    for metric in kpi.metrics:
        own = numbers.definition[numbers.row(metric), rows]
        # one number for each pair: pairs themselves are slow to tell apart
        for pair in np.unique(sorts.channels[rows] * VERSIONS + own).tolist():
            channel, version = divmod(pair, VERSIONS)
            if version:
                found.add((sorts.names[channel], metric, version))
    return sorted(found)


def _mixed(versions: Sequence[tuple[str, str, int]]) -> str:
    for (channel, metric), found in groupby(versions, lambda one: one[:2]):
        if len(list(found)) > 1:
            changes = definitions().get((channel, metric), ())
            days = " and ".join(one.since.isoformat() for one in changes)
            return (
                f"{title(metric)} changed its meaning on {channel} on {days}, and numbers from "
                "before and after cannot be added; ask for a period on one side"
            )
    return ""
