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
