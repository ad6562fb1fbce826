"""Whom a rule reaches: which rules apply to a person, and how many people a change touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, QuerySet

from watchword.policy.header import Status
from watchword.policy.model import Policy, Rule
from watchword.policy.render.scope import concerns
from watchword.site.people.models import Grant, Person
from watchword.site.people.roles import SPEAKS
from watchword.terms.facts import Facts


@dataclass(frozen=True, order=True, slots=True)
class Reader:
    """All that decides which rules apply to somebody.

    Attributes:
        job: As a policy's ``people`` writes it: ``charge-nurse``; "" where unknown.
        speaks: Whether they may post from official accounts.
    """

    job: str
    speaks: bool

    @property
    def key(self) -> str:
        """Stable name: ``charge-nurse``, ``charge-nurse+official``."""
        return f"{self.job}+official" if self.speaks else self.job

    @property
    def facts(self) -> Facts:
        """What is known when a handbook is drawn for them."""
        accounts = ("official", "personal") if self.speaks else ("personal",)
        return Facts({"account": accounts, **({"person": self.job} if self.job else {})})


def slug(job: str) -> str:
    """A job as a policy's ``people`` writes it: ``charge nurse`` is ``charge-nurse``."""
    return "-".join(job.lower().split())


def reader_of(person: Person) -> Reader:
    """What decides which rules apply to a person."""
    return Reader(slug(person.job), bool(person.roles & SPEAKS))


def rules_for(policy: Policy, reader: Reader) -> tuple[Rule, ...]:
    """The rules and guidelines in force that can concern a reader, in the order of ids."""
    return _rules_for(policy, reader)


@lru_cache(maxsize=4_000)
def _rules_for(policy: Policy, reader: Reader) -> tuple[Rule, ...]:
    return tuple(
        one
        for one in policy.rules
        if one.header.status is Status.ACTIVE and concerns(one.header, reader.facts)
    )


_GRANTS = Grant.objects.filter(person=OuterRef("pk"), role__in=SPEAKS)


def who_are(people: QuerySet[Person], job: str, *, speaks: bool) -> QuerySet[Person]:
    """Those of some people who have a job, as written, and speak for us or do not."""
    of_job = people.filter(job=job)
    return of_job.filter(Exists(_GRANTS)) if speaks else of_job.exclude(Exists(_GRANTS))


def readers(people: QuerySet[Person]) -> dict[tuple[str, bool], int]:
    """How many people there are of each job as written, and whether they speak for us."""
    # the few who speak are found from their roles, not among all people
    speakers = people.filter(pk__in=Grant.objects.filter(role__in=SPEAKS).values("person"))
    every, speaking = _jobs(people), _jobs(speakers)
    found: dict[tuple[str, bool], int] = {}
    for job, count in every.items():
        speak = speaking.get(job, 0)
        found |= {(job, True): speak} if speak else {}
        found |= {(job, False): count - speak} if count > speak else {}
    return found


def _jobs(people: QuerySet[Person]) -> dict[str, int]:
    rows = people.order_by("job").values("job").annotate(count=Count("pk"))
    return {one["job"]: one["count"] for one in rows}


def people_reached(policy: Policy, rules: Iterable[str], today: date) -> int:
    """How many people at least one of these rules concerns.

    Args:
        policy: The policy.
        rules: Ids.
        today: Whose staff: those who work here on this day.
    """
    wanted = set(rules)
    return sum(
        count
        for (job, speaks), count in readers(Person.objects.here(today)).items()
        if any(one.id in wanted for one in rules_for(policy, Reader(slug(job), speaks)))
    )
