"""KPIs held against what is aimed at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from watchword.measure.kpi.result import Result

DAYS = {"month": (28, 31), "quarter": (90, 92), "year": (365, 366)}
"""Days of the shortest and the longest of each."""


class Status(StrEnum):
    """How a number stands against a target."""

    MET = "met"
    NOT_MET = "not met"
    NOT_KNOWN = "cannot be said"


class Bound(Protocol):
    """A number that is aimed at; ``str`` gives it for people."""

    def is_met_by(self, value: float, /) -> bool:
        """Whether a number reaches it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A KPI against its target.

    Attributes:
        status: How it stands.
        target: The target, for people.
        owner: Who answers for it; may be "".
        reason: Why it cannot be said; "" otherwise.
    """

    status: Status
    target: str
    owner: str = ""
    reason: str = ""

    def __str__(self) -> str:
        why = f": {self.reason}" if self.reason else ""
        owner = f" ({self.owner})" if self.owner else ""
        return f"target {self.target}{owner}: {self.status}{why}"


def held(
    result: Result,
    aim: Bound,
    *,
    period: str,
    first: date | None,
    last: date | None,
    owner: str = "",
) -> Held:
    """Hold a result against a target.

    Args:
        result: The KPI.
        aim: What is aimed at.
        period: ``month``, ``quarter`` or ``year``: what the target is for.
        first: First day of the time that the result is of; None for no bound.
        last: Its last day; None for no bound.
        owner: Who answers for it.
    """
    reason = ""
    if result.value is None:
        reason = result.reason
    elif not _is_one(period, first, last):
        reason = f"it is for a {period}, and these are other days"
    if reason:
        return Held(status=Status.NOT_KNOWN, target=str(aim), owner=owner, reason=reason)
    assert result.value is not None
    status = Status.MET if aim.is_met_by(result.value) else Status.NOT_MET
    return Held(status=status, target=str(aim), owner=owner)


def _is_one(period: str, first: date | None, last: date | None) -> bool:
    if first is None or last is None:
        return False
    shortest, longest = DAYS[period]
    return shortest <= (last - first).days + 1 <= longest
