"""The share of posts that did better than the middle comparable one, as a KPI.

It stands on scores in place of metrics, so that it is no folder of the family.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.base.share import share_interval
from watchword.measure.benchmark.tiers import Tier
from watchword.measure.kernel.steps import DAY, SETTLED
from watchword.measure.kpi.base import Kpi, Unit
from watchword.measure.kpi.compute import EVER, at_age
from watchword.measure.kpi.days import Days
from watchword.measure.kpi.groups import Group, groups_of, published_days
from watchword.measure.kpi.result import Result

REPORTABLE = (str(Tier.USABLE), str(Tier.FIRM))
"""Tiers that can bear a report; provisional ones are for a first look."""
AGES = (7 * DAY, 28 * DAY, SETTLED, DAY)
"""Ages that posts may be judged at together, in seconds, the usual one first."""
NEARLY_ALL = 0.8
"""Share of the posts judged at the best age that an earlier one of AGES has to reach."""
MIDDLE = 50
TOO_FEW = "a benchmark that cannot bear a report yet"
NOT_KNOWN: Mapping[str, date | None] = MappingProxyType({})

ABOVE = Kpi(
    name="posts-above-benchmark",
    title="Posts above the benchmark",
    unit=Unit.FRACTION,
    over=("posts better than the middle one of comparable posts",),
    under="posts that can be judged",
    counts_posts=True,
    formula="posts better than the middle one of comparable posts ÷ posts that can be judged",
    source="Watchword's benchmark; 90 % interval by E. B. Wilson, JASA 22 (1927), 209-212",
)


def above_of(
    posts: pa.Table,
    scores: pa.Table,
    metric: str,
    *,
    chosen: pa.Array | None = None,
    days: Days = EVER,
    by: str = "",
    known: Mapping[str, date | None] = NOT_KNOWN,
) -> tuple[Result, ...]:
    """The share of posts above their benchmark, group by group.

    Args:
        posts: Of POSTS.
        scores: SCORES of the same posts at one age, a row a post in any order.
        metric: What they are compared by, for people.
        chosen: Numbers of the posts that are asked about; None for all.
        days: When those were published, as it was asked.
        by: One of GROUPS, or "" for all posts together.
        known: By group the day until which its accounts have numbers.

    Raises:
        InputError: Posts cannot be grouped by that.
    """
    place = pc.index_in(posts.column("post"), scores.column("post").combine_chunks())
    own = scores.take(place.combine_chunks())
    rows = np.arange(len(posts))
    if chosen is not None:
        rows = np.flatnonzero(pc.is_in(posts.column("post"), chosen).to_numpy())
    age = own.column("age")[0].as_py() if len(own) else None
    about = _About(
        percentiles=reportable_percentiles(own),
        is_told=own.column("value").is_valid().to_numpy(),
        days=published_days(posts),
        age=age,
        window=f"{metric} {at_age(age)}, against earlier posts of the account and kind",
        what=f"{metric} {at_age(age)}",
    )
    return tuple(
        _result(group, about, known.get(group.name)) for group in groups_of(posts, by, rows, days)
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _About:
    """Percentile, whether there is a number, and day, by post; age and words."""

    percentiles: NDArray[np.float64]
    is_told: NDArray[np.bool_]
    days: Sequence[date | None]
    age: int | None
    window: str
    what: str


def _result(group: Group, about: _About, known: date | None) -> Result:
    rows = group.rows
    value, judged = share_above(about.percentiles[rows])
    silent = int((~about.is_told[rows]).sum())
    reasons = ((f"no {about.what}", silent), (TOO_FEW, len(rows) - judged - silent))
    left_out = tuple((why, count) for why, count in reasons if count)
    used = rows[np.isfinite(about.percentiles[rows])].tolist()
    own = [day for row in used if (day := about.days[row]) is not None]
    part = 0 if value is None else round(value * judged)
    why = "" if judged else "; ".join(one for one, _ in left_out) or "there are no posts"
    return Result(
        kpi=ABOVE,
        of=group.name,
        value=value,
        mean=None,
        numerator=float(part) if judged else None,
        denominator=float(judged) if judged else None,
        interval=share_interval(part, judged) if judged else None,
        reason=why,
        posts=judged,
        left_out=left_out,
        lacking=silent,
        days=group.days,
        known=known,
        age=about.age,
        window=about.window,
        first=min(own, default=None),
        last=max(own, default=None),
    )


def reportable_percentiles(scores: pa.Table) -> NDArray[np.float64]:
    """By row of SCORES its percentile, where its benchmark can bear a report; else NaN."""
    found = pc.fill_null(scores.column("percentile").cast(pa.float64()), float("nan")).to_numpy()
    bears = pc.is_in(scores.column("tier").cast(pa.string()), pa.array(REPORTABLE)).to_numpy()
    kept: NDArray[np.float64] = np.where(bears, found, np.nan)
    return kept


def scores_by_age(scores: pa.Table, ages: Sequence[int]) -> dict[int, pa.Table]:
    """SCORES of each age, in the order of the ages."""
    return {age: scores.filter(pc.equal(scores["age"], pa.scalar(age, pa.int32()))) for age in ages}


def best_age(by_age: Mapping[int, pa.Table], chosen: NDArray[np.bool_]) -> int:
    """The age at which nearly all of the posts can be judged that can be at any.

    Args:
        by_age: SCORES, the age that is wanted most first.
        chosen: By row of each of them whether it is asked about.
    """
    counts = {
        age: int((table["percentile"].is_valid().to_numpy() & chosen).sum())
        for age, table in by_age.items()
    }
    most = max(counts.values())
    return next(age for age in by_age if counts[age] >= NEARLY_ALL * most)


def share_above(percentiles: NDArray[np.float64]) -> tuple[float | None, int]:
    """The share above the middle, and how many posts it is of; None of none."""
    found = percentiles[np.isfinite(percentiles)]
    return (float((found > MIDDLE).mean()), len(found)) if len(found) else (None, 0)
