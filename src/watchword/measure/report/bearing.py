"""How much each benchmark can bear, and when it will bear more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from watchword.measure.benchmark import Comparison, Tier, benchmark_curve
from watchword.measure.benchmark.measures import measure
from watchword.measure.benchmark.scores import metrics_of
from watchword.measure.report.frame import Frame
from watchword.measure.report.month import Bearing
from watchword.measure.report.phrases import day_name

if TYPE_CHECKING:
    from watchword.measure.ledger import Ledger


def bearings(
    ledger: Ledger, frame: Frame, comparison: Comparison, as_of: datetime | None
) -> tuple[Bearing, ...]:
    """The benchmarks of the accounts and kinds that posted in the month, least sure first.

    Args:
        ledger: Where the numbers are.
        frame: Posts at the report's age.
        comparison: What posts are compared with.
        as_of: What is known later is not looked at.
    """
    if not frame.of_month.any():
        return ()
    month = frame.posts.filter(pa.array(frame.of_month))
    wanted = set(zip(*(month[name].to_pylist() for name in _KEY), strict=True))
    posts = frame.posts.filter(pa.array(np.isin(_accounts(frame.posts), _accounts(month))))
    batches = ledger.snapshot_batches(
        metrics=metrics_of(measure(frame.metric)), posts=posts["post"].combine_chunks()
    )
    curves = benchmark_curve(
        posts, batches, frame.metric, [frame.age], comparison=comparison, as_of=as_of
    )
    found: dict[tuple[str, ...], Bearing] = {}
    for row in curves.to_pylist():
        key = tuple(row[name] for name in _KEY)
        if key in wanted and (key not in found or row["n"] > found[key].posts):
            found[key] = _bearing(row)
    rank = {str(tier): place for place, tier in enumerate(Tier)}
    return tuple(sorted(found.values(), key=lambda one: (rank[one.tier], one.name)))


_KEY = ("channel", "account", "kind")


def _accounts(posts: pa.Table) -> np.ndarray:
    joined = pc.binary_join_element_wise(posts["channel"], posts["account"], "\x1f")
    return np.asarray(joined.to_pylist(), dtype=object).astype(str)


def _bearing(row: dict[str, object]) -> Bearing:
    kind = row["kind"] or "all kinds"
    return Bearing(
        name=f"{row['account']} on {row['channel']}, {kind}",
        posts=int(str(row["n"])),
        worth=float(str(row["n_eff"])),
        tier=str(row["tier"]),
        next=_next(row),
    )


def _next(row: dict[str, object]) -> str:
    """When the next tier is expected, or what to do."""
    moment = row["next_on"]
    if isinstance(moment, datetime):
        return f"{row['next_tier']} from about {day_name(moment.date())}"
    if row["advice"]:
        return str(row["advice"])
    return str(row["reason"] or "the surest there is")
