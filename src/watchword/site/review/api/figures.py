"""Approvals in figures, through the programming interface."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.kit.api import operation
from watchword.site.people.models import Person
from watchword.site.review import access
from watchword.site.review.api.writing import approvals
from watchword.site.review.figures import figures


class TierOut(Schema):
    """The requests of one tier."""

    tier: str
    asked: int
    at_once: int = Field(description="Approved as they were first asked.")
    came_back: int
    unanswered: int
    hours: float | None = Field(description="Median hours to an answer.")


class TrialOut(Schema):
    """A rule on trial."""

    rule: str
    title: str
    found: int = Field(description="Posts of which it would have said something.")
    of: int
    low: float = Field(description="Lower end of the 90 % interval, a fraction of one.")
    high: float


class FiguresOut(Schema):
    """The last 90 days."""

    since: datetime
    tiers: list[TierOut]
    reasons: list[tuple[str, int]]
    holds: list[tuple[str, int]]
    trials: list[TrialOut]


@operation(approvals, "GET", "/figures", access.SEE_ALL, FiguresOut)
def show_figures(request: HttpRequest) -> dict[str, object]:
    """What comes back and why, how long answers take, and rules on trial."""
    assert isinstance(request.user, Person)
    edition = access_in_force(request.user)
    return asdict(figures(policy_of(edition) if edition else None, timezone.now()))
