"""Scores brought up to date: only what is new is read, only what it can change is worked out.

What a new number can change: its post's own cells; the benchmarks of later posts of its account
and kind; and, through what a channel's accounts teach each other, posts of its channel from the
next span of weeks on. Earlier posts and other channels are not touched: of each channel the filters
go on from the last checkpoint before the first post that is not as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.benchmark.checkpoint import (
    Checkpoint,
    checkpoint,
    is_kept,
    latest_before,
    restore,
    thinned,
)
from watchword.measure.benchmark.comparable import (
    ALL_ALIKE,
    Comparison,
    Groups,
    codes_of,
    groups_of,
)
from watchword.measure.benchmark.measures import measure
from watchword.measure.benchmark.numbers import Values, joined
from watchword.measure.benchmark.peers import (
    WEEK_MS,
    Course,
    Noted,
    State,
    course_of,
    no_histogram,
    no_places,
    no_state,
    places_along,
)
from watchword.measure.benchmark.scores import (
    Scored,
    benchmarks,
    metrics_of,
    not_scored,
    table_of,
)
from watchword.measure.kernel.steps import steps
from watchword.measure.kernel.values import (
    UNKNOWN,
    Cells,
    emptied,
    followed,
    milliseconds,
    moved,
    no_cells,
    rearranged,
)

Ints = NDArray[np.int64]
Marks = NDArray[np.bool_]

TRAITS = ("channel", "account", "kind", "is_paid")
"""What posts are compared by, beside their numbers and when they were published."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """Scores, and what it takes to bring them up to date.

    Attributes:
        metric: The measure.
        comparison: Which posts are comparable.
        channels: Names.
        channel: By post: its channel.
        traits: By post: a number that differs where ``TRAITS`` do.
        cells: The metrics' values at equal ages.
        scored: What scores say.
        checkpoints: Of each channel, in order.
    """

    metric: str
    comparison: Comparison
    channels: tuple[str, ...]
    channel: Ints
    traits: Ints
    cells: Cells
    scored: Scored
    checkpoints: Mapping[str, Sequence[Checkpoint]]

    def scores(self) -> pa.Table:
        """SCORES, in the order of the posts."""
        return table_of(joined(self.cells, measure(self.metric)), self.scored)


def keep_scores(
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    metric: str,
    ages: Iterable[int],
    *,
    comparison: Comparison = ALL_ALIKE,
) -> Kept:
    """Scores that can be brought up to date; arguments as for ``scores.score_posts``."""
    asked = steps(tuple(ages))
    none = posts.slice(0, 0)
    empty = Kept(
        metric=metric,
        comparison=comparison,
        channels=(),
        channel=np.zeros(0, np.int64),
        traits=np.zeros(0, np.int64),
        cells=no_cells(none, metrics_of(measure(metric)), asked),
        scored=not_scored(0, len(asked)),
        checkpoints={},
    )
    return score_again(empty, posts, snapshots)


def score_again(
    kept: Kept,
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    anew: NDArray[np.int64] | None = None,
) -> Kept:
    """Scores after new numbers, equal to those worked out from all numbers.

    Args:
        kept: Scores until now; its arrays are taken over.
        posts: POSTS as they are now, those without new numbers too.
        snapshots: Of posts of ``anew`` all numbers; of others only new ones, each later than all
            that were known of its post and metric.
        anew: Numbers of posts of which a number or the time of publication was changed or taken
            away.
    """
    channels, channel, traits = _told(posts)
    rows = rows_of(kept.cells.posts, posts["post"])
    cells, scored = _rearranged(kept, posts, rows)
    changed = rows < 0
    before = rows[~changed]
    changed[~changed] = (kept.traits[before] != traits[~changed]) | (
        kept.cells.published[before] != cells.published[~changed]
    )
    cells = _with_numbers(
        cells, snapshots, np.zeros(0, np.int64) if anew is None else anew, changed
    )
    gone = np.ones(len(kept.cells.posts), np.bool_)
    gone[rows[(rows >= 0) & ~changed]] = False
    first = _first_weeks(
        (kept.channels, kept.channel[gone], kept.cells.published[gone]),
        (channels, channel[changed], cells.published[changed]),
    )
    now = Kept(
        metric=kept.metric,
        comparison=kept.comparison,
        channels=channels,
        channel=channel,
        traits=traits,
        cells=cells,
        scored=scored,
        checkpoints={},
    )
    undated = np.flatnonzero(changed & (cells.published == UNKNOWN))
    scored.put(no_places(undated, len(cells.steps)))
    scored.means[undated] = np.nan
    return replace(now, checkpoints=_scored(now, kept.checkpoints, posts, first))


def rows_of(posts: NDArray[np.int64], wanted: pa.ChunkedArray | pa.Array) -> NDArray[np.int64]:
    """The row of each post number among some; -1 where it is not there."""
    found = pc.index_in(wanted, value_set=pa.array(posts, pa.int64()))
    rows: NDArray[np.int64] = pc.fill_null(found, -1).to_numpy().astype(np.int64)
    return rows


def _told(posts: pa.Table) -> tuple[tuple[str, ...], Ints, Ints]:
    """Names of channels; by post its channel and traits."""
    texts = [posts[name].cast(pa.string()) for name in TRAITS]
    known = pc.binary_join_element_wise(
        *texts, "\x1f", null_handling="replace", null_replacement="\x00"
    )
    encoded = known.combine_chunks().dictionary_encode()
    numbers = [
        int.from_bytes(blake2b(one.encode(), digest_size=8).digest(), "big", signed=True)
        for one in encoded.dictionary.to_pylist()
    ]
    traits = np.array(numbers, np.int64)[encoded.indices.to_numpy()]
    channel = codes_of(posts["channel"])
    return tuple(sorted(posts["channel"].unique().to_pylist())), channel, traits


def _rearranged(kept: Kept, posts: pa.Table, rows: Ints) -> tuple[Cells, Scored]:
    """Cells and scores of posts as they are now."""
    published = milliseconds(posts["published"])
    same = np.array_equal(rows, np.arange(len(kept.cells.posts)))
    if same and np.array_equal(kept.cells.published, published):
        return kept.cells, kept.scored
    scored = Scored(
        places=kept.scored.places.moved(rows), means=moved(kept.scored.means, rows, np.nan)
    )
    return rearranged(kept.cells, posts, rows), scored


def _with_numbers(
    cells: Cells, snapshots: Iterable[pa.RecordBatch], anew: Ints, changed: Marks
) -> Cells:
    """Cells with new numbers; marks the posts of which any value is not as it was."""
    if changed.all():
        return followed(cells, snapshots)
    batches = list(snapshots)
    told = pa.chunked_array([one.column("post") for one in batches] + [pa.array(anew)], pa.int64())
    rows = rows_of(cells.posts, pc.unique(told))
    rows = rows[rows >= 0]
    values, known = cells.values[:, rows], cells.known[:, rows]
    definition = cells.definition[:, rows]
    wiped = rows_of(cells.posts, pa.array(anew))
    emptied(cells, wiped[wiped >= 0])
    marks = np.zeros(len(changed), np.bool_)
    cells = followed(cells, batches, marks=marks)
    now = cells.values[:, rows]
    same = (values == now) & (known == cells.known[:, rows]) | (np.isnan(values) & np.isnan(now))
    same_definition = (definition == cells.definition[:, rows]).all(axis=0)
    marks[rows] = ~(same.all(axis=(0, 2)) & same_definition)
    changed |= marks
    return cells


def _first_weeks(*parts: tuple[Sequence[str], Ints, Ints]) -> dict[str, int]:
    """Of each channel the week of the first post that is not as it was.

    Args:
        parts: Names of channels; of such posts the channel, and when they were published (ms).
    """
    first: dict[str, int] = {}
    for names, channel, published in parts:
        is_dated = published != UNKNOWN
        for code in np.unique(channel[is_dated]).tolist():
            week = int(published[is_dated & (channel == code)].min() // WEEK_MS)
            first[names[code]] = min(week, first.get(names[code], week))
    return first


def _scored(
    now: Kept, before: Mapping[str, Sequence[Checkpoint]], posts: pa.Table, first: Mapping[str, int]
) -> dict[str, Sequence[Checkpoint]]:
    """Score each channel's posts from a week on.

    Returns:
        The checkpoints of all channels.
    """
    values = joined(now.cells, measure(now.metric))
    groups = groups_of(posts, values.counted, now.comparison)
    state = no_state(groups.count, len(values.steps))
    fresh = np.zeros(len(values.posts), np.bool_)
    checkpoints = {name: before.get(name, ()) for name in now.channels}
    for number, name in enumerate(now.channels):
        if name in first:
            course = course_of(values, groups, number)
            start = latest_before(checkpoints[name], first[name])
            begin = start.number if start else 0
            fresh[course.rows[course.cuts[begin] :]] = True
            histogram = no_histogram(values)
            if start:
                restore(start, values.posts, groups, state)
                histogram = start.histogram.copy()
            noted = [one for one in checkpoints[name] if one.number < begin]
            for found in places_along(
                course,
                values,
                groups,
                state,
                histogram,
                first=begin,
                noted=_noter(noted, name, course, values, groups, state),
            ):
                now.scored.put(found)
            checkpoints[name] = thinned(noted, len(course.cuts) - 1)
    benchmarks(values, groups, fresh, now.scored.means)
    return checkpoints


def _noter(
    noted: list[Checkpoint], name: str, course: Course, values: Values, groups: Groups, state: State
) -> Noted:
    """Notes the checkpoints of a course."""

    def note(number: int, histogram: NDArray[np.float64]) -> None:
        if is_kept(number, len(course.cuts) - 1):
            noted.append(checkpoint(name, course, number, values, groups, state, histogram))

    return note
