"""Values of posts at equal ages, from snapshots that stream by in record batches.

One pass; what is held is one cell a post, metric and step, and each post's last number. Rows of
snapshots may come clustered by post or in the order of their arrival, as long as each post's
numbers of one metric come in the order of their moments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.base.errors import InputError
from watchword.measure.kernel.steps import Step
from watchword.measure.metrics import Sort
from watchword.measure.metrics import metrics as catalogue
from watchword.measure.schema import TIME

UNKNOWN = np.iinfo(np.int64).min
"""Publication time of a post that has none, in milliseconds."""

LEAST_TABLE = 8

Limits = tuple[
    NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_], NDArray[np.bool_]
]

LAST = np.dtype(
    [("value", "f8"), ("born", "i8"), ("age", "i4"), ("counted", "i2"), ("reached", "i1")],
    align=True,
)
"""What is held of a post and metric while snapshots stream by: see ``loops.follow``."""

NO_LAST = np.array((0, 0, -1, 0, 0), LAST)
"""Before any number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cells:
    """Values at equal ages: metrics x posts x steps.

    Attributes:
        metrics: First axis.
        posts: Numbers of posts; second axis, in the order given.
        published: When each was published, ms since 1970 UTC; ``UNKNOWN`` where not known.
        steps: Third axis, in order of age.
        values: In the metric's unit; NaN where nothing was seen near enough.
        known: Age in seconds from which on the value is known; undefined where it is NaN.
        last: LAST of each post: metrics x posts.
        now: Moment (ms) up to which numbers were seen.
        strangers: Snapshots of posts that are not among ``posts``.
        too_early: Snapshots from before publication, passed over.
    """

    metrics: tuple[str, ...]
    posts: NDArray[np.int64]
    published: NDArray[np.int64]
    steps: tuple[Step, ...]
    values: NDArray[np.float64]
    known: NDArray[np.int32]
    last: NDArray[np.void]
    now: int = 0
    strangers: int = 0
    too_early: int = 0

    @property
    def definition(self) -> NDArray[np.int16]:
        """Metrics x posts: the definition's version that all values are counted under; 0 where
        there is no number.
        """
        counted: NDArray[np.int16] = self.last["counted"]
        return counted


def values_at(
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    metrics: Sequence[str],
    steps: Sequence[Step],
    *,
    as_of: datetime | None = None,
) -> Cells:
    """Values of metrics at the steps; a level, such as followers at posting, is the same at all.

    Args:
        posts: With the columns ``post`` and ``published`` of POSTS.
        snapshots: Batches with the columns ``post``, ``metric``, ``taken``, ``value`` and
            ``definition`` of SNAPSHOTS.
        metrics: The metrics wanted; others in the batches are passed over.
        steps: In order of age.
        as_of: What is known later is not looked at; by default everything is.

    Raises:
        InputError: A post stands twice, or numbers of a post are not in order of time.
    """
    return followed(no_cells(posts, metrics, steps), snapshots, as_of=as_of)


def no_cells(posts: pa.Table, metrics: Sequence[str], steps: Sequence[Step]) -> Cells:
    """Cells before any number; arguments as for ``values_at``."""
    published = milliseconds(posts["published"])
    shape = (len(metrics), len(published), len(steps))
    last = np.zeros(shape[:2], LAST)
    last["age"] = -1  # as NO_LAST
    last["born"] = _born(published)
    return Cells(
        metrics=tuple(metrics),
        posts=posts["post"].combine_chunks().to_numpy(),
        published=published,
        steps=tuple(steps),
        values=np.full(shape, np.nan),
        known=np.zeros(shape, np.int32),
        last=last,
    )


def followed(
    cells: Cells,
    snapshots: Iterable[pa.RecordBatch],
    *,
    as_of: datetime | None = None,
    marks: NDArray[np.bool_] | None = None,
) -> Cells:
    """Cells with further snapshots, of each post and metric later than those before.

    Args:
        cells: Until now; its arrays are changed.
        snapshots: As for ``values_at``.
        as_of: Likewise.
        marks: By post; set where the passing of time alone changed a value.

    Raises:
        InputError: As for ``values_at``.
    """
    from watchword.measure.kernel.loops import carry, follow

    until = np.iinfo(np.int64).max if as_of is None else round(as_of.timestamp() * 1000)
    limits = _limits(cells.metrics, cells.steps)
    rows = cells.last.reshape(-1)
    state = (rows["age"], rows["value"], rows["reached"], rows["counted"], rows["born"])
    width = len(cells.steps)
    matrix = (cells.values.reshape(-1, width), cells.known.reshape(-1, width))
    table = _table(cells.posts)
    counts = np.zeros(3, np.int64)
    latest = cells.now
    for batch in snapshots:
        arrays = _arrays(batch, cells.metrics)
        follow(arrays, table, limits, state, matrix, until, counts)
        if as_of is None and len(arrays[2]):
            latest = max(latest, int(arrays[2].max()))
    now = until if as_of is not None else latest
    if counts[2]:
        raise InputError(
            f"{counts[2]:,} numbers of posts come after later ones of the same post",
            hint="sort the snapshots by post, metric and taken",
        )
    carry(
        limits, state, matrix, now, np.zeros(len(cells.posts), np.bool_) if marks is None else marks
    )
    return replace(
        cells,
        now=now,
        strangers=cells.strangers + int(counts[0]),
        too_early=cells.too_early + int(counts[1]),
    )


def rearranged(cells: Cells, posts: pa.Table, rows: NDArray[np.int64]) -> Cells:
    """Cells of other posts, in another order.

    Args:
        cells: Until now.
        posts: Those wanted, with ``post`` and ``published``.
        rows: Of each the row in ``cells``; -1: before any number.
    """
    published = milliseconds(posts["published"])
    last, values, known = (
        np.stack([moved(one, rows, empty) for one in whole])
        for whole, empty in ((cells.last, NO_LAST), (cells.values, np.nan), (cells.known, 0))
    )
    last["born"] = _born(published)
    return replace(
        cells,
        posts=posts["post"].combine_chunks().to_numpy(),
        published=published,
        values=values,
        known=known,
        last=last,
    )


def moved(
    rows_of: NDArray[Any], rows: NDArray[np.int64], empty: float | NDArray[np.void]
) -> NDArray[Any]:
    """Rows in another order; -1: empty."""
    if not len(rows_of):
        return np.full((len(rows), *rows_of.shape[1:]), empty, rows_of.dtype)
    result: NDArray[Any] = rows_of[rows]
    result[rows < 0] = empty
    return result


def emptied(cells: Cells, rows: NDArray[np.int64]) -> None:
    """Take all numbers of some posts out of cells."""
    cells.values[:, rows] = np.nan
    cells.known[:, rows] = 0
    born = cells.last["born"][:, rows]
    cells.last[:, rows] = NO_LAST
    cells.last["born"][:, rows] = born


def _born(published: NDArray[np.int64]) -> NDArray[np.int64]:
    from watchword.measure.kernel.loops import UNDATED

    return np.where(published == UNKNOWN, UNDATED, published)


def _limits(metrics: Sequence[str], steps: Sequence[Step]) -> Limits:
    """Steps and sorts of metrics as arrays; see ``loops.follow``."""
    kinds = [catalogue()[one].sort if one in catalogue() else Sort.CUMULATIVE for one in metrics]
    return (
        np.array([one.at for one in steps], np.int32),
        np.array([one.early for one in steps], np.int32),
        np.array([one.late for one in steps], np.int32),
        np.array([one.is_first for one in steps], np.bool_),
        np.array([one is Sort.MOMENT for one in kinds], np.bool_),
    )


def _table(posts: NDArray[np.int64]) -> NDArray[np.int64]:
    from watchword.measure.kernel.loops import EMPTY, place_posts

    # a quarter filled: nearly every post is found at the first look, which a processor can guess
    size = max(LEAST_TABLE, 1 << (4 * len(posts)).bit_length())
    table = np.full((size, 2), EMPTY, np.int64)
    twice = place_posts(posts, table)
    if twice >= 0:
        raise InputError(
            f"post {posts[twice]} stands twice among the posts",
            hint="give each post once",
        )
    return table


def milliseconds(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """Moments in ms since 1970 UTC; ``UNKNOWN`` where there is none."""
    numbers = column.cast(TIME).cast(pa.int64())
    filled: NDArray[np.int64] = pc.fill_null(numbers, int(UNKNOWN)).to_numpy()
    return filled


def _arrays(
    batch: pa.RecordBatch, metrics: Sequence[str]
) -> tuple[
    NDArray[np.int64],
    NDArray[np.int32],
    NDArray[np.int64],
    NDArray[np.float64],
    NDArray[np.int16],
    NDArray[np.int32],
]:
    """A batch's columns as arrays, without a copy where their types are those of SNAPSHOTS."""
    metric = batch.column("metric")
    if not pa.types.is_dictionary(metric.type):
        metric = metric.dictionary_encode()
    names = metric.dictionary.to_pylist()
    places = np.array(
        [metrics.index(name) if name in metrics else -1 for name in names] or [-1], np.int32
    )
    taken = batch.column("taken")
    taken = (taken if taken.type == TIME else taken.cast(TIME)).view(pa.int64())
    return (
        batch.column("post").to_numpy(),
        metric.indices.to_numpy().astype(np.int32, copy=False),
        taken.to_numpy(),
        batch.column("value").cast(pa.float64()).to_numpy(),
        batch.column("definition").cast(pa.int16()).to_numpy(),
        places,
    )
