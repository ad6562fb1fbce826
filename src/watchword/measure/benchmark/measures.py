"""What posts are compared by: one metric, or several added up."""

from __future__ import annotations

from dataclasses import dataclass

from watchword.base.errors import InputError
from watchword.measure.metrics import Sort, metrics

SUMS = {"interactions": ("reactions", "comments", "shares", "quotes", "saves")}
"""Measures that add metrics up. What a network does not tell is left out for all of an account's
posts alike: posts are compared only with posts of which the same parts are known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """What posts are compared by.

    Attributes:
        name: As tables write it.
        title: For people, in the middle of a sentence.
        parts: Cumulative metrics, added up.
    """

    name: str
    title: str
    parts: tuple[str, ...]


def measure(name: str) -> Measure:
    """The measure of a name.

    Raises:
        InputError: There is no such measure, or it cannot be compared at equal age: a rate that
            the network worked out, a number of some days only, a level.
    """
    if name in SUMS:
        return Measure(name=name, title=name, parts=SUMS[name])
    one = metrics().get(name)
    if one is None:
        known = ", ".join(sorted([*SUMS, *_comparable()]))
        raise InputError(f"there is no metric {name!r}", hint=f"there are {known}")
    if one.sort is not Sort.CUMULATIVE:
        raise InputError(
            f"{one.title.lower()} cannot be compared at equal age: it does not grow with a post",
            hint=f"compare by one of {', '.join(sorted([*SUMS, *_comparable()]))}",
        )
    return Measure(name=name, title=one.title.lower(), parts=(name,))


def _comparable() -> list[str]:
    return [one.name for one in metrics().values() if one.sort is Sort.CUMULATIVE]
