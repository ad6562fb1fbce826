"""The loop of Watchword's own benchmark, as machine code.

Each group of comparable posts has, at each step of age, a level that drifts as a random walk, and a
spread around it. A bank of local-level filters follows both, one for each possible drift.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from watchword.measure.benchmark.prior import DRIFTS, REACH
from watchword.measure.benchmark.tiers import ENOUGH, LEAST_WEEKS
from watchword.measure.kernel.compiled import compiled

Ints = NDArray[np.int64]
Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]

State = tuple[Numbers, Ints, Numbers, Numbers, Ints]
Belief = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]
Here = tuple[float, float, float, float]
Results = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int32], Ints, NDArray[np.int8]]

MEMBERS = len(DRIFTS)
LEVEL, VARIANCE, SUM, PRODUCT, LOG, RECENT = (MEMBERS * place for place in range(6))
"""Where each of the six things begins that a bank holds for each drift: all of one group and step
lie together, so that the processor works on several drifts at once."""

CLIP = 2.0
"""A post further from the level than this many standard deviations moves it no more than one
that is so far (Huber's bound)."""

FAR = 1.5
"""Bounds away from the level beyond which a post moves it the less the further it is: one that
went viral says little about the others."""

CLIPPED = 0.9205
"""What the bound leaves of a normal variance."""

CAREFUL = 0.985
"""Intervals are this much of what the normal theory says: averaging over drifts, some of them
unlikely, makes them a little wider than need be (measured: docs/calibration.md)."""

FADE = 0.992
"""What a post's part in the spread is of that of the one after it: about the last hundred posts
say how far posts lie apart, as they do for CrowdTangle."""

LARGE = 1e100
"""A product whose logarithm is taken."""

NORMAL_95 = 1.645

RIPE = 10
"""Posts behind a benchmark before what it says of the next post teaches the shape."""


@compiled
def fading(count: int) -> float:
    """How many posts count for a spread, of which each new one makes the others fade."""
    return float((1.0 - FADE**count) / (1.0 - FADE))


@compiled
def share_below(where: float, shape: Numbers) -> float:
    """Share of posts below a standardised value, between the nodes of a shape."""
    nodes = len(shape)
    spot = (where + REACH) * (nodes - 1) / (2.0 * REACH)
    spot = min(max(spot, 0.0), nodes - 1.000001)
    node = int(spot)
    return float(shape[node] + (shape[node + 1] - shape[node]) * (spot - node))


@compiled
def on_scale(value: float, under: float) -> tuple[float, float]:
    """A value on the scale that levels are followed on, and the variance of counting in it.

    Args:
        value: A number of 0 or more; for a rate what is counted.
        under: What the rate is of; negative: no rate.

    Returns:
        log(1 + value), 0; for a rate log of it and 1 over the count (Poisson's variance of a
        logarithm), with a half added so that none can be told from few.
    """
    if under < 0.0:
        return math.log1p(value), 0.0
    return math.log((value + 0.5) / (under + 1.0)), 1.0 / (value + 0.5)


@compiled
def stand(
    off: float,
    here: Here,
    shape: tuple[Numbers, Numbers, Numbers],
    students: Numbers,
    noise: float,
    place: NDArray[np.float32],
) -> None:
    """Where a post stands.

    Args:
        off: How far it is above the level.
        here: Level; its variance over the posts'; spread; posts that the spread is worth.
        shape: The step's shape, its points, and its ``wild`` and ``doubt``.
        students: The 95 % point of Student's t for 0, 1, 2 ... degrees of freedom.
        noise: Variance of counting in the post over the spread's: a rate of few is taken to be
            nearer to what is usual.
        place: Filled: expected, low, high, on the scale of levels; percentile, low, high.
    """
    level, loose, scale, free = here
    wide = scale * math.sqrt(1.0 + loose)
    for point in range(3):
        place[point] = level + wide * shape[1][point]
    kept = (1.0 + loose) / (1.0 + loose + noise)
    share = share_below(kept * off / wide, shape[0])
    # the post itself tells a little of the level and the spread
    own = min(kept * off * off / (wide * wide), CLIP * CLIP / CLIPPED)
    at = kept * off / ((1.0 + loose) * scale * math.sqrt((free + own) / (free + 1.0)))
    student = students[min(int(free), len(students) - 1)]
    loose = loose / (1.0 + loose) + kept * noise
    unsure = CAREFUL * student * math.sqrt(loose + shape[2][0] * at * at / free)
    down = max(share - share_below(at - unsure, shape[0]), 0.0)
    up = max(share_below(at + unsure, shape[0]) - share, 0.0)
    doubt = NORMAL_95 * shape[2][1] * 2.0 * math.sqrt(share * (1.0 - share))
    place[3] = 100.0 * share
    place[4] = 100.0 * max(share - math.hypot(down, doubt), 0.0)
    place[5] = 100.0 * min(share + math.hypot(up, doubt), 1.0)


@compiled
def look(bank: Numbers, weights: Numbers, gap: float, spread: tuple[float, float]) -> Here:
    """What a bank of filters says before a post: its members' answers, weighted.

    Args:
        bank: Of one group and step: see ``follow_level``.
        weights: How likely each drift is; together 1.
        gap: Weeks since the last post.
        spread: Variance among peers times the posts it is worth; these and the group's own
            posts, less one.
    """
    level, loose, squares = 0.0, 0.0, 0.0
    for member in range(MEMBERS):
        weight = weights[member]
        level += weight * bank[LEVEL + member]
        loose += weight * (bank[VARIANCE + member] + DRIFTS[member] * gap)
        squares += weight * bank[RECENT + member]
    between = 0.0
    for member in range(MEMBERS):
        away = bank[LEVEL + member] - level
        between += weights[member] * away * away
    variance = (spread[0] + squares) / spread[1]
    return level, loose + between / variance, math.sqrt(variance), spread[1]


@compiled
def worth_now(bank: Numbers, weights: Numbers, gap: float) -> float:
    """How many of today's posts the posts so far are worth: even odds that it is more.

    The members' answers fall with their drift; the answer in the middle of the weights is taken,
    between members in proportion.
    """
    half, reached, answer = 0.5, 0.0, 0.0
    for member in range(MEMBERS):
        middle = reached + weights[member] / 2.0
        if middle >= half:
            mine = 1.0 / (bank[VARIANCE + member] + DRIFTS[member] * gap)
            if member == 0:
                return float(mine)
            before = reached - weights[member - 1] / 2.0
            answer = 1.0 / (bank[VARIANCE + member - 1] + DRIFTS[member - 1] * gap)
            return float(answer + (mine - answer) * (half - before) / (middle - before))
        reached += weights[member]
    return answer


@compiled
def step_of(off: float, bound: float) -> float:
    """How far a post may move a level: no further than a bound, and less again far beyond it."""
    size = abs(off)
    return math.copysign(min(size, bound) * (FAR * bound / max(size, FAR * bound)), off)


@compiled
def learn(bank: Numbers, seen: float, gap: float, bound: float, noise: float) -> None:
    """Take one post into every filter of a bank.

    Args:
        bank: Of one group and step: see ``follow_level``.
        seen: The post on the scale of levels.
        gap: Weeks since the last post.
        bound: The furthest step that it may cause.
        noise: Variance of counting over the spread's.
    """
    for member in range(MEMBERS):
        loose = bank[VARIANCE + member] + DRIFTS[member] * gap
        moved = step_of(seen - bank[LEVEL + member], bound)
        total = 1.0 + noise + loose
        gain = loose / total
        bank[VARIANCE + member] = gain * (1.0 + noise)
        bank[LEVEL + member] += gain * moved
        square = moved * moved / (total * CLIPPED)
        bank[SUM + member] += square
        bank[RECENT + member] = FADE * bank[RECENT + member] + square
        bank[PRODUCT + member] *= total
    if bank[PRODUCT + MEMBERS - 1] > LARGE:
        for member in range(MEMBERS):
            bank[LOG + member] += math.log(bank[PRODUCT + member])
            bank[PRODUCT + member] = 1.0


@compiled
def begin(bank: Numbers, seen: float, noise: float) -> None:
    """Take the first post of a group into a bank."""
    bank[LEVEL : LEVEL + MEMBERS] = seen
    bank[VARIANCE : VARIANCE + MEMBERS] = 1.0 + noise
    bank[PRODUCT : PRODUCT + MEMBERS] = 1.0


@compiled
def note(where: float, histogram: Numbers) -> None:
    """Count one standardised value in a histogram from -REACH to REACH."""
    bins = len(histogram)
    spot = int((where + REACH) * bins / (2.0 * REACH))
    histogram[min(max(spot, 0), bins - 1)] += 1.0


@compiled
def tier_of(effective: float, weeks: float) -> int:
    """The tier of a benchmark, 0 to 3, from what its posts are worth and the weeks they span."""
    if effective < ENOUGH[0]:
        return 0
    if effective < ENOUGH[1] or weeks < LEAST_WEEKS:
        return 1
    return 2 if effective < ENOUGH[2] else 3


@compiled
def follow_level(
    rows: tuple[Ints, Ints, Numbers, Marks],
    cells: tuple[Numbers, Numbers, Ints],
    belief: Belief,
    students: Numbers,
    state: State,
    histogram: Numbers,
    results: Results,
) -> None:
    """Watchword's benchmark of every cell from earlier posts of the same group, in one pass.

    Args:
        rows: Rows of ``cells``, clustered by group, each group in order of publication; the group
            of each; by row of ``cells`` the week of publication and whether it enters benchmarks of
            later ones.
        cells: By entry of ``rows`` and step: values (NaN: not observed); what rates are of
            (negative: no rate); the moments (ms) from which on they are known.
        belief: Weights of the drifts for the number of posts and for the interval (groups x steps x
            drifts); for each step the variance among peers, the posts that it is worth, the share
            of posts below each node of ``SHAPE`` (steps x nodes), its 50 %, 5 % and 95 % points
            (steps x 3), its ``wild`` and ``doubt`` (steps x 2).
        students: The 95 % point of Student's t for 0, 1, 2 ... degrees of freedom.
        state: For each group and step, changed here, as ``peers.State``: the bank; posts so far;
            week of the first, of the last; moment (ms) from which on all are known.
        histogram: Added to, steps x nodes - 1: how posts lay around what was expected of them.
        results: Filled, by entry of ``rows`` and step: expected, low, high on the scale of levels,
            percentile, low, high; effective number of posts; posts; moment from which on all is
            known; tier.
    """
    order, groups, weeks, counts_in = rows
    even, weights, spread, worth, shape, points, doubts = belief
    bank, posts, first, last, since = state
    places, effective, numbers, moments, tiers = results
    for index in range(len(order)):
        row = order[index]
        for step in range(cells[0].shape[1]):
            one = (groups[index], step)
            count = posts[one]
            numbers[index, step] = count
            moments[index, step] = max(cells[2][index, step], since[one])
            if not cells[0][index, step] >= 0.0:
                continue
            seen, noise = on_scale(cells[0][index, step], cells[1][index, step])
            gap, wide = 0.0, 1.0
            if count > 0:
                gap = weeks[row] - last[one]
                posts_here = (worth[step] * spread[step], worth[step] + fading(count - 1))
                here = look(bank[one], weights[one], gap, posts_here)
                noise /= here[2] * here[2]
                effective[index, step] = worth_now(bank[one], even[one], gap)
                tiers[index, step] = tier_of(effective[index, step], weeks[row] - first[one])
                off = seen - here[0]
                about = (shape[step], points[step], doubts[step])
                stand(off, here, about, students, noise, places[index, step])
                wide = here[2] * math.sqrt(1.0 + here[1] + noise)
                if count >= RIPE and counts_in[row]:
                    note(off / wide, histogram[step])
            if counts_in[row]:
                if count == 0:
                    begin(bank[one], seen, noise / spread[step])
                    first[one] = weeks[row]
                else:
                    learn(bank[one], seen, gap, CLIP * wide, noise)
                posts[one] = count + 1
                last[one] = weeks[row]
                since[one] = max(since[one], cells[2][index, step])
