"""The numbers that KPIs are made of: of each post and metric the one that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.kernel.steps import Step, step
from watchword.measure.kernel.values import Cells, values_at
from watchword.measure.kpi.followers import FOLLOWERS, fill_followers
from watchword.measure.metrics import Sort
from watchword.measure.metrics import metrics as catalogue
from watchword.measure.schema import TIME

NEVER = np.iinfo(np.int64).min
NOWHERE = -1
SECOND = 1000
OWN_SERIES = "followers of the account's own series"


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """Metrics x posts.

    Attributes:
        metrics: First axis.
        values: In the metric's unit; NaN where there is none.
        definition: Version of the metric's definition; 0 where there is no number.
        taken: When the post's last number was taken, ms since 1970 UTC; ``NEVER`` where none was.
        columns: Metrics x posts x 2: places in ``names`` of the columns that the number comes
            from (two where it lies between two numbers); ``NOWHERE`` for none.
        names: Columns of exports.
    """

    metrics: tuple[str, ...]
    values: NDArray[np.float64]
    definition: NDArray[np.int16]
    taken: NDArray[np.int64]
    columns: NDArray[np.int32]
    names: tuple[str, ...]

    def row(self, metric: str) -> int:
        """Index of a metric."""
        return self.metrics.index(metric)

    def columns_of(self, metric: str, posts: NDArray[np.int64]) -> tuple[str, ...]:
        """Columns of exports that the metric's numbers of some posts come from, sorted."""
        places = np.unique(self.columns[self.row(metric), posts])
        found = {self.names[place] for place in places.tolist() if place != NOWHERE}
        return tuple(sorted(one for one in found if one))


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
    names: dict[str, int] = {}
    places = _Places.of(posts, tuple(metrics), names, as_of)
    last = _Chosen.empty(places.shape)
    if age is None:
        for rows in _rows(snapshots, places):
            last.keep_newest(rows)
        values, definition = last.values, last.definition
        columns = np.stack([last.column, np.full(places.shape, NOWHERE, np.int32)], axis=2)
    else:
        batches = [_plain(batch, places.metrics) for batch in snapshots]
        for rows in _rows(batches, places):
            last.keep_newest(rows)
        kept = (batch for batch in batches if batch.num_rows)
        cells = values_at(posts, kept, places.metrics, (step(age),), as_of=as_of)
        values, definition = cells.values[:, :, 0].copy(), cells.definition.copy()
        columns = _origins(batches, places, cells, step(age))
    if FOLLOWERS in places.metrics and audience is not None:
        row = places.metrics.index(FOLLOWERS)
        filled = fill_followers(values[row], definition[row], posts, audience)
        columns[row, filled, 0] = names.setdefault(OWN_SERIES, len(names))
    return Numbers(
        metrics=places.metrics,
        values=values,
        definition=definition,
        taken=last.taken,
        columns=columns,
        names=tuple(names),
    )


class _Rows(NamedTuple):
    """Snapshots, in order of time, with the place of each among metrics and posts."""

    cell: tuple[NDArray[np.int64], NDArray[np.int64]]
    taken: NDArray[np.int64]
    value: NDArray[np.float64]
    definition: NDArray[np.int16]
    column: NDArray[np.int32]

    def at(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> _Rows:
        """Some of them."""
        cell = (self.cell[0][kept], self.cell[1][kept])
        return _Rows(
            cell, self.taken[kept], self.value[kept], self.definition[kept], self.column[kept]
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Places:
    """Where snapshots belong.

    Attributes:
        metrics: Those wanted.
        ordered: Numbers of posts, sorted.
        order: The place of each among the posts.
        published: By post, ms; ``NEVER`` where unknown.
        until: Later numbers (ms) are not looked at.
        names: Place of each column's name; grows.
    """

    metrics: tuple[str, ...]
    ordered: NDArray[np.int64]
    order: NDArray[np.int64]
    published: NDArray[np.int64]
    until: int
    names: dict[str, int]

    @staticmethod
    def of(
        posts: pa.Table, metrics: tuple[str, ...], names: dict[str, int], as_of: datetime | None
    ) -> _Places:
        numbers = posts.column("post").to_numpy()
        order = np.argsort(numbers, kind="stable")
        published = posts.column("published").cast(TIME).cast(pa.int64())
        return _Places(
            metrics=metrics,
            ordered=numbers[order],
            order=order,
            published=pc.fill_null(published, int(NEVER)).to_numpy(),
            until=np.iinfo(np.int64).max if as_of is None else round(as_of.timestamp() * SECOND),
            names=names,
        )

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.metrics), len(self.order)

    def codes(self, column: pa.Array) -> NDArray[np.int32]:
        """Place of each row's column name."""
        told = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        own = told.dictionary.to_pylist()
        places = [self.names.setdefault(str(one or ""), len(self.names)) for one in own]
        found: NDArray[np.int32] = np.array(places or [NOWHERE], np.int32)[told.indices.to_numpy()]
        return found


def _plain(batch: pa.RecordBatch, metrics: tuple[str, ...]) -> pa.RecordBatch:
    names = batch.column("metric").cast(pa.string())
    return batch.filter(pc.is_in(names, pa.array(metrics, pa.string())))


def _rows(batches: Iterable[pa.RecordBatch], places: _Places) -> Iterator[_Rows]:
    """The snapshots of the posts and metrics, batch by batch."""
    for whole in batches if places.shape[1] else ():
        batch = _plain(whole, places.metrics)
        which = pc.index_in(batch.column("metric").cast(pa.string()), pa.array(places.metrics))
        post = batch.column("post").to_numpy()
        at = np.minimum(np.searchsorted(places.ordered, post), len(places.ordered) - 1)
        taken = batch.column("taken").cast(TIME).cast(pa.int64()).to_numpy()
        value = batch.column("value").to_numpy()
        is_one = (places.ordered[at] == post) & (taken <= places.until) & np.isfinite(value)
        rows = np.flatnonzero(is_one)
        rows = rows[np.argsort(taken[rows], kind="stable")]
        yield _Rows(
            (which.to_numpy(zero_copy_only=False)[rows].astype(np.int64), places.order[at[rows]]),
            taken[rows],
            value[rows],
            batch.column("definition").to_numpy()[rows],
            places.codes(batch.column("source_column"))[rows],
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chosen:
    """One snapshot for each metric and post; its fields are those of ``_Rows``."""

    taken: NDArray[np.int64]
    values: NDArray[np.float64]
    definition: NDArray[np.int16]
    column: NDArray[np.int32]

    @staticmethod
    def empty(shape: tuple[int, int]) -> _Chosen:
        return _Chosen(
            taken=np.full(shape, NEVER),
            values=np.full(shape, np.nan),
            definition=np.zeros(shape, np.int16),
            column=np.full(shape, NOWHERE, np.int32),
        )

    def keep_newest(self, rows: _Rows) -> None:
        """Take the rows that are newer; of two of one moment the later row."""
        self._take(rows.at(rows.taken >= self.taken[rows.cell]))

    def keep_oldest(self, rows: _Rows) -> None:
        """Take the rows that are older; of two of one moment the later row."""
        known = self.taken[rows.cell]
        found = rows.at((known == NEVER) | (rows.taken <= known))
        # the newest first: of rows for one cell the last one written stays
        order = np.argsort(-found.taken, kind="stable")
        self._take(found.at(order))

    def _take(self, rows: _Rows) -> None:
        self.taken[rows.cell] = rows.taken
        self.values[rows.cell] = rows.value
        self.definition[rows.cell] = rows.definition
        self.column[rows.cell] = rows.column


def _origins(
    batches: Sequence[pa.RecordBatch], places: _Places, cells: Cells, wanted: Step
) -> NDArray[np.int32]:
    """Columns of the numbers that a value at an age stands on: see ``kernel.steps``."""
    is_level = np.array([catalogue()[one].sort is Sort.MOMENT for one in places.metrics])
    at = np.where(is_level, 0, wanted.at)
    before, after = _Chosen.empty(places.shape), _Chosen.empty(places.shape)
    for every in _rows(batches, places):
        published = places.published[every.cell[1]]
        is_counted = every.definition == cells.definition[every.cell]
        rows = every.at(is_counted & (published != NEVER) & (every.taken >= published))
        ages = (rows.taken - places.published[rows.cell[1]]) // SECOND
        before.keep_newest(rows.at(ages < at[rows.cell[0]]))
        after.keep_oldest(rows.at(ages >= at[rows.cell[0]]))
    later = np.where(after.taken == NEVER, 0, (after.taken - places.published) // SECOND)
    serves = (after.taken != NEVER) & ((later <= wanted.late) | is_level[:, None])
    is_exact = (later == at[:, None]) | wanted.is_first | is_level[:, None]
    found = np.stack(
        [
            np.where(serves & is_exact, NOWHERE, before.column),
            np.where(serves, after.column, NOWHERE),
        ],
        axis=2,
    )
    found[np.isnan(cells.values[:, :, 0])] = NOWHERE
    return found
