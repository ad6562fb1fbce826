"""Values of posts at equal ages, from snapshots that stream by in record batches.

One pass; what is held is one cell a post, metric and step, and each post's last number. Rows of
snapshots may come clustered by post or in the order of their arrival, as long as each post's
numbers of one metric come in the order of their moments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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

LAST = np.dtype(
    [("value", "f8"), ("born", "i8"), ("age", "i4"), ("counted", "i2"), ("reached", "i1")],
    align=True,
)
"""What is held of a post and metric while snapshots stream by."""

LastNumbers = tuple[
    NDArray[np.int32],
    NDArray[np.float64],
    NDArray[np.int8],
    NDArray[np.int16],
    NDArray[np.int64],
]

Limits = tuple[
    NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_], NDArray[np.bool_]
]


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
        definition: Metrics x posts: the definition's version that all values are counted under; 0
            where there is no number.
        now: Moment (ms) up to which numbers were seen.
        strangers: Snapshots of posts that are not among ``posts``.
        too_early: Snapshots from before publication, passed over.
        last: Age and value of each post's last number (-1: none), and the first step that none
            has reached: metrics x posts.
    """

    metrics: tuple[str, ...]
    posts: NDArray[np.int64]
    published: NDArray[np.int64]
    steps: tuple[Step, ...]
    values: NDArray[np.float64]
    known: NDArray[np.int32]
    definition: NDArray[np.int16]
    now: int
    strangers: int
    too_early: int
    last: tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int8]]


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
    from watchword.measure.kernel.loops import carry, follow

    numbers = posts["post"].combine_chunks().to_numpy()
    published = _milliseconds(posts["published"])
    until = np.iinfo(np.int64).max if as_of is None else round(as_of.timestamp() * 1000)
    size, width = len(metrics) * len(numbers), len(steps)
    cells = (np.full((size, width), np.nan), np.zeros((size, width), np.int32))
    state = _no_state(published, len(metrics))
    limits = _limits(metrics, steps)
    table = _table(numbers)
    counts = np.zeros(3, np.int64)
    latest = 0
    for batch in snapshots:
        arrays = _arrays(batch, metrics)
        follow(arrays, table, limits, state, cells, until, counts)
        if as_of is None and len(arrays[2]):
            latest = max(latest, int(arrays[2].max()))
    now = until if as_of is not None else latest
    if counts[2]:
        raise InputError(
            f"{counts[2]:,} numbers of posts come after later ones of the same post",
            hint="sort the snapshots by post, metric and taken",
        )
    carry(limits, state, cells, now)
    shape = (len(metrics), len(numbers))
    return Cells(
        metrics=tuple(metrics),
        posts=numbers,
        published=published,
        steps=tuple(steps),
        values=cells[0].reshape(*shape, width),
        known=cells[1].reshape(*shape, width),
        definition=np.ascontiguousarray(state[3]).reshape(shape),
        now=now,
        strangers=int(counts[0]),
        too_early=int(counts[1]),
        last=(state[0].reshape(shape), state[1].reshape(shape), state[2].reshape(shape)),
    )


def renewed(before: Cells, fresh: Cells, posts: pa.Table, *, now: int) -> Cells:
    """Cells with those of some posts anew, as if all had been worked out anew.

    Args:
        before: Of posts until now.
        fresh: Of posts of which any number is new or changed, from all their numbers.
        posts: All posts there are now, in the order wanted, with ``post`` and ``published``.
        now: Moment (ms) up to which numbers were seen.
    """
    from watchword.measure.kernel.loops import carry

    numbers = posts["post"].combine_chunks().to_numpy()
    both = np.concatenate([before.posts, fresh.posts])
    order = np.argsort(both, kind="stable")  # of two the fresh one comes later
    at = np.searchsorted(both[order], numbers, side="right") - 1
    found = order[np.maximum(at, 0)]
    is_new = (at < 0) | (both[found] != numbers)

    def merged(one: NDArray[Any], other: NDArray[Any], empty: float) -> NDArray[Any]:
        result = np.ascontiguousarray(np.concatenate([one, other], axis=1)[:, found])
        result[:, is_new] = empty
        return result

    cells = Cells(
        metrics=before.metrics,
        posts=numbers,
        published=_milliseconds(posts["published"]),
        steps=before.steps,
        values=merged(before.values, fresh.values, np.nan),
        known=merged(before.known, fresh.known, 0),
        definition=merged(before.definition, fresh.definition, 0),
        now=now,
        strangers=fresh.strangers,
        too_early=fresh.too_early,
        last=(
            merged(before.last[0], fresh.last[0], -1),
            merged(before.last[1], fresh.last[1], 0),
            merged(before.last[2], fresh.last[2], 0),
        ),
    )
    state = _no_state(cells.published, len(cells.metrics))
    age, value, reached, counted, _ = state
    age[:], value[:], reached[:] = (one.reshape(-1) for one in cells.last)
    counted[:] = cells.definition.reshape(-1)
    width = len(cells.steps)
    matrix = (cells.values.reshape(-1, width), cells.known.reshape(-1, width))
    carry(_limits(cells.metrics, cells.steps), state, matrix, now)
    return cells


def _no_state(published: NDArray[np.int64], metrics: int) -> LastNumbers:
    """The state of ``loops.follow`` before any number; all of a post and metric lies together."""
    from watchword.measure.kernel.loops import UNDATED

    rows = np.zeros(metrics * len(published), LAST)
    rows["age"] = -1
    rows["born"] = np.tile(np.where(published == UNKNOWN, UNDATED, published), metrics)
    return rows["age"], rows["value"], rows["reached"], rows["counted"], rows["born"]


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

    size = max(LEAST_TABLE, 1 << (2 * len(posts)).bit_length())
    table = np.full((size, 2), EMPTY, np.int64)
    twice = place_posts(posts, table)
    if twice >= 0:
        raise InputError(
            f"post {posts[twice]} stands twice among the posts",
            hint="give each post once",
        )
    return table


def _milliseconds(column: pa.ChunkedArray) -> NDArray[np.int64]:
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
        places[metric.indices.to_numpy()],
        taken.to_numpy(),
        batch.column("value").cast(pa.float64()).to_numpy(),
        batch.column("definition").cast(pa.int16()).to_numpy(),
    )
