"""The loops of the benchmarks, as machine code."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from watchword.measure.benchmark.crowdtangle import LEAST, WINDOW
from watchword.measure.kernel.compiled import compiled

Ints = NDArray[np.int64]
Seconds = NDArray[np.int32]
Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]


@compiled
def push(ranked: Numbers, other: Numbers, gone: float, value: float) -> None:
    """Put a value in the place of another in a sorted window, without a branch that depends on it.

    Args:
        ranked: The window in order of size, infinite where there is none yet and at the end.
        other: Filled: the same with ``value``, without ``gone``.
        gone: A value of the window; infinite: none goes.
        value: The new one.
    """
    first = ranked[0] if ranked[0] < gone else ranked[1]
    other[0] = min(value, first)
    for place in range(1, WINDOW):
        here = ranked[place] if ranked[place] < gone else ranked[place + 1]
        before = ranked[place - 1] if ranked[place - 1] < gone else ranked[place]
        larger = max(value, before)
        other[place] = min(larger, here)


@compiled
def middle_mean(ranked: Numbers, count: int) -> float:
    """The mean of the middle half of the first values, which are in order of size.

    Four sums run side by side, since each addition waits for the one before in its sum.
    """
    place = count // 4
    stop = count - place
    size = stop - place
    one = two = three = four = 0.0
    while place + 4 <= stop:
        one += ranked[place]
        two += ranked[place + 1]
        three += ranked[place + 2]
        four += ranked[place + 3]
        place += 4
    while place < stop:
        one += ranked[place]
        place += 1
    return ((one + two) + (three + four)) / size


@compiled
def warm_from(order: Ints, start: int, counts_in: Marks, values: Numbers) -> int:
    """Where a window must begin so that it is full, or holds all there is, at ``start``.

    Args:
        order: Of ``follow_window``.
        start: Place in ``order``.
        counts_in: Of ``follow_window``.
        values: Of ``follow_window``.
    """
    count = 0
    while start > 0 and count < WINDOW:
        start -= 1
        row = order[start]
        count += counts_in[row] and not math.isnan(values[row])
    return start


@compiled
def follow_window(
    order: Ints, start: int, counts_in: Marks, values: Numbers, means: Numbers, memory: Numbers
) -> None:
    """CrowdTangle's benchmark of one group and step, from earlier posts.

    Args:
        order: Rows of ``values`` in order of publication.
        start: The first place in ``order`` that is asked for.
        counts_in: By row: whether it enters benchmarks of later ones.
        values: NaN: not observed.
        means: Filled as ``values``; NaN: no benchmark.
        memory: 3 x WINDOW + 1, to work in: the last values in order of arrival, and twice in order
            of size.
    """
    ring, ranked, other = memory[0], memory[1], memory[2]
    memory[:] = np.inf
    count, oldest = 0, 0
    for place in range(warm_from(order, start, counts_in, values), len(order)):
        row = order[place]
        value = values[row]
        if place >= start:
            means[row] = np.nan
        if math.isnan(value):
            continue
        if count >= LEAST and place >= start:
            means[row] = middle_mean(ranked, count)
        if counts_in[row]:
            push(ranked, other, ring[oldest], value)
            ranked, other = other, ranked
            ring[oldest] = value
            oldest = oldest + 1 if oldest + 1 < WINDOW else 0
            count = min(count + 1, WINDOW)


@compiled
def middle_means(
    order: Ints, groups: Ints, counts_in: Marks, values: Numbers, fresh: Marks, means: Numbers
) -> None:
    """CrowdTangle's benchmark of every cell from earlier posts of the same group.

    Args:
        order: Rows of ``values``, clustered by group, each group in order of publication.
        groups: Group of each entry of ``order``.
        counts_in: By row: whether it enters benchmarks of later ones.
        values: Rows x steps; NaN: not observed.
        fresh: By row: whether it is asked for; so are all later ones of its group.
        means: As ``values``, filled where asked for; NaN: no benchmark.
    """
    memory = np.empty((3, WINDOW + 1))
    start = 0
    while start < len(order):
        stop = start + 1
        while stop < len(order) and groups[stop] == groups[start]:
            stop += 1
        mine = order[start:stop]
        first = 0
        while first < len(mine) and not fresh[mine[first]]:
            first += 1
        if first < len(mine):
            for step in range(values.shape[1]):
                follow_window(mine, first, counts_in, values[:, step], means[:, step], memory)
        start = stop


@compiled
def crowdtangle_scores(values: Numbers, means: Numbers, minimum: float, scores: Numbers) -> None:
    """CrowdTangle's score of every cell; the rules of ``crowdtangle.score``."""
    for index in range(len(values)):
        actual, expected = values[index], means[index]
        if math.isnan(actual) or math.isnan(expected):
            scores[index] = np.nan
        elif actual >= expected:
            scores[index] = actual / max(expected, minimum)
        elif expected < minimum:
            scores[index] = -(expected - actual) / expected
        elif actual < 1:
            scores[index] = -2 * expected
        else:
            scores[index] = -expected / actual
