"""What would happen if a draft were published: whom it asks, and what each would be told."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta

from watchword.site.editions.actions.publishing import key_change_lines
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.editions.reach import Reader, readers, rules_for, slug
from watchword.site.handbook.actions.assigning import DAYS_TO_READ, asked_rules
from watchword.site.handbook.models import Assignment, Reading
from watchword.site.handbook.reminding import notice_of
from watchword.site.notices.actions import Words
from watchword.site.people.models import Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """People who would be asked to read the same rules.

    Attributes:
        jobs: Their jobs, as written; "" for people without one.
        speaks: Whether they may post from official accounts.
        people: How many there are.
        rules: Ids of what is new or asked again for them.
    """

    jobs: tuple[str, ...]
    speaks: bool
    people: int
    rules: tuple[str, ...]


def audiences(draft: Edition, today: date) -> tuple[Audience, ...]:
    """Whom a draft would ask, the largest audience first; nobody whom it asks nothing."""
    policy, asked = policy_of(draft), asked_rules(draft)
    found: dict[tuple[tuple[str, ...], bool], tuple[list[str], int]] = {}
    for (job, speaks), count in readers(Person.objects.here(today)).items():
        rules = tuple(
            one.id
            for one in rules_for(policy, Reader(slug(job), speaks))
            if asked is None or one.id in asked
        )
        jobs, total = found.get((rules, speaks), ([], 0))
        found[rules, speaks] = ([*jobs, job], total + count)
    made = [
        Audience(jobs=tuple(sorted(jobs)), speaks=speaks, people=total, rules=rules)
        for (rules, speaks), (jobs, total) in found.items()
        if rules
    ]
    return tuple(sorted(made, key=lambda one: -one.people))


def notice_for(draft: Edition, audience: Audience, reader: Person, today: date) -> Words:
    """The mail that one of an audience would get, addressed to whoever looks at it."""
    edition = copy(draft)
    edition.key_changes = key_change_lines(draft, {}, reader)
    reading = Reading(edition=edition, rules=list(audience.rules), changed=list(audience.rules))
    due = today + timedelta(days=DAYS_TO_READ)
    return notice_of(Assignment(person=reader, edition=edition, reading=reading, due_on=due))
