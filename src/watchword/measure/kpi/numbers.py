"""The numbers that KPIs are made of: of each post and metric the one that counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.kernel.steps import step
from watchword.measure.kernel.values import values_at
from watchword.measure.schema import TIME

FOLLOWERS = "followers_at_posting"
_NEVER = np.iinfo(np.int64).min


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """Metrics x posts.

    Attributes:
        metrics: First axis.
        values: In the metric's unit; NaN where there is none.
        definition: Version of the metric's definition; 0 where there is no number.
        columns: For each metric the columns of exports that its numbers come from.
    """

    metrics: tuple[str, ...]
    values: NDArray[np.float64]
    definition: NDArray[np.int16]
    columns: tuple[tuple[str, ...], ...]

    def row(self, metric: str) -> int:
        """Index of a metric."""
        return self.metrics.index(metric)


def numbers_of(
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    metrics: Sequence[str],
    *,
    audience: pa.Table | None = None,
    age: int | None = None,
    as_of: datetime | None = None,
) -> Numbers:
    """The last number of each post and metric, or that at an age.

    Args:
        posts: Of POSTS.
        snapshots: Of SNAPSHOTS; at an age each post's numbers of a metric in order of time.
        metrics: Those wanted.
        audience: Of AUDIENCE, for followers at posting where no export tells them: the last
            number of followers at or before publication, never a later one.
        age: In seconds; None for the last number.
        as_of: Later numbers are not looked at.
    """
    wanted = tuple(metrics)
    batches = [_plain(batch, wanted) for batch in snapshots]
    if age is None:
        values, definition = _last(posts, batches, wanted, as_of)
    else:
        kept = (batch for batch in batches if batch.num_rows)
        cells = values_at(posts, kept, wanted, (step(age),), as_of=as_of)
        values, definition = cells.values[:, :, 0].copy(), cells.definition.copy()
    columns = [_columns(batches, metric) for metric in wanted]
    if FOLLOWERS in wanted and audience is not None:
        row = wanted.index(FOLLOWERS)
        columns[row] |= _fill_followers(values[row], definition[row], posts, audience)
    return Numbers(
        metrics=wanted,
        values=values,
        definition=definition,
        columns=tuple(tuple(sorted(one)) for one in columns),
    )


def _plain(batch: pa.RecordBatch, metrics: tuple[str, ...]) -> pa.RecordBatch:
    names = batch.column("metric").cast(pa.string())
    return batch.filter(pc.is_in(names, pa.array(metrics, pa.string())))


def _last(
    posts: pa.Table,
    batches: Sequence[pa.RecordBatch],
    metrics: tuple[str, ...],
    as_of: datetime | None,
) -> tuple[NDArray[np.float64], NDArray[np.int16]]:
    shape = (len(metrics), len(posts))
    values, definition = np.full(shape, np.nan), np.zeros(shape, np.int16)
    taken = np.full(shape, _NEVER)
    numbers = posts.column("post").to_numpy()
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    until = np.iinfo(np.int64).max if as_of is None else round(as_of.timestamp() * 1000)
    for batch in batches if len(posts) else ():
        which = pc.index_in(batch.column("metric").cast(pa.string()), pa.array(metrics)).to_numpy(
            zero_copy_only=False
        )
        post = batch.column("post").to_numpy()
        place = np.minimum(np.searchsorted(ordered, post), len(ordered) - 1)
        when = batch.column("taken").cast(TIME).cast(pa.int64()).to_numpy()
        rows = np.flatnonzero((ordered[place] == post) & (when <= until))
        rows = rows[np.argsort(when[rows], kind="stable")]
        cell = (which[rows], order[place[rows]])
        newer = when[rows] >= taken[cell]
        cell, rows = (cell[0][newer], cell[1][newer]), rows[newer]
        # of rows for one cell the last one stays: they are in order of time
        taken[cell] = when[rows]
        values[cell] = batch.column("value").to_numpy()[rows]
        definition[cell] = batch.column("definition").to_numpy()[rows]
    return values, definition


def _columns(batches: Sequence[pa.RecordBatch], metric: str) -> set[str]:
    found: set[str] = set()
    for batch in batches:
        is_it = pc.equal(batch.column("metric").cast(pa.string()), metric)
        names = batch.column("source_column").cast(pa.string()).filter(is_it)
        found.update(name for name in pc.unique(names).to_pylist() if name)
    return found


def _fill_followers(
    values: NDArray[np.float64],
    definition: NDArray[np.int16],
    posts: pa.Table,
    audience: pa.Table,
) -> set[str]:
    """Followers of the account at or before publication, where the post's own are missing."""
    is_it = pc.equal(audience.column("metric").cast(pa.string()), "followers")
    table = audience.filter(is_it).sort_by([("taken", "ascending")])
    published = posts.column("published").cast(pa.int64()).to_numpy(zero_copy_only=False)
    filled = False
    for channel, account in {
        (row["channel"], row["account"]) for row in table.select(["channel", "account"]).to_pylist()
    }:
        series = table.filter(
            pc.and_(
                pc.equal(table.column("channel"), channel),
                pc.equal(table.column("account"), account),
            )
        )
        own = pc.and_(
            pc.equal(posts.column("channel"), channel), pc.equal(posts.column("account"), account)
        ).to_numpy(zero_copy_only=False)
        when = series.column("taken").cast(pa.int64()).to_numpy()
        rows = np.flatnonzero(own & np.isnan(values) & ~np.isnan(published.astype(float)))
        before = np.searchsorted(when, published[rows], side="right") - 1
        rows, before = rows[before >= 0], before[before >= 0]
        values[rows] = series.column("value").to_numpy()[before]
        definition[rows] = series.column("definition").to_numpy()[before]
        filled = filled or bool(len(rows))
    return {"followers of the account's own series"} if filled else set()
