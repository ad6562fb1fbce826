"""Age steps: the ages at which posts are compared, and how far a number may be from them.

A step asks for a post's number at one age. Numbers are seldom taken at that very moment, so each
step says which ones may stand for it:

- between two numbers, linear interpolation in age, if the later one was taken no later than
  ``late`` (publication is a number: 0 at age 0, for what only grows);
- the last number before the step as it is, if it was taken at ``early`` or after and nothing
  later serves.

Counts of posts rise ever more slowly, so what interpolation adds is wrong by at most
``late / at - 1``, and what carrying leaves out by at most ``at / early - 1``; in practice far less,
since most of a post's life is its first day. Otherwise the cell stays unobserved.

``settled`` is for organisations that bring one export a month or a year: a post's first number at
28 days or older, whenever that was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchword.base.errors import InputError

HOUR = 3_600
DAY = 24 * HOUR
NEVER = 2**31 - 1

SETTLED = NEVER
"""The age that stands for ``settled`` in tables: later than every age."""

AGES = (HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 3 * DAY, 7 * DAY, 28 * DAY, SETTLED)
"""Default ages, in seconds."""

EARLY = 0.8
"""A number taken at 80 % of the age or after may be carried forward to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One age and the ages of numbers that may stand for it; all in seconds.

    Attributes:
        age: As tables write it; ``SETTLED`` for the settled step.
        at: The age asked for.
        early: Youngest age of a number that is carried forward; ``NEVER``: none is.
        late: Oldest age of the later number that is interpolated towards.
        is_first: Take the first number at ``at`` or older as it is, without interpolation.
    """

    age: int
    at: int
    early: int
    late: int
    is_first: bool = False


def step(age: int) -> Step:
    """The step for an age in seconds, with the house's tolerances.

    Later numbers serve up to 1.25 times an age below 7 days, 1.5 times from 7 days on, twice from
    28 days on (two monthly exports bracket it).

    Raises:
        InputError: The age is not positive.
    """
    if age <= 0:
        raise InputError(f"age {age} s is not after publication", hint="give an age such as 1d")
    if age == SETTLED:
        return Step(age=age, at=28 * DAY, early=NEVER, late=NEVER, is_first=True)
    slack = 1.25 if age < 7 * DAY else 1.5 if age < 28 * DAY else 2.0
    return Step(age=age, at=age, early=round(EARLY * age), late=round(slack * age))


def steps(ages: Sequence[int]) -> tuple[Step, ...]:
    """Steps in order of age, each once.

    Raises:
        InputError: No age, or one that is not positive.
    """
    if not ages:
        raise InputError("no age to compare posts at", hint="give at least one, such as 1d")
    return tuple(step(age) for age in sorted(set(ages)))


def age_name(age: int) -> str:
    """An age for people: ``90 minutes``, ``24 hours``, ``7 days``, ``settled``."""
    if age == SETTLED:
        return "settled"
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (60, "minute"), (1, "second")):
        if age % unit == 0 and (unit != DAY or age != DAY):
            count = age // unit
            return f"{count} {name}" if count == 1 else f"{count} {name}s"
    raise AssertionError  # every whole number is so many seconds
