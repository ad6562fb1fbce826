"""A KPI's number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Protocol

import pyarrow as pa

from watchword.measure.kpi.base import Kpi, Unit
from watchword.measure.kpi.days import Days

RESULTS = pa.schema(
    [
        pa.field("kpi", pa.string(), nullable=False),
        pa.field("of", pa.string(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("value_is", pa.string(), nullable=False),
        pa.field("mean", pa.float64()),
        pa.field("mean_is", pa.string(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("reason", pa.string()),
        pa.field("posts", pa.int64(), nullable=False),
        pa.field("left_out", pa.int64(), nullable=False),
        pa.field("why_left_out", pa.string(), nullable=False),
        pa.field("formula", pa.string(), nullable=False),
        pa.field("numerator_sum", pa.float64()),
        pa.field("denominator", pa.string()),
        pa.field("denominator_sum", pa.float64()),
        pa.field("window", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("source_columns", pa.list_(pa.string()), nullable=False),
        pa.field("definitions", pa.list_(pa.string()), nullable=False),
        pa.field("from", pa.date32()),
        pa.field("to", pa.date32()),
        pa.field("target", pa.list_(pa.string()), nullable=False),
        pa.field("target_owner", pa.list_(pa.string()), nullable=False),
        pa.field("status", pa.list_(pa.string()), nullable=False),
        pa.field("status_reason", pa.list_(pa.string()), nullable=False),
    ]
)
"""KPIs as a table. ``of``: what the posts were grouped by, "" for all; ``value``: for a rate the
ratio of sums, else the sum, as ``value_is`` says; ``mean``: for a rate the mean of the posts'
rates, else the mean of a post, as ``mean_is`` says; ``unit``: fractions are of one; ``reason``: why
there is no value, else null; ``posts``: how many it is from; ``left_out``: how many were left out,
and ``why_left_out``; ``denominator``: the metric that a rate is of, null for a sum;
``numerator_sum``, ``denominator_sum``: what the ratio of sums divides; ``window``: which days'
posts, and which of their numbers; ``source_columns``: columns of exports that the numbers come
from; ``definitions``: network, metric and version; ``from``, ``to``: first and last day (UTC) on
which the posts that it is from were published; ``target``, ``target_owner``, ``status``,
``status_reason``: what is aimed at and how the value stands, one entry a target."""

NOT_AVAILABLE = "not available"
WHOLE_FROM = 100
"""Counts are written without decimals from here on; at an age they may lie between two numbers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A KPI of some posts.

    Attributes:
        kpi: The formula.
        of: What the posts have in common, for instance an account; "" for all.
        value: For a rate the ratio of sums (its sums are of posts that have both), else the
            sum; None when not available.
        mean: For a rate the mean of the posts' rates, else the mean of a post; it is not the
            ratio of sums, and says what a post usually does.
        numerator: Sum of what is counted.
        denominator: Sum of what it is of; None for a sum.
        without_one: Lowest and highest value if any one of the posts were not there; None for a
            single post.
        interval: The value's 90 % interval; None where it has none.
        reason: Why there is no value; "" otherwise.
        posts: Posts that it is from.
        left_out: Reason and number of the posts that it is not from.
        lacking: Posts left out for want of a number that other posts of their network have.
        days: Of publication, as it was asked.
        known: Day until which the accounts have all its numbers; None without any.
        age: In seconds, that the numbers are of; None for the last ones.
        window: ``numbers at 7 days``, or until when numbers were taken.
        source_columns: Columns of exports that the numbers come from.
        definitions: Metric and version of its definition, as ``views 2``.
        first: Day (UTC) on which the first of the posts was published; None without posts.
        last: And the last.
        currency: Of money.
    """

    kpi: Kpi
    of: str = ""
    value: float | None
    mean: float | None
    numerator: float | None = None
    denominator: float | None = None
    without_one: tuple[float, float] | None = None
    interval: tuple[float, float] | None = None
    reason: str = ""
    posts: int
    left_out: tuple[tuple[str, int], ...] = ()
    lacking: int = 0
    days: Days = Days()
    known: date | None = None
    age: int | None = None
    window: str
    source_columns: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    currency: str = ""

    @property
    def whole(self) -> int:
        """How many posts it could be from."""
        return self.posts + sum(count for _, count in self.left_out)

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return shown(self.value, self.kpi.unit, self.currency)

    @property
    def label(self) -> str:
        """What ``value`` is."""
        if self.kpi.counts_posts:
            return "share of posts"
        if self.kpi.is_rate:
            return "ratio of sums"
        return "sum; people who saw several posts count several times" * self.kpi.counts_people or (
            "sum"
        )

    @property
    def mean_label(self) -> str:
        """What ``mean`` is."""
        if not self.kpi.is_rate:
            return "mean of a post"
        return "mean of the posts' rates" + ", without posts that have none" * (
            self.kpi.counts_none_under
        )

    def __str__(self) -> str:
        of = f" ({self.of})" if self.of else ""
        if self.value is None:
            return f"{self.kpi.title}{of}: {NOT_AVAILABLE}: {self.reason}"
        mean = shown(self.mean, self.kpi.unit, self.currency)
        return (
            f"{self.kpi.title}{of}: {self.shown} ({self.label}; {self.mean_label} {mean}) "
            f"from {posts_in_words(self.posts)}, {self.window}"
        )


def posts_in_words(count: int) -> str:
    """``1 post``; ``1,200 posts``."""
    return f"{count:,} {'post' if count == 1 else 'posts'}"


def shown(value: float | None, unit: Unit, currency: str = "") -> str:
    """A number as people read it; fractions in percent."""
    if value is None:
        return NOT_AVAILABLE
    if unit is Unit.FRACTION:
        percent = 100 * value
        return f"{percent:,.2f} %" if abs(percent) < 10 else f"{percent:,.1f} %"  # noqa: PLR2004
    if unit is Unit.MONEY:
        return f"{value:,.2f} {currency}".rstrip()
    is_whole = float(value).is_integer() or abs(value) >= WHOLE_FROM
    return f"{value:,.0f}" if is_whole else f"{value:,.1f}"


class Judged(Protocol):
    """How a value stands against a target."""

    @property
    def words(self) -> tuple[str, str, str, str]:
        """Target, owner, status and its reason."""


NONE_HELD: Mapping[int, Sequence[Judged]] = MappingProxyType({})


def as_table(
    results: Sequence[Result], held: Mapping[int, Sequence[Judged]] = NONE_HELD
) -> pa.Table:
    """Results as RESULTS.

    Args:
        results: KPIs.
        held: By place among the results how they stand against targets.
    """
    rows = [_row(one, held.get(place, ())) for place, one in enumerate(results)]
    return pa.Table.from_pylist(rows, RESULTS)


def _row(one: Result, held: Sequence[Judged]) -> dict[str, object]:
    words = [judged.words for judged in held]
    return {
        "kpi": one.kpi.name,
        "of": one.of,
        "value": one.value,
        "value_is": one.label,
        "mean": one.mean,
        "mean_is": one.mean_label,
        "unit": one.currency if one.kpi.unit is Unit.MONEY and one.currency else one.kpi.unit,
        "reason": one.reason or None,
        "posts": one.posts,
        "left_out": sum(count for _, count in one.left_out),
        "why_left_out": "; ".join(f"{count}: {reason}" for reason, count in one.left_out),
        "formula": one.kpi.formula,
        "numerator_sum": one.numerator,
        "denominator": one.kpi.under or None,
        "denominator_sum": one.denominator,
        "window": f"posts of {one.days}; {one.window}",
        "source": one.kpi.source,
        "source_columns": list(one.source_columns),
        "definitions": list(one.definitions),
        "from": one.first,
        "to": one.last,
        "target": [target for target, _, _, _ in words],
        "target_owner": [owner for _, owner, _, _ in words],
        "status": [status for _, _, status, _ in words],
        "status_reason": [reason for _, _, _, reason in words],
    }
