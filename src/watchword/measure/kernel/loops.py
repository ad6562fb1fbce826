"""The loops of the kernel, as machine code. Arrays in, arrays out; see ``values`` for meanings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from watchword.measure.kernel.compiled import compiled

Ints = NDArray[np.int64]
Seconds = NDArray[np.int32]
Small = NDArray[np.int16]
Numbers = NDArray[np.float64]

Batch = tuple[Ints, Seconds, Ints, Numbers, Small]
Limits = tuple[Seconds, Seconds, Seconds, NDArray[np.bool_], NDArray[np.bool_]]
State = tuple[Seconds, Numbers, NDArray[np.int8], Small]
Matrix = tuple[Numbers, Seconds]

EMPTY = -1
UNDATED = np.iinfo(np.int64).min
SPREAD = 0x9E3779B97F4A7C15 - 2**64  # golden ratio: numbers that people chose spread evenly too


@compiled
def place_posts(posts: Ints, keys: Ints, rows: Seconds) -> int:
    """Fill an open-addressing table from post numbers to rows; its length is a power of two.

    Returns:
        A row whose number stands there twice, or -1.
    """
    mask = len(keys) - 1
    shift = np.uint64(32)
    for row in range(len(posts)):
        post = posts[row]
        slot = np.int64(np.uint64(post * SPREAD) >> shift) & mask
        while rows[slot] != EMPTY:
            if keys[slot] == post:
                return row
            slot = (slot + 1) & mask
        keys[slot] = post
        rows[slot] = row
    return -1


@compiled
def row_of(post: int, table: tuple[Ints, Seconds]) -> int:
    """The row of a post number in the table of ``place_posts``, or -1."""
    keys, rows = table
    mask = len(keys) - 1
    slot = np.int64(np.uint64(post * SPREAD) >> np.uint64(32)) & mask
    while rows[slot] != EMPTY and keys[slot] != post:
        slot = (slot + 1) & mask
    return int(rows[slot])


@compiled
def reach(
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
                part = (at[step] - start) / (age - start)
                values[one, step] = base + (value - base) * part
            known[one, step] = age
        elif before[0] >= early[step]:
            values[one, step] = base
            known[one, step] = at[step]
        step += 1
    return step


@compiled
def is_counted(one: int, definition: int, state: State, cells: Matrix) -> bool:
    """Whether a number counts: of several definitions, only the newest's numbers do."""
    last_age, _, reached, counted = state
    if definition > counted[one]:
        counted[one] = definition
        cells[0][one] = np.nan
        last_age[one] = -1
        reached[one] = 0
    return bool(definition == counted[one])


@compiled
def follow(  # noqa: C901 - one loop, its cases in the order that they are met
    batch: Batch,
    table: tuple[Ints, Seconds],
    published: Ints,
    limits: Limits,
    state: State,
    cells: Matrix,
    until: int,
    counts: Ints,
) -> None:
    """Take one batch of snapshots into the cells.

    Args:
        batch: Post number, metric's place (-1: not asked for), moment in ms, value, definition.
        table: Of ``place_posts``.
        published: Moment of each post in ms; the least integer where it is not known.
        limits: For each step ``at``, ``early``, ``late``, ``is_first``; for each metric whether it
            is a level, of which the first number holds for all steps.
        state: For each metric and post: age and value of its last number (-1: none yet), the next
            step to reach, the definition that it is counted under (0: none yet).
        cells: Values and the ages since which they are known, metrics x posts x steps.
        until: Numbers taken after this moment (ms) are passed over.
        counts: Added to: snapshots of posts not in the table, before publication, out of order.
    """
    post, metric, taken, value, definition = batch
    last_age, last_value, reached, counted = state
    at, _, _, _, is_level = limits
    before, row = np.int64(0), EMPTY
    for index in range(len(post)):
        if metric[index] < 0 or taken[index] > until or not np.isfinite(value[index]):
            continue
        if post[index] != before or row == EMPTY:
            before = post[index]
            row = row_of(before, table)
        if row == EMPTY:
            counts[0] += 1
            continue
        if taken[index] < published[row] or published[row] == UNDATED:
            counts[1] += 1
            continue
        age = int(np.uint64(taken[index] - published[row]) // np.uint64(1000))
        one = metric[index] * len(published) + row
        if definition[index] != counted[one] and not is_counted(
            one, definition[index], state, cells
        ):
            continue
        if age < last_age[one]:
            counts[2] += 1
            continue
        if is_level[metric[index]]:
            if last_age[one] < 0:
                cells[0][one] = value[index]
                cells[1][one] = age
                reached[one] = len(at)
            last_age[one] = age
            continue
        step = int(reached[one])
        if age == last_age[one] and step > 0 and at[step - 1] == age:
            step -= 1  # the same second told anew
        if step < len(at) and at[step] <= age:
            last = (int(last_age[one]), float(last_value[one]))
            reached[one] = reach((age, value[index]), last, step, limits, cells, one)
        last_age[one] = age
        last_value[one] = value[index]


@compiled
def carry(
    published: Ints,
    limits: Limits,
    state: State,
    cells: Matrix,
    now: int,
) -> None:
    """Carry last numbers forward to steps that posts have reached by ``now`` (ms)."""
    at, early, _, _, _ = limits
    last_age, last_value, reached, _ = state
    values, known = cells
    size = len(published)
    for one in range(len(last_age)):
        if last_age[one] < 0:
            continue
        age = (now - published[one % size]) // 1000
        for step in range(reached[one], len(at)):
            if at[step] <= age and last_age[one] >= early[step]:
                values[one, step] = last_value[one]
                known[one, step] = at[step]
