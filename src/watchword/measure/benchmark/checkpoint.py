"""What was known of a channel before some of its spans, so that scores can go on from there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.benchmark.comparable import Groups
from watchword.measure.benchmark.numbers import Values
from watchword.measure.benchmark.peers import WEEK_MS, Course, State

Ints = NDArray[np.int64]
Numbers = NDArray[np.float64]

RECENT = 4
EVERY = 8
"""Spans that have a checkpoint: the last four, since new numbers mostly are of new posts, and of
those before every eighth."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkpoint:
    """What was known of a channel before a span.

    Attributes:
        channel: Its name.
        number: Of the span, from 0.
        week: In which its first post was published; what is older had been followed.
        founders: The number of the first post of each group that had one. All that a group is known
            by could change with the other groups there are; its first post does not.
        states: Of the groups, in this order: arrays as ``arrays_of`` gives them.
        histogram: Of ``peers.places_along``.
    """

    channel: str
    number: int
    week: int
    founders: Ints
    states: tuple[NDArray[np.generic], ...]
    histogram: Numbers


def arrays_of(state: State) -> tuple[NDArray[np.generic], ...]:
    """What is kept of a state: the bank, and how many posts were seen, when, and known when."""
    return (state.bank, state.posts, state.first, state.last, state.since)


def is_kept(number: int, spans: int) -> bool:
    """Whether a span has a checkpoint."""
    return number > 0 and (number >= spans - RECENT or number % EVERY == 0)


def checkpoint(
    name: str,
    course: Course,
    number: int,
    values: Values,
    groups: Groups,
    state: State,
    histogram: Numbers,
) -> Checkpoint:
    """What is known now, before a span of a channel is followed."""
    before = course.rows[: course.cuts[number]]
    present, first = np.unique(groups.of[before], return_index=True)
    return Checkpoint(
        channel=name,
        number=number,
        week=int(values.published[course.rows[course.cuts[number]]] // WEEK_MS),
        founders=values.posts[before[first]],
        states=tuple(one[present] for one in arrays_of(state)),
        histogram=histogram.copy(),
    )


def latest_before(checkpoints: Iterable[Checkpoint], week: int) -> Checkpoint | None:
    """The last checkpoint whose posts are all older than a week; None to begin anew."""
    fit = [one for one in checkpoints if one.week <= week]
    return max(fit, key=lambda one: one.number, default=None)


def restore(found: Checkpoint, posts: Ints, groups: Groups, state: State) -> None:
    """Set the state of a channel's groups to what a checkpoint says; the others are left alone."""
    places = pc.index_in(pa.array(posts), value_set=pa.array(found.founders))
    rows = np.flatnonzero(places.is_valid().to_numpy(zero_copy_only=False))
    then_at = places.drop_null().to_numpy()
    for now, then in zip(arrays_of(state), found.states, strict=True):
        now[groups.of[rows]] = then[then_at]


def thinned(checkpoints: Sequence[Checkpoint], spans: int) -> tuple[Checkpoint, ...]:
    """Those that are kept where a channel has so many spans."""
    return tuple(one for one in checkpoints if is_kept(one.number, spans))
