"""Approvals in figures: what comes back and why, how long answers take, and rules on trial."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from watchword.base.share import share_interval
from watchword.policy.approval import TierName
from watchword.policy.model import Policy
from watchword.site.publishing.models import Post
from watchword.site.review.models import Approval, Request, ShadowHit

DAYS = 90
"""Days that the figures look back."""
MOST = 20_000
_HOUR = 3600
State = Request.State


@dataclass(frozen=True, kw_only=True, slots=True)
class TierFigures:
    """The requests of one tier.

    Attributes:
        asked: How many were asked.
        at_once: Approved as they were first asked.
        came_back: Refused, or a change was asked for.
        unanswered: Nobody answered in time.
        hours: Median hours from asking to the end, of those that were answered; None of none.
    """

    tier: str
    asked: int
    at_once: int
    came_back: int
    unanswered: int
    hours: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """A rule on trial.

    Attributes:
        found: Posts of which it would have said something.
        of: Posts that it saw.
        low: Lower end of the 90 % interval of the share, a fraction of one (Wilson).
        high: Upper end.
    """

    rule: str
    title: str
    found: int
    of: int
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """All of it.

    Attributes:
        reasons: What was wrong, with how many answers named it, the most frequent first.
        holds: Ids of rules that held a post, with how many.
    """

    since: datetime
    tiers: tuple[TierFigures, ...]
    reasons: tuple[tuple[str, int], ...]
    holds: tuple[tuple[str, int], ...]
    trials: tuple[Trial, ...]


def figures(policy: Policy | None, now: datetime) -> Figures:
    """The figures of the last 90 days.

    Args:
        policy: The edition in force; None without one.
        now: The moment.
    """
    since = now - timedelta(days=DAYS)
    asked = list(Request.objects.filter(asked_at__gte=since).order_by("-pk")[:MOST])
    said = Approval.objects.filter(at__gte=since).exclude(answer=Approval.Answer.YES)
    reasons = Counter(tag for tags in said.values_list("tags", flat=True)[:MOST] for tag in tags)
    holds = Counter(rule for one in asked for rule in one.held_by)
    return Figures(
        since=since,
        tiers=tuple(_tier(name, [one for one in asked if one.tier == name]) for name in TierName),
        reasons=tuple(reasons.most_common()),
        holds=tuple(holds.most_common(20)),
        trials=_trials(policy, since) if policy else (),
    )


def _tier(name: str, asked: Sequence[Request]) -> TierFigures:
    firsts: dict[int, int] = {}
    for one in asked:
        firsts[one.draft_id] = min(firsts.get(one.draft_id, one.pk), one.pk)
    answered = (State.APPROVED, State.REFUSED, State.RETURNED)
    hours = [
        (one.ended_at - one.asked_at).total_seconds() / _HOUR
        for one in asked
        if one.state in answered and one.ended_at
    ]
    return TierFigures(
        tier=name,
        asked=len(asked),
        at_once=sum(
            one.state == State.APPROVED and firsts[one.draft_id] == one.pk for one in asked
        ),
        came_back=sum(one.state in (State.REFUSED, State.RETURNED) for one in asked),
        unanswered=sum(one.state == State.EXPIRED for one in asked),
        hours=statistics.median(hours) if hours else None,
    )


def _trials(policy: Policy, since: datetime) -> tuple[Trial, ...]:
    """Rules on trial; of every post that was asked about, or found on a network, since then."""
    seen = Request.objects.filter(asked_at__gte=since).values("revision").distinct().count()
    seen += Post.objects.filter(made=Post.Made.NATIVE, published_at__gte=since).count()
    hits = Counter(ShadowHit.objects.filter(at__gte=since).values_list("rule", flat=True)[:MOST])
    found = []
    for rule in policy.rules:
        if rule.header.status == "shadow":
            part, whole = hits[rule.id], max(seen, hits[rule.id])
            low, high = share_interval(part, whole) if whole else (0.0, 1.0)
            one = Trial(rule=rule.id, title=rule.title, found=part, of=whole, low=low, high=high)
            found.append(one)
    return tuple(found)
