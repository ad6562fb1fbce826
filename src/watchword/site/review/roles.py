"""Roles that a policy asks for a yes, and who holds each of them today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from watchword.policy.approval import ANY_APPROVER
from watchword.policy.model import Policy
from watchword.site.editions.reach import slug
from watchword.site.people.models import Person
from watchword.site.review.candidates import candidates, outside_candidates
from watchword.site.review.models import Appointment, OutsideApprover


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleHeld:
    """A role and its holders.

    Attributes:
        role: As the policy writes it.
        asked_by: Ids of rules and names of tiers that ask it.
        holders: Who may answer today, without deputies.
        appointments: Holders and deputies by appointment, also those to come.
        outsiders: Those outside.
    """

    role: str
    asked_by: tuple[str, ...]
    holders: tuple[Person, ...]
    appointments: tuple[Appointment, ...]
    outsiders: tuple[OutsideApprover, ...]

    @property
    def by_job(self) -> list[Person]:
        """Holders by their job or their role on the site, whom nobody appointed."""
        appointed = {one.person_id for one in self.appointments}
        return [one for one in self.holders if one.pk not in appointed]

    @property
    def is_empty(self) -> bool:
        """Whether nobody could say yes today, so that posts would wait until they are missed."""
        return not self.holders and not self.outsiders


def roles_held(policy: Policy, today: date) -> list[RoleHeld]:
    """Every role that rules and tiers of a policy name, and every other one that is appointed."""
    asked: dict[str, list[str]] = {ANY_APPROVER: []}
    for tier in policy.header.approval:
        for role in (role for step in tier.steps for role in step.roles):
            asked.setdefault(role, []).append(str(tier.tier))
    for rule in policy.rules:
        if rule.header.approver:
            asked.setdefault(slug(rule.header.approver), []).append(rule.id)
    now = Appointment.objects.exclude(until__lt=today)
    rows = list(now.select_related("person", "deputy_for"))
    for one in rows:
        asked.setdefault(one.role, [])
    for role in OutsideApprover.objects.exclude(until__lt=today).values_list("role", flat=True):
        asked.setdefault(role, [])
    return [_held(role, tuple(dict.fromkeys(by)), rows, today) for role, by in asked.items()]


def _held(role: str, by: tuple[str, ...], rows: Sequence[Appointment], today: date) -> RoleHeld:
    return RoleHeld(
        role=role,
        asked_by=by,
        holders=tuple(candidates([role], today)),
        appointments=tuple(one for one in rows if one.role == role),
        outsiders=tuple(outside_candidates([role], today)),
    )
