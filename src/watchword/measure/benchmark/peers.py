"""Where posts stand among comparable ones: channel by channel, span by span, group by group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from watchword.measure.benchmark.comparable import Groups
from watchword.measure.benchmark.numbers import Values
from watchword.measure.benchmark.prior import (
    CAUTIOUS,
    DRIFTS,
    EVEN,
    NODES,
    belief_from,
    students,
    weights_of,
)
from watchword.measure.kernel.values import UNKNOWN, moved

Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]

WEEK_MS = 7 * 24 * 3600 * 1000

GROWTH = 1.1
"""Posts of a channel over those when it was last learnt from, before it is learnt from anew."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Where some posts stand; all arrays by entry of ``rows`` and step.

    Attributes:
        rows: Which posts.
        places: Expected, low, high in the measure's unit; percentile, low, high: last axis.
        effective: What the posts behind the benchmark are worth today.
        numbers: How many they are.
        moments: When (ms) all that was used was known.
        tiers: 0 to 3, of ``Tier``.
    """

    rows: Ints
    places: NDArray[np.float32]
    effective: NDArray[np.float32]
    numbers: NDArray[np.int32]
    moments: Ints
    tiers: NDArray[np.int8]

    def moved(self, rows: Ints) -> Places:
        """Those of posts in another order; -1: before anything is known of a post."""
        return Places(
            rows=np.arange(len(rows)),
            places=moved(self.places, rows, np.nan),
            effective=moved(self.effective, rows, 0),
            numbers=moved(self.numbers, rows, 0),
            moments=moved(self.moments, rows, 0),
            tiers=moved(self.tiers, rows, 0),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """What groups have shown so far; arrays by group and step.

    Attributes:
        bank: Last but one axis: level, its variance over the posts', sum of squared steps, product
            of their variances, its logarithm when it was large, the sum of squared steps with old
            ones fading; last axis: each possible drift.
        posts: Observed so far.
        first: Week of the first.
        last: Week of the last.
        since: Moment (ms) from which on all are known.
        even: Weights of the drifts, for the number of posts; of the last span.
    """

    bank: Numbers
    posts: Ints
    first: Numbers
    last: Numbers
    since: Ints
    even: Numbers


def no_state(groups: int, steps: int) -> State:
    """The state before any post."""
    size = (groups, steps)
    bank = np.zeros((*size, 6, len(DRIFTS)))
    bank[..., 3, :] = 1
    return State(
        bank=bank,
        posts=np.zeros(size, np.int64),
        first=np.zeros(size),
        last=np.zeros(size),
        since=np.zeros(size, np.int64),
        even=np.zeros((*size, len(DRIFTS))),
    )


def places_of(values: Values, groups: Groups, state: State) -> Iterator[Places]:
    """Where posts stand at every step by what was known of earlier posts, some at a time.

    Args:
        values: Of all posts.
        groups: Of all posts.
        state: Empty; filled on the way.

    Yields:
        Every post that has a time of publication once.
    """
    for channel in range(int(groups.channel.max(initial=-1)) + 1):
        course = course_of(values, groups, channel)
        yield from places_along(course, values, groups, state, no_histogram(values))


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """The posts of one channel in order of time, in spans of whole weeks.

    What is believed of a channel is learnt anew at each span's start; spans grow with what there
    is to learn from, so that there are few of them however many posts there are.

    Attributes:
        channel: Of ``Groups``.
        rows: The channel's posts that have a time of publication, in its order.
        cuts: Where in ``rows`` each span begins, and where the last one ends.
    """

    channel: int
    rows: Ints
    cuts: tuple[int, ...]


def course_of(values: Values, groups: Groups, channel: int) -> Course:
    """The course of a channel."""
    published = values.published
    rows = np.flatnonzero((groups.channel[groups.of] == channel) & (published != UNKNOWN))
    when = published[rows]
    order = np.argsort(when, kind="stable")  # quick, as posts mostly come account by account
    if np.any(np.diff(when[order]) == 0):
        order = np.lexsort((values.posts[rows], when))
    rows = rows[order]
    week = when[order] // WEEK_MS
    starts = np.flatnonzero(np.diff(week, prepend=week[:1] - 1))
    cuts = [0]
    for start in starts[1:].tolist():
        if start >= GROWTH * cuts[-1]:
            cuts.append(start)
    return Course(channel=channel, rows=rows, cuts=(*cuts, len(rows)))


Noted = Callable[[int, Numbers], None]
"""Is told of each span before it is followed: its number, and the histogram so far."""


def places_along(
    course: Course,
    values: Values,
    groups: Groups,
    state: State,
    histogram: Numbers,
    *,
    first: int = 0,
    noted: Noted = lambda *_: None,
) -> Iterator[Places]:
    """Where a channel's posts stand, span by span.

    Args:
        course: Of the channel.
        values: Of all posts.
        groups: Of all posts.
        state: Before the first span; changed on the way.
        histogram: Likewise, steps x nodes - 1: how posts lay around what was expected of them.
        first: Number of the span to begin with.
        noted: Is told of each span.
    """
    from watchword.measure.benchmark.level import follow_level

    steps = values.values.shape[1]
    mine = np.flatnonzero(groups.channel == course.channel)
    weeks = values.published / WEEK_MS
    weights = np.zeros_like(state.even)
    flat = state.bank.reshape(*state.posts.shape, 6 * len(DRIFTS))
    for number, (begin, end) in enumerate(pairwise(course.cuts)):
        if number < first:
            continue
        noted(number, histogram)
        rows = course.rows[begin:end]
        rows = rows[np.argsort(groups.of[rows], kind="stable")].astype(np.int64)
        bank = state.bank[mine]
        so_far = (state.posts[mine], bank[..., 2, :], np.log(bank[..., 3, :]) + bank[..., 4, :])
        belief = belief_from(*so_far, histogram)
        state.even[mine] = weights_of(belief, *so_far, EVEN)
        weights[mine] = weights_of(belief, *so_far, CAUTIOUS)
        heard = state.since[mine].max(axis=0)
        found = no_places(rows, steps)
        cells = (values.values[rows], values.under_at(rows), values.known_at(rows))
        follow_level(
            (rows, groups.of[rows], weeks, groups.counts_in),
            cells,
            (
                state.even,
                weights,
                belief.spread,
                belief.worth,
                belief.shape,
                belief.points,
                belief.doubt,
            ),
            students(),
            (flat, state.posts, state.first, state.last, state.since),
            histogram,
            (found.places, found.effective, found.numbers, found.moments, found.tiers),
        )
        np.maximum(found.moments, heard, out=found.moments)
        found.places[..., :3] = values.in_unit(found.places[..., :3])
        yield found


def no_histogram(values: Values) -> Numbers:
    """The histogram of ``places_along`` before any post."""
    return np.zeros((len(values.steps), NODES - 1))


def no_places(rows: Ints, steps: int) -> Places:
    """Before anything is known of some posts."""
    size = (len(rows), steps)
    return Places(
        rows=rows,
        places=np.full((*size, 6), np.nan, np.float32),
        effective=np.zeros(size, np.float32),
        numbers=np.zeros(size, np.int32),
        moments=np.zeros(size, np.int64),
        tiers=np.zeros(size, np.int8),
    )
