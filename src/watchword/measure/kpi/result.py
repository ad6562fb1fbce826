"""A KPI's number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from watchword.measure.kpi.base import Kpi, Unit

RESULTS = pa.schema(
    [
        pa.field("kpi", pa.string(), nullable=False),
        pa.field("of", pa.string(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("mean", pa.float64()),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("reason", pa.string()),
        pa.field("posts", pa.int64(), nullable=False),
        pa.field("left_out", pa.int64(), nullable=False),
        pa.field("why_left_out", pa.string(), nullable=False),
        pa.field("formula", pa.string(), nullable=False),
        pa.field("denominator", pa.string(), nullable=False),
        pa.field("window", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("source_columns", pa.list_(pa.string()), nullable=False),
        pa.field("definitions", pa.list_(pa.string()), nullable=False),
        pa.field("from", pa.date32()),
        pa.field("to", pa.date32()),
    ]
)
"""KPIs as a table. ``of``: what the posts were grouped by, "" for all; ``value``: for a rate the
ratio of sums, else the sum; ``mean``: for a rate the mean of the posts' rates, else the mean of a
post; ``unit``: fractions are of one; ``reason``: why there is no value, else null; ``posts``: how
many it is from; ``left_out``: how many were left out, and ``why_left_out``; ``definitions``: metric
and version; ``from``, ``to``: first and last day (UTC) on which those posts were published."""

NOT_AVAILABLE = "not available"


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
        reason: Why there is no value; "" otherwise.
        posts: Posts that it is from.
        left_out: Reason and number of the posts that it is not from.
        window: ``at 7 days``, or until when numbers were taken.
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
    reason: str = ""
    posts: int
    left_out: tuple[tuple[str, int], ...] = ()
    window: str
    source_columns: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    currency: str = ""

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return shown(self.value, self.kpi.unit, self.currency)

    @property
    def label(self) -> str:
        """What ``value`` is."""
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
            f"from {self.posts:,} {'post' if self.posts == 1 else 'posts'}, {self.window}"
        )


def shown(value: float | None, unit: Unit, currency: str = "") -> str:
    """A number as people read it; fractions in percent."""
    if value is None:
        return NOT_AVAILABLE
    if unit is Unit.FRACTION:
        percent = 100 * value
        return f"{percent:,.2f} %" if abs(percent) < 10 else f"{percent:,.1f} %"  # noqa: PLR2004
    if unit is Unit.MONEY:
        return f"{value:,.2f} {currency}".rstrip()
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def as_table(results: Sequence[Result]) -> pa.Table:
    """Results as RESULTS."""
    return pa.Table.from_pylist([_row(one) for one in results], RESULTS)


def _row(one: Result) -> dict[str, object]:
    return {
        "kpi": one.kpi.name,
        "of": one.of,
        "value": one.value,
        "mean": one.mean,
        "unit": one.currency if one.kpi.unit is Unit.MONEY and one.currency else one.kpi.unit,
        "reason": one.reason or None,
        "posts": one.posts,
        "left_out": sum(count for _, count in one.left_out),
        "why_left_out": "; ".join(f"{count}: {reason}" for reason, count in one.left_out),
        "formula": one.kpi.formula,
        "denominator": one.kpi.under,
        "window": one.window,
        "source": one.kpi.source,
        "source_columns": list(one.source_columns),
        "definitions": list(one.definitions),
        "from": one.first,
        "to": one.last,
    }
