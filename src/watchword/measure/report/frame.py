"""Posts with their numbers at one age: what everything in a report is worked out from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.benchmark import ALL_ALIKE, Comparison, score_posts
from watchword.measure.benchmark.measures import measure
from watchword.measure.kernel.steps import SETTLED, age_name, steps
from watchword.measure.kernel.values import values_at
from watchword.measure.kpi.above import AGES, best_age, reportable_percentiles, scores_by_age
from watchword.measure.schema import TIME

if TYPE_CHECKING:
    from watchword.measure.ledger import Ledger

MONTHS_BEFORE = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """Posts and their numbers at one age.

    Attributes:
        posts: POSTS of the accounts, all of them.
        months: By post: 12 times the year and the month from 0, of its publication (UTC); -1
            where unknown.
        first: First day of the report's month.
        age: In seconds.
        metric: What posts are compared by.
        scores: SCORES at the age, a row a post.
        values: By post: its number of the metric at the age; NaN where there is none.
        reach: By post: its reach at the age; NaN where there is none.
        known: Day of the newest number.
    """

    posts: pa.Table
    months: NDArray[np.int64]
    first: date
    age: int
    metric: str
    scores: pa.Table
    values: NDArray[np.float64]
    reach: NDArray[np.float64]
    known: date

    @property
    def month(self) -> int:
        """The report's month, as ``months`` counts them."""
        return month_number(self.first)

    @property
    def of_month(self) -> NDArray[np.bool_]:
        """By post: whether it is of the month."""
        mask: NDArray[np.bool_] = self.months == self.month
        return mask

    @property
    def percentiles(self) -> NDArray[np.float64]:
        """By post: its percentile, where its benchmark can bear a report; else NaN."""
        return reportable_percentiles(self.scores)

    def column(self, name: str) -> NDArray[np.float64]:
        """A column of numbers of SCORES; NaN for null."""
        found: NDArray[np.float64] = pc.fill_null(
            self.scores[name].cast(pa.float64()), float("nan")
        ).to_numpy()
        return found


def month_number(first: date) -> int:
    """12 times the year and the month from 0."""
    return 12 * first.year + first.month - 1


def first_of(number: int) -> date:
    """The first day of a month."""
    return date(number // 12, number % 12 + 1, 1)


def age_words(age: int) -> str:
    """``7 days``; ``28 days or later``."""
    return "28 days or later" if age == SETTLED else age_name(age)


def read_frame(
    ledger: Ledger,
    posts: pa.Table,
    first: date,
    *,
    metric: str,
    ages: Sequence[int] = AGES,
    comparison: Comparison = ALL_ALIKE,
    as_of: datetime | None = None,
) -> Frame:
    """Posts with their numbers at the age at which most of the month can be judged.

    Args:
        ledger: Where the numbers are.
        posts: Every post of the accounts.
        first: First day of the month.
        metric: What posts are compared by.
        ages: In seconds, the one wanted most first.
        comparison: What posts are compared with.
        as_of: What is known later is not looked at; by default everything is.
    """
    posts = _published(posts, as_of)
    months = _months(posts["published"])
    batches = ledger.snapshot_batches(metrics=measure(metric).parts)
    every = score_posts(posts, batches, metric, ages, comparison=comparison, as_of=as_of)
    by_age = scores_by_age(every, ages)
    age = best_age(by_age, months == month_number(first))
    reach = values_at(
        posts, ledger.snapshot_batches(metrics=["reach"]), ["reach"], steps([age]), as_of=as_of
    )
    own = pc.fill_null(by_age[age]["value"], float("nan")).to_numpy()
    return Frame(
        posts=posts,
        months=months,
        first=first,
        age=age,
        metric=metric,
        scores=by_age[age],
        values=own,
        reach=reach.values[0, :, 0],
        known=as_of.date() if as_of else _newest(ledger, first),
    )


def _published(posts: pa.Table, as_of: datetime | None) -> pa.Table:
    """Posts of which it is known when they were published, up to the moment."""
    kept = posts.filter(pc.is_valid(posts["published"]))
    if as_of is None:
        return kept
    return kept.filter(pc.less_equal(kept["published"], pa.scalar(as_of, TIME)))


def _newest(ledger: Ledger, first: date) -> date:
    """The day of the newest number; the month's first day without any."""
    days = [
        pc.max(batch.column("taken")).as_py()
        for batch in ledger.snapshot_batches(columns=["taken"])
        if len(batch)
    ]
    return max((one.date() for one in days), default=first)


def _months(published: pa.ChunkedArray) -> NDArray[np.int64]:
    years = pc.fill_null(pc.year(published), -1).to_numpy()
    months = pc.fill_null(pc.month(published), 1).to_numpy()
    found: NDArray[np.int64] = np.where(years < 0, -1, 12 * years + months - 1)
    return found
