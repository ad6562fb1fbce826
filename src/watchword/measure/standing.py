"""Where posts stand, said in words: the row of a score that counts, and a sentence of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime

import pyarrow as pa

from watchword.measure.kernel.steps import SETTLED, age_name


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A row of SCORES; see there for what each field means."""

    post: int
    metric: str
    age: int
    known: datetime | None
    value: float | None
    benchmark: float | None
    score: float | None
    expected: float | None
    low: float | None
    high: float | None
    percentile: float | None
    percentile_low: float | None
    percentile_high: float | None
    n: int
    n_eff: float
    tier: str
    reason: str | None


def standings(scores: pa.Table) -> Iterator[Standing]:
    """The rows of SCORES."""
    names = [field.name for field in fields(Standing)]
    for batch in scores.select(names).to_batches():
        for row in batch.to_pylist():
            yield Standing(**row)


def at_greatest_age(scores: pa.Table) -> pa.Table:
    """SCORES with one row a post: its greatest age with a number, else its first row."""
    posts = scores.column("post").to_pylist()
    has = scores.column("value").is_valid().to_pylist()
    ages = scores.column("age").to_pylist()
    best: dict[int, tuple[bool, int, int]] = {}
    for row, (post, is_seen, age) in enumerate(zip(posts, has, ages, strict=True)):
        rank = (is_seen, age if is_seen else -age, row)
        if post not in best or rank[:2] > best[post][:2]:
            best[post] = rank
    return scores.take(pa.array([row for _, _, row in best.values()], pa.int64()))


def greatest(rows: Iterable[Standing]) -> Standing | None:
    """The row of the greatest age with a number; None when there is none."""
    seen = [one for one in rows if one.value is not None]
    return max(seen, key=lambda one: one.age) if seen else None


def at_age(age: int) -> str:
    """An age after ``at``: ``28 days``, ``28 days or later`` for settled numbers."""
    return "28 days or later" if age == SETTLED else age_name(age)


def render_standing(one: Standing) -> str:
    """Where a post stands, as a sentence without a full stop.

    ``Better than 83 of 100 comparable posts at 28 days (70-91); usable benchmark from 64 posts``
    """
    posts = "1 post" if one.n == 1 else f"{one.n:,} posts"
    if one.percentile is None:
        return f"Not enough data yet at {at_age(one.age)}: {posts} to compare with"
    low, high = whole(one.percentile_low), whole(one.percentile_high)
    return (
        f"Better than {whole(one.percentile)} of 100 comparable posts at {at_age(one.age)} "
        f"({low}-{high}); {one.tier} benchmark from {posts}"
    )


def whole(percentile: float | None) -> str:
    """A percentile as a whole number that never promises all or nothing: 1 to 99."""
    return "" if percentile is None else str(min(99, max(1, round(percentile))))
