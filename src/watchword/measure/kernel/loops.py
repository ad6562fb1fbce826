"""The loops of the kernel, as machine code. Arrays in, arrays out; see ``values`` for meanings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from watchword.measure.kernel.compiled import compiled

Ints = NDArray[np.int64]
Seconds = NDArray[np.int32]
Small = NDArray[np.int16]
Numbers = NDArray[np.float64]

Batch = tuple[Ints, Seconds, Ints, Numbers, Small, Seconds]
Limits = tuple[Seconds, Seconds, Seconds, NDArray[np.bool_], NDArray[np.bool_]]
State = tuple[Seconds, Numbers, NDArray[np.int8], Small, Ints]
Matrix = tuple[Numbers, Seconds]
Runs = tuple[Ints, Ints, Ints]
Marks = NDArray[np.bool_]

EMPTY = -1
UNWANTED = -2
UNDATED = np.iinfo(np.int64).max
RUNS = 256
"""Runs of rows that are looked up together, so that they wait for memory at the same time."""

SPREAD = 0x9E3779B97F4A7C15 - 2**64  # golden ratio: numbers that people chose spread evenly too


@compiled
def place_posts(posts: Ints, table: Ints) -> int:
    """Fill an open-addressing table from post numbers to rows.

    Args:
        posts: Their numbers.
        table: Number and row of each post, the row ``EMPTY`` where there is none; its length is a
            power of two.

    Returns:
        A row whose number stands there twice, or -1.
    """
    mask = len(table) - 1
    shift = np.uint64(32)
    for row in range(len(posts)):
        post = posts[row]
        slot = np.int64(np.uint64(post * SPREAD) >> shift) & mask
        while table[slot, 1] != EMPTY:
            if table[slot, 0] == post:
                return row
            slot = (slot + 1) & mask
        table[slot, 0] = post
        table[slot, 1] = row
    return -1


@compiled
def row_of(post: int, table: Ints) -> int:
    """The row of a post number in the table of ``place_posts``, or -1."""
    mask = len(table) - 1
    slot = np.int64(np.uint64(post * SPREAD) >> np.uint64(32)) & mask
    while table[slot, 1] != EMPTY and table[slot, 0] != post:
        slot = (slot + 1) & mask
    return int(table[slot, 1])


@compiled
def find_runs(
    keys: tuple[Ints, Seconds, Seconds],
    table: Ints,
    state: State,
    posts: int,
    runs: Runs,
    start: int,
) -> int:
    """Find the next runs of a batch: rows of one post and metric that stand together.

    Args:
        keys: Of ``follow``'s batch: post numbers, codes of metrics, places of codes.
        table: Of ``place_posts``.
        state: Of ``follow``.
        posts: How many there are.
        runs: Filled: each run's first row, after the last the row to go on with; its place in
            ``state``, ``EMPTY`` or ``UNWANTED``; the moment of publication.
        start: The first row.

    Returns:
        How many runs were found.
    """
    post, metric, kinds = keys
    starts, places, born = runs
    found, size = 0, len(post)
    while start < size and found < len(places):
        number, code = post[start], metric[start]
        starts[found] = start
        start += 1
        while start < size and post[start] == number and metric[start] == code:
            start += 1
        place, kind = UNWANTED, kinds[code]
        if kind >= 0:
            row = row_of(number, table)
            place = EMPTY if row == EMPTY else kind * posts + row
        places[found] = place
        born[found] = state[4][place] if place >= 0 else UNDATED
        found += 1
    starts[found] = start
    return found


@compiled
def fill(
    number: tuple[int, float],
    before: tuple[int, float],
    step: int,
    limits: Limits,
    cells: Matrix,
    one: int,
) -> int:
    """Fill the cells of steps that a number is the first to reach.

    Args:
        number: Age in seconds and value.
        before: The same of the post's number before; age -1: none.
        step: The first step that is not reached yet.
        limits: Of ``follow``.
        cells: Of ``follow``.
        one: The post's row of ``cells``.

    Returns:
        The first step that is not reached now.
    """
    at, early, late, is_first, _ = limits
    values, known = cells
    age, value = number
    start, base = max(before[0], 0), before[1] if before[0] >= 0 else 0.0
    while step < len(at) and at[step] <= age:
        if age <= late[step]:
            if is_first[step] or at[step] == age:
                values[one, step] = value
            else:
                values[one, step] = base + (value - base) * ((at[step] - start) / (age - start))
            known[one, step] = age
        elif before[0] >= early[step]:
            values[one, step] = base
            known[one, step] = at[step]
        step += 1
    return step


@compiled
def follow_runs(  # noqa: C901, PLR0912 - one loop, its cases in the order that they are met
    batch: Batch,
    runs: Runs,
    found: int,
    limits: Limits,
    state: State,
    cells: Matrix,
    until: int,
    counts: Ints,
) -> None:
    """Take runs of numbers, each of one post and metric, into the cells; arguments of ``follow``.

    Args:
        batch: Their rows among others.
        runs: Of ``find_runs``.
        found: How many there are.
        limits: Steps and metrics.
        state: What is held.
        cells: What is filled.
        until: Last moment.
        counts: What is counted.
    """
    _, metric, taken, values, definitions, kinds = batch
    at, is_level = limits[0], limits[4]
    last_age, last_value, reached, counted, _ = state
    starts, places, born = runs
    for run in range(found):
        one = places[run]
        if one == UNWANTED:
            continue
        if one == EMPTY:
            for index in range(starts[run], starts[run + 1]):
                counts[0] += taken[index] <= until and np.isfinite(values[index])
            continue
        is_first = is_level[kinds[metric[starts[run]]]]
        before, base, step = int(last_age[one]), float(last_value[one]), int(reached[one])
        for index in range(starts[run], starts[run + 1]):
            value = values[index]
            if taken[index] > until or not (-np.inf < value < np.inf):
                continue
            if taken[index] < born[run]:
                counts[1] += 1
                continue
            if definitions[index] != counted[one]:  # only the newest's numbers count
                if definitions[index] < counted[one]:
                    continue
                counted[one] = definitions[index]
                cells[0][one] = np.nan
                before, step = -1, 0
            age = int(np.uint64(taken[index] - born[run]) // np.uint64(1000))
            if age < before:
                counts[2] += 1
                continue
            if is_first:
                if before < 0:
                    cells[0][one] = value
                    cells[1][one] = age
                    step = len(at)
            elif step > 0 and age == before and at[step - 1] == age:
                step = fill((age, value), (before, base), step - 1, limits, cells, one)
            elif step < len(at) and at[step] <= age:
                step = fill((age, value), (before, base), step, limits, cells, one)
            before, base = age, value
        last_age[one], last_value[one], reached[one] = before, base, step


@compiled
def follow(
    batch: Batch,
    table: Ints,
    limits: Limits,
    state: State,
    cells: Matrix,
    until: int,
    counts: Ints,
) -> None:
    """Take one batch of snapshots into the cells.

    Args:
        batch: Of each row post number, code of the metric, moment in ms, value, definition; of each
            code the metric's place (-1: not asked for).
        table: Of ``place_posts``.
        limits: For each step ``at``, ``early``, ``late``, ``is_first``; for each metric whether it
            is a level, of which the first number holds for all steps.
        state: For each metric and post: age and value of its last number (-1: none yet), the next
            step to reach, the definition that it is counted under (0: none yet), the moment of
            publication (ms; ``UNDATED`` where it is not known).
        cells: Values and the ages since which they are known, metrics x posts x steps.
        until: Numbers taken after this moment (ms) are passed over.
        counts: Added to: snapshots of posts not in the table, before publication, out of order.
    """
    posts = len(state[0]) // len(limits[4])
    runs = (np.zeros(RUNS + 1, np.int64), np.zeros(RUNS, np.int64), np.zeros(RUNS, np.int64))
    start = 0
    while start < len(batch[0]):
        found = find_runs((batch[0], batch[1], batch[5]), table, state, posts, runs, start)
        follow_runs(batch, runs, found, limits, state, cells, until, counts)
        start = runs[0][found]


@compiled
def carry(limits: Limits, state: State, cells: Matrix, now: int, marks: Marks) -> None:
    """Carry last numbers forward to steps that posts have reached by ``now`` (ms).

    Args:
        limits: Of ``follow``.
        state: Of ``follow``.
        cells: Of ``follow``.
        now: The moment.
        marks: By post: set where a cell was not so before.
    """
    at, early, _, _, _ = limits
    last_age, last_value, reached, _, born = state
    values, known = cells
    for one in range(len(last_age)):
        if last_age[one] < 0:
            continue
        age = (now - born[one]) // 1000
        for step in range(reached[one], len(at)):
            if at[step] <= age and last_age[one] >= early[step]:
                if values[one, step] != last_value[one] or known[one, step] != at[step]:
                    marks[one % len(marks)] = True
                values[one, step] = last_value[one]
                known[one, step] = at[step]
