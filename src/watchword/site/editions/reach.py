"""Whom a rule reaches: which rules apply to a person, and how many people a change touches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import Count

from watchword.policy.header import Status
from watchword.policy.model import Policy, Rule
from watchword.policy.render.scope import concerns
from watchword.site.people.models import Person
from watchword.terms.facts import Facts


def slug(job: str) -> str:
    """A job as a policy's ``people`` writes it: ``charge nurse`` is ``charge-nurse``."""
    return "-".join(job.lower().split())


def rules_for(policy: Policy, person: Person) -> tuple[Rule, ...]:
    """The rules and guidelines in force that can concern a person, in the order of ids."""
    return _rules_for(policy, slug(person.job))


@lru_cache(maxsize=2_000)
def _rules_for(policy: Policy, job: str) -> tuple[Rule, ...]:
    facts = Facts({"person": job} if job else {})
    return tuple(
        one
        for one in policy.rules
        if one.header.status is Status.ACTIVE and concerns(one.header, facts)
    )


def people_reached(policy: Policy, rules: Iterable[str], today: date) -> int:
    """How many people at least one of these rules concerns.

    Args:
        policy: The policy.
        rules: Ids.
        today: Whose staff: those who work here on this day.
    """
    wanted = set(rules)
    jobs = Person.objects.here(today).values_list("job").annotate(count=Count("id")).order_by()
    return sum(
        count
        for job, count in jobs
        if any(one.id in wanted for one in _rules_for(policy, slug(job)))
    )
