"""Who could answer for a role: by job, by appointment, by the role of post approver."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from watchword.policy.approval import ANY_APPROVER
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.review.models import OutsideApprover


def candidates(roles: Collection[str], today: date) -> list[Person]:
    """Persons who hold one of the roles today, in any of the ways one may hold it."""
    jobs = Q()
    for role in roles:
        jobs |= Q(job__iexact=role.replace("-", " ")) | Q(job__iexact=role)
    named = Q(appointments__role__in=roles, appointments__since__lte=today) & (
        Q(appointments__until__isnull=True) | Q(appointments__until__gte=today)
    )
    found = jobs | named
    if ANY_APPROVER in roles:
        found |= Q(grants__role=Role.REVIEWER)
    return list(Person.objects.here(today).filter(found).distinct()[:200])


def outside_candidates(roles: Collection[str], today: date) -> list[OutsideApprover]:
    """Those outside who are asked for one of the roles today."""
    found = OutsideApprover.objects.filter(role__in=roles, since__lte=today)
    return list(found.exclude(until__lt=today)[:50])
