"""The loops of the benchmarks, as machine code."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from watchword.measure.kernel.compiled import compiled

Ints = NDArray[np.int64]
Seconds = NDArray[np.int32]
Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]

CLIP = 3.0
"""A post further from the level than this many standard deviations moves it no more than one
that is so far (Huber's bound)."""


@compiled
def insert(value: float, window: tuple[Numbers, Numbers], count: int, oldest: int) -> None:
    """Take a value into a window, in place of its oldest where it is full.

    Args:
        value: The new value.
        window: The values in order of arrival, and the same in order of size.
        count: How many there are.
        oldest: Place of the oldest, where the window is full.
    """
    ring, ranked = window
    if count < len(ring):
        ring[count] = value
        place = count
    else:
        gone = ring[oldest]
        ring[oldest] = value
        place, high = 0, count
        while place < high:
            half = (place + high) // 2
            if ranked[half] < gone:
                place = half + 1
            else:
                high = half
    while place + 1 < count and ranked[place + 1] < value:
        ranked[place] = ranked[place + 1]
        place += 1
    while place > 0 and ranked[place - 1] > value:
        ranked[place] = ranked[place - 1]
        place -= 1
    ranked[place] = value


@compiled
def middle_mean(ranked: Numbers, count: int) -> float:
    """The mean of the middle half of the first values, which are in order of size."""
    cut = count // 4
    total = 0.0
    for place in range(cut, count - cut):
        total += ranked[place]
    return total / (count - 2 * cut)


@compiled
def middle_means(
    order: Ints, groups: Ints, counts_in: Marks, values: Numbers, limits: tuple[int, int]
) -> Numbers:
    """CrowdTangle's benchmark of every cell from earlier posts of the same group.

    Args:
        order: Rows of ``values``, clustered by group, each group in order of publication.
        groups: Group of each entry of ``order``.
        counts_in: By row: whether it enters benchmarks of later ones.
        values: Rows x steps; NaN: not observed.
        limits: How many of the last observed posts count, and how many there are at least.

    Returns:
        As ``values``; NaN: no benchmark.
    """
    window, least = limits
    means = np.full_like(values, np.nan)
    memory = (np.zeros(window), np.zeros(window))
    start = 0
    while start < len(order):
        stop = start + 1
        while stop < len(order) and groups[stop] == groups[start]:
            stop += 1
        for step in range(values.shape[1]):
            count, oldest = 0, 0
            for index in range(start, stop):
                row = order[index]
                value = values[row, step]
                if math.isnan(value):
                    continue
                if count >= least:
                    means[row, step] = middle_mean(memory[1], count)
                if counts_in[row]:
                    insert(value, memory, count, oldest)
                    if count < window:
                        count += 1
                    else:
                        oldest = oldest + 1 if oldest + 1 < window else 0
        start = stop
    return means


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


Prior = tuple[Numbers, Numbers, Numbers, Numbers, Numbers]
State = tuple[Numbers, Numbers, Numbers, Ints, Numbers, Ints]


@compiled
def share_below(where: float, shape: Numbers) -> float:
    """Share of posts below a standardised value, between the nodes of a shape from -8 to 8."""
    nodes = len(shape)
    spot = min(max((where + 8.0) * (nodes - 1) / 16.0, 0.0), nodes - 1.000001)
    node = int(spot)
    return float(shape[node] + (shape[node + 1] - shape[node]) * (spot - node))


@compiled
def stand(
    off: float,
    here: tuple[float, float, float, float],
    shape: tuple[Numbers, Numbers],
    student: float,
    place: Numbers,
) -> None:
    """Where a post stands.

    Args:
        off: How far it is above the level, on the scale log(1 + value).
        here: Level; its variance over the posts'; spread; posts that the spread is worth.
        shape: The step's shape and its points.
        student: The 95 % point of Student's t for so many posts.
        place: Filled: expected, low, high; percentile, low, high.
    """
    level, loose, scale, free = here
    wide = scale * math.sqrt(1.0 + loose)
    for point in range(3):
        place[point] = max(math.expm1(level + wide * shape[1][point]), 0.0)
    at = off / scale
    unsure = 1.08 * student * math.sqrt(loose + at * at / (2.0 * free))
    place[3] = 100.0 * share_below(off / wide, shape[0])
    place[4] = 100.0 * share_below(at - unsure, shape[0])
    place[5] = 100.0 * share_below(at + unsure, shape[0])


@compiled
def place_among_peers(
    rows: tuple[Ints, Ints, Numbers, Marks],
    values: Numbers,
    known: Ints,
    prior: Prior,
    students: Numbers,
    state: State,
    results: tuple[Numbers, Numbers, Ints, Ints],
) -> None:
    """Watchword's benchmark of every cell from earlier posts of the same group, in one pass.

    Each group and step has a level on the scale log(1 + value) that drifts as a random walk, and a
    spread around it; a local-level filter follows both.

    Args:
        rows: Rows of ``values``, clustered by group, each group in order of publication; the group
            of each; by row of ``values`` the week of publication and whether it enters
            benchmarks of later ones.
        values: Rows x steps; NaN: not observed.
        known: Rows x steps: moment (ms) from which on the value is known.
        prior: For each step: drift r (variance of the level's change in a week over the posts'
            variance), variance among peers, posts that this variance is worth; the share of posts
            below each node of ``SHAPE`` (steps x nodes); the shape's 50 %, 5 % and 95 % points
            (steps x 3).
        students: The 95 % point of Student's t for 0, 1, 2 ... degrees of freedom.
        state: For each group and step, changed here: level; its variance over the posts'; sum of
            squared steps; posts so far; week of the last; moment from which on all are known.
        results: Filled, by entry of ``order`` and step: expected, low, high, percentile, low, high
            (6 numbers); effective number of posts; posts; moment from which on all is known.
    """
    order, groups, weeks, counts_in = rows
    drift, spread, worth, shape, points = prior
    level, slack, squares, posts, last, since = state
    places, effective, numbers, moments = results
    for index in range(len(order)):
        row = order[index]
        for step in range(values.shape[1]):
            one = (groups[index], step)
            count = posts[one]
            numbers[index, step] = count
            moments[index, step] = max(known[row, step], since[one])
            if not values[row, step] > -1.0:
                continue
            off = math.log1p(values[row, step]) - level[one]
            loose, scale = 0.0, 1.0
            if count > 0:
                loose = slack[one] + drift[step] * (weeks[row] - last[one])
                free = worth[step] + count - 1
                scale = math.sqrt((worth[step] * spread[step] + squares[one]) / free)
                effective[index, step] = 1.0 / loose
                here = (level[one], loose, scale, free)
                student = students[min(int(free), len(students) - 1)]
                stand(off, here, (shape[step], points[step]), student, places[index, step])
            if not counts_in[row]:
                continue
            if count == 0:
                level[one] += off
                slack[one] = 1.0
            else:
                bound = CLIP * scale * math.sqrt(1.0 + loose)
                moved = min(max(off, -bound), bound)
                slack[one] = loose / (1.0 + loose)
                level[one] += slack[one] * moved
                squares[one] += moved * moved / (1.0 + loose)
            posts[one] = count + 1
            last[one] = weeks[row]
            since[one] = max(since[one], known[row, step])
