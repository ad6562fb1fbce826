"""The newest number of each post and metric."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from watchword.measure.metrics import Sort, metrics
from watchword.measure.schema import TIME

LATEST = pa.schema(
    [
        pa.field("post", pa.int64(), nullable=False),
        pa.field("metric", pa.string(), nullable=False),
        pa.field("taken", TIME, nullable=False),
        pa.field("value", pa.float64(), nullable=False),
    ]
)
"""One row a post and metric: as SNAPSHOTS, the newest one."""


def latest_numbers(batches: Iterable[pa.RecordBatch], *, as_of: datetime | None = None) -> pa.Table:
    """The newest number of each post and metric: LATEST, sorted by post and metric.

    Args:
        batches: SNAPSHOTS in any order; of two numbers of one moment the later row counts.
        as_of: Numbers taken after this moment are not known yet.
    """
    found = LATEST.empty_table()
    for batch in batches:
        table = pa.Table.from_batches([batch]).select(LATEST.names)
        table = table.set_column(1, "metric", table.column("metric").cast(pa.string()))
        if as_of is not None:
            moment = pa.scalar(as_of, pa.timestamp("ms", "UTC"))
            table = table.filter(pc.less_equal(table.column("taken"), moment))
        found = _newest(pa.concat_tables([found, table.cast(LATEST)]))
    return found


def _newest(table: pa.Table) -> pa.Table:
    """The last row of each post and metric, after a stable sort by when it was taken."""
    rows = table.append_column("row", pa.array(range(len(table)), pa.int64()))
    order = pc.sort_indices(
        rows, [(name, "ascending") for name in ("post", "metric", "taken", "row")]
    )
    ordered = rows.take(order)
    if len(ordered) < 2:  # noqa: PLR2004 - nothing to compare
        return ordered.select(LATEST.names)
    differs = pc.or_(
        pc.not_equal(ordered.column("post")[1:], ordered.column("post")[:-1]),
        pc.not_equal(ordered.column("metric")[1:], ordered.column("metric")[:-1]),
    )
    is_last = pa.chunked_array([*differs.chunks, pa.array([True])])
    return ordered.filter(is_last).select(LATEST.names).cast(LATEST)


_FINE = ("expected_", "reactions_", "crowdtangle_")


def everyday_metrics() -> tuple[str, ...]:
    """The metrics that most people look at: no parts of reactions, no windows of days, nothing
    that CrowdTangle reckoned.
    """
    return tuple(
        name
        for name, one in metrics().items()
        if one.sort is not Sort.WINDOWED and not name.startswith(_FINE)
    )
