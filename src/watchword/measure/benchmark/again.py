"""Scores brought up to date: only what is new is read, only what it can change is worked out.

What a new number can change: its post's own cells; the benchmarks of later posts of its account
and kind; and, through what a channel's accounts teach each other, later posts of its channel.
Other channels are not touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.benchmark.comparable import ALL_ALIKE, Comparison
from watchword.measure.benchmark.measures import measure
from watchword.measure.benchmark.numbers import joined
from watchword.measure.benchmark.scores import in_order, metrics_of, score_batches
from watchword.measure.kernel.steps import steps
from watchword.measure.kernel.values import Cells, renewed, values_at

Marks = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """Scores, and what it takes to bring them up to date.

    Attributes:
        metric: The measure.
        comparison: Which posts are comparable.
        posts: POSTS that they are of.
        cells: The metrics' values at equal ages.
        scores: SCORES, in the order of the posts.
    """

    metric: str
    comparison: Comparison
    posts: pa.Table
    cells: Cells
    scores: pa.Table


def keep_scores(
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    metric: str,
    ages: Iterable[int],
    *,
    comparison: Comparison = ALL_ALIKE,
) -> Kept:
    """Scores that can be brought up to date; arguments as for ``scores.score_posts``."""
    asked = measure(metric)
    cells = values_at(posts, snapshots, metrics_of(asked), steps(tuple(ages)))
    values = joined(cells, asked)
    scores = in_order(score_batches(posts, values, comparison=comparison), values)
    return Kept(metric=metric, comparison=comparison, posts=posts, cells=cells, scores=scores)


def score_again(
    kept: Kept, posts: pa.Table, snapshots: Iterable[pa.RecordBatch]
) -> tuple[Kept, pa.Table]:
    """Scores after new numbers, equal to those worked out from all numbers.

    Args:
        kept: Scores until now.
        posts: POSTS as they are now, those without new numbers too.
        snapshots: All numbers of the posts of which any is new or changed, and of no others.

    Returns:
        The scores up to date; the rows of SCORES that are not as they were.
    """
    asked = measure(kept.metric)
    batches = list(snapshots)
    told = pc.unique(pa.chunked_array([one.column("post") for one in batches], pa.int64()))
    fresh = values_at(
        posts.filter(pc.is_in(posts["post"], told)), batches, metrics_of(asked), kept.cells.steps
    )
    cells = renewed(kept.cells, fresh, posts, now=max(kept.cells.now, fresh.now))
    touched = _touched(kept, posts, cells)
    values = joined(_some(cells, touched), asked)
    mine = posts.filter(pa.array(touched))
    anew = in_order(score_batches(mine, values, comparison=kept.comparison), values)
    width = len(cells.steps)
    order = np.argsort(kept.cells.posts)
    rows = order[np.searchsorted(kept.cells.posts[order], cells.posts[~touched])]
    same = kept.scores.take(_cells_of(rows, width))
    both = pa.concat_tables([anew, same])
    place = np.empty(len(posts), np.int64)
    place[np.flatnonzero(touched)] = np.arange(int(touched.sum()))
    place[np.flatnonzero(~touched)] = np.arange(int(touched.sum()), len(posts))
    scores = both.take(_cells_of(place, width)).combine_chunks()
    now = Kept(
        metric=kept.metric, comparison=kept.comparison, posts=posts, cells=cells, scores=scores
    )
    return now, _changed(kept.scores, anew)


def _touched(kept: Kept, posts: pa.Table, cells: Cells) -> Marks:
    """Posts of channels in which any post, or any of its values, is not as it was."""
    order = np.argsort(kept.cells.posts)
    spot = np.minimum(np.searchsorted(kept.cells.posts[order], cells.posts), len(order) - 1)
    rows = order[spot]
    same: Marks = kept.cells.posts[rows] == cells.posts
    was, now = kept.cells.values[:, rows], cells.values
    same &= ((was == now) | (np.isnan(was) & np.isnan(now))).all(axis=(0, 2))
    same &= (kept.cells.definition[:, rows] == cells.definition).all(axis=0)
    told = kept.posts.take(pa.array(rows))
    for name in ("channel", "account", "kind", "published", "is_paid"):
        equal = pc.fill_null(pc.equal(told[name], posts[name]), fill_value=False)
        neither = pc.and_(pc.is_null(told[name]), pc.is_null(posts[name]))
        same &= pc.or_(equal, neither).to_numpy()
    gone = pc.invert(pc.is_in(kept.posts["post"], posts["post"].combine_chunks()))
    changed = [posts["channel"].filter(pa.array(~same)), kept.posts["channel"].filter(gone)]
    channels = pa.chunked_array([chunk for one in changed for chunk in one.chunks], pa.string())
    touched: Marks = pc.is_in(posts["channel"], channels).to_numpy()
    return touched


def _some(cells: Cells, rows: Marks) -> Cells:
    return replace(
        cells,
        posts=cells.posts[rows],
        published=cells.published[rows],
        values=cells.values[:, rows],
        known=cells.known[:, rows],
        definition=cells.definition[:, rows],
    )


def _cells_of(rows: NDArray[np.int64], width: int) -> pa.Array:
    return pa.array((rows[:, None] * width + np.arange(width)).ravel())


def _changed(before: pa.Table, now: pa.Table) -> pa.Table:
    """Rows that are not among those before."""
    old = {(row["post"], row["age"]): row for row in before.to_pylist()}
    rows = [old.get((row["post"], row["age"])) != row for row in now.to_pylist()]
    return now.filter(pa.array(rows, pa.bool_()))
