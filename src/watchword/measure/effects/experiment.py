"""What to try next: an experiment, and how many posts it would take to know."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from watchword.measure.effects.attributes import NO, YES
from watchword.measure.effects.effect import Effect, State

CONFIDENCE_Z = 1.6448536269514722
"""Of a 90 % interval."""

POWER_Z = 0.8416212335729143
"""Of finding four of five differences that are there."""

WORTH = 1.25
"""A difference smaller than this is not worth an experiment."""

MOST_POSTS = 200
"""Posts of each kind beyond which an experiment is not offered."""

MAY_BE_TRIED = frozenset(
    {"is_video", "style", "hour", "weekday", "length", "question", "link", "hashtags"}
)
"""Attributes that an editor can choose for a post whatever it is about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Experiment:
    """Something to try.

    Attributes:
        effect: What it would tell.
        posts: How many posts of each of the two kinds it takes.
        times: The difference that so many posts would show.
    """

    effect: Effect
    posts: int
    times: float

    def __str__(self) -> str:
        one = self.effect
        change = f"{one.name} against {one.against}"
        if one.level == YES and one.base == NO:
            change = f"{one.name}, yes or no"
        return (
            f"Try {change}: toss a coin for each post. {self.posts} posts of each kind would show "
            f"a difference of ×{self.times:.2f} in four of five such experiments."
        )


def posts_needed(times: float, spread: float) -> int:
    """Posts of each of two kinds that show a difference with 80 % power at 90 % confidence.

    Two means of a normal quantity on the log scale, 2 (z + z)² spread² / log(times)²: Cohen 1988,
    chapter 2.

    Args:
        times: The difference, a multiplier other than 1.
        spread: Standard deviation of a single post on the log scale.
    """
    return math.ceil(2 * ((CONFIDENCE_Z + POWER_Z) * spread / math.log(times)) ** 2)


def experiments(effects: Sequence[Effect], spread: float) -> tuple[Experiment, ...]:
    """Experiments on what cannot be told yet and seems worth it, the cheapest first.

    Args:
        effects: Of one account.
        spread: As ``posts_needed``.
    """
    found = []
    for one in effects:
        if one.state is State.CLEAR or one.attribute not in MAY_BE_TRIED or not one.times:
            continue
        size = max(one.times, 1 / one.times)
        if size < WORTH:
            continue
        posts = posts_needed(one.times, spread)
        if 0 < posts <= MOST_POSTS:
            found.append(Experiment(effect=one, posts=posts, times=one.times))
    return tuple(sorted(found, key=lambda one: one.posts))
