"""KPIs held against what is aimed at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from watchword.measure.kernel.steps import DAY, SETTLED
from watchword.measure.kpi.result import Result, posts_in_words, shown

LEAST_DAYS = 7
"""Of a period that is not over, before a sum is held against its target in proportion: every
weekday has had its turn."""
GROWING = 7
"""Days after which a post has most of its result."""
FEW = 10
"""Fewer posts than these are said to be few."""


class Status(StrEnum):
    """How a number stands against a target."""

    MET = "met"
    NOT_MET = "not met"
    ON_COURSE = "on course so far"
    BEHIND = "behind so far"
    NOT_KNOWN = "cannot be said"


class Bound(Protocol):
    """A number that is aimed at; ``str`` gives it for people."""

    @property
    def number(self) -> float:
        """The number, in the KPI's unit."""

    @property
    def is_least(self) -> bool:
        """Whether it is to be reached; otherwise it is not to be passed."""

    def is_met_by(self, value: float, /) -> bool:
        """Whether a number reaches it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A KPI against its target.

    Attributes:
        status: How it stands.
        target: The target, for people.
        period: What it is for: ``month``, ``quarter`` or ``year``.
        owner: Who answers for it; may be "".
        reason: Why it cannot be said, or what is to be known of the status; "" otherwise.
        coverage: ``from 8 of 9 posts``, where the number is not from all.
    """

    status: Status
    target: str
    period: str
    owner: str = ""
    reason: str = ""
    coverage: str = ""

    @property
    def words(self) -> tuple[str, str, str, str]:
        """Target, owner, status and its reason."""
        why = "; ".join(one for one in (self.reason, self.coverage) if one)
        return f"{self.target} a {self.period}", self.owner, str(self.status), why

    def __str__(self) -> str:
        target, owner, status, why = self.words
        return f"target {target}{f' ({owner})' * bool(owner)}: {status}{f'; {why}' * bool(why)}"


def held(result: Result, aim: Bound, *, period: str, owner: str = "") -> Held:
    """Hold a result against a target.

    Args:
        result: The KPI; of a rate the ratio of sums is held.
        aim: What is aimed at.
        period: ``month``, ``quarter`` or ``year``: what the target is for.
        owner: Who answers for it.
    """
    status, reasons = _judged(result, aim, period)
    is_part = status is not Status.NOT_KNOWN and result.posts < result.whole
    return Held(
        status=status,
        target=str(aim),
        period=period,
        owner=owner,
        reason="; ".join(one for one in reasons if one),
        coverage=f"from {result.posts:,} of {posts_in_words(result.whole)}" if is_part else "",
    )


def _judged(result: Result, aim: Bound, period: str) -> tuple[Status, tuple[str, ...]]:
    if not result.days.is_one(period):
        return Status.NOT_KNOWN, (f"it is for a {period}, and these days are not one",)
    if result.value is None:
        return Status.NOT_KNOWN, (f"not available: {result.reason}",)
    is_met = aim.is_met_by(result.value)
    seen, whole = _seen(result), result.days.length or 0
    is_sure = not result.kpi.is_rate and is_met == aim.is_least  # a sum only grows
    if seen < whole and not is_sure:
        return _so_far(result, aim, seen, whole)
    if result.lacking and not result.kpi.is_rate and not is_sure:
        return Status.NOT_KNOWN, (
            f"{posts_in_words(result.lacking)} lack the number, and may decide it",
        )
    if not result.kpi.is_rate and not is_sure and _is_growing(result):
        status = Status.ON_COURSE if is_met else Status.BEHIND
        return status, ("numbers of its last posts still grow", *_cautions(result, aim))
    early = f"{seen} of {whole} days are known" if seen < whole else ""
    status = Status.MET if is_met else Status.NOT_MET
    return status, (early, *_cautions(result, aim))


def is_over(result: Result) -> bool:
    """Whether every day of its period is known."""
    return _seen(result) >= (result.days.length or 0)


def _seen(result: Result) -> int:
    """Days of the period of which every post has its numbers."""
    days = result.days
    if days.first is None or days.last is None or result.known is None:
        return 0
    age = 0 if result.age is None else 28 * DAY if result.age == SETTLED else result.age
    # of the day on which numbers were taken the end is not known
    until = result.known - timedelta(days=1 + -(-age // DAY))
    return min(days.length or 0, max(0, (until - days.first).days + 1))


def _is_growing(result: Result) -> bool:
    """Whether the last numbers of the last posts are young."""
    if result.age is not None or result.known is None or result.days.last is None:
        return False
    return result.known - result.days.last <= timedelta(days=GROWING)


def _so_far(result: Result, aim: Bound, seen: int, whole: int) -> tuple[Status, tuple[str, ...]]:
    assert result.value is not None
    part = f"{seen} of {whole} days are known"
    if seen == 0:
        return Status.NOT_KNOWN, ("none of its days is known yet",)
    if result.kpi.is_rate:
        status = Status.ON_COURSE if aim.is_met_by(result.value) else Status.BEHIND
        return status, (part, *_cautions(result, aim))
    if seen < LEAST_DAYS:
        return Status.NOT_KNOWN, (f"only {part}",)
    share = aim.number * seen / whole
    is_ahead = result.value >= share if aim.is_least else result.value <= share
    of = shown(share, result.kpi.unit, result.currency)
    words = f"{part}, and their share of the target is {of}"
    return Status.ON_COURSE if is_ahead else Status.BEHIND, (words, *_cautions(result, aim))


def _cautions(result: Result, aim: Bound) -> tuple[str, ...]:
    """What makes a status less sure than it sounds."""
    found = []
    if result.posts < FEW:
        found.append(f"from {posts_in_words(result.posts)} only")
    if result.value is not None and result.value != aim.number:
        pair = (shown(one, result.kpi.unit, result.currency) for one in (result.value, aim.number))
        found += ["by less than is shown"] * (len(set(pair)) == 1)
    if result.interval and result.interval[0] <= aim.number <= result.interval[1]:
        low, high = (shown(one, result.kpi.unit, result.currency) for one in result.interval)
        found.append(f"chance alone may decide it (90 % interval {low} to {high})")
    elif result.kpi.is_rate and result.value is not None and result.without_one:
        is_met = aim.is_met_by(result.value)
        if any(aim.is_met_by(one) != is_met for one in result.without_one):
            found.append("a single post decides it")
    return tuple(found)
