"""A month, gathered from a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from watchword.measure.benchmark import ALL_ALIKE, Comparison
from watchword.measure.benchmark.measures import measure
from watchword.measure.kpi.above import AGES
from watchword.measure.report.bearing import bearings
from watchword.measure.report.frame import Frame, age_words, read_frame
from watchword.measure.report.grouped import (
    Plan,
    account_names,
    column,
    gaps,
    grouped,
    pillars,
)
from watchword.measure.report.model import Block
from watchword.measure.report.month import Month, PostResult
from watchword.measure.report.outcomes import Goals, outcomes
from watchword.measure.report.phrases import day_name
from watchword.measure.report.trend import account_trends, months_of
from watchword.measure.report.why import effects_of, reasons_of, with_reasons
from watchword.measure.standing import Standing, standings

if TYPE_CHECKING:
    from watchword.measure.ledger import Ledger

MOST_SOURCES = 4
"""Files that are named; more are counted."""


def gather(
    ledger: Ledger,
    first: date,
    *,
    posts: pa.Table | None = None,
    metric: str = "interactions",
    age: int | None = None,
    comparison: Comparison = ALL_ALIKE,
    zone: ZoneInfo = ZoneInfo("UTC"),  # noqa: B008 - a constant
    as_of: datetime | None = None,
    organisation: str = "",
    plan: Plan | None = None,
    goals: Goals | None = None,
    words: Sequence[Block] = (),
) -> Month:
    """All that a report of a month tells.

    Args:
        ledger: Posts and their numbers.
        first: First day of the month.
        posts: POSTS of the accounts that it is about, from all times; all by default.
        metric: What posts are compared by.
        age: At which age, in seconds, if the month's posts have numbers at it; else at the one
            of ``frame.AGES`` at which most can be judged.
        comparison: What posts are compared with.
        zone: Where weekdays and hours are told.
        as_of: What is known later is not looked at; by default everything is.
        organisation: Whose accounts.
        plan: Pillars by channel and account.
        goals: Targets by KPI.
        words: What a person has written.
    """
    frame = read_frame(
        ledger,
        ledger.posts() if posts is None else posts,
        first,
        metric=metric,
        ages=(*((age,) if age else ()), *AGES),
        comparison=comparison,
        as_of=as_of,
    )
    reasons = reasons_of(frame, zone)
    results = with_reasons(_results(frame), reasons)
    effects, effects_words = effects_of(reasons, results)
    return Month(
        first=first,
        known=frame.known,
        organisation=organisation,
        metric=measure(metric).title,
        age=age_words(frame.age),
        outcomes=outcomes(ledger, frame, goals or {}, as_of),
        posts=results,
        trend=months_of(frame),
        trends=account_trends(ledger, frame, zone, as_of),
        campaigns=grouped(frame, column(frame, "campaign")),
        pillars=pillars(frame, plan or {}),
        accounts=grouped(frame, account_names(frame)),
        effects=effects,
        effects_words=effects_words,
        gaps=gaps(frame, age_words(frame.age)),
        bearings=bearings(ledger, frame, comparison, as_of),
        sources=_sources(ledger, as_of),
        words=tuple(words),
        zone=zone,
    )


def _results(frame: Frame) -> tuple[PostResult, ...]:
    """Posts of the month, best first; those that cannot be judged last, by day."""
    mask = pa.array(frame.of_month)
    found = standings(frame.scores.filter(mask))
    rows = frame.posts.filter(mask).select(
        ["post", "channel", "account", "published", "text", "link"]
    )
    made = [
        PostResult(
            post=row["post"],
            channel=row["channel"],
            account=row["account"],
            published=row["published"],
            text=row["text"] or "",
            link=row["link"] or "",
            standing=standing if standing.value is not None else None,
        )
        for row, standing in zip(rows.to_pylist(), found, strict=True)
    ]
    percentiles = frame.percentiles[frame.of_month]
    order = sorted(
        range(len(made)),
        key=lambda at: (np.isnan(percentiles[at]), *_rank(made[at].standing), made[at].published),
    )
    return tuple(made[at] for at in order)


def _rank(standing: Standing | None) -> tuple[float, float]:
    """Better first: by percentile, then by how far above what is usual."""
    if standing is None or standing.percentile is None or standing.value is None:
        return 0.0, 0.0
    return -standing.percentile, -standing.value / max(standing.expected or 1.0, 1.0)


def _sources(ledger: Ledger, as_of: datetime | None) -> tuple[str, ...]:
    """The newest files in force, and how many more there are."""
    imports = [
        one
        for one in ledger.imports()
        if one.undone is None and (as_of is None or one.when <= as_of)
    ]
    newest = sorted(imports, key=lambda one: -one.number)
    named = [
        f"{one.source.name} ({one.source.format}), {day_name(one.when.date())}"
        for one in newest[:MOST_SOURCES]
    ]
    rest = len(newest) - MOST_SOURCES
    return (*named, f"and {rest} files more") if rest > 0 else tuple(named)
