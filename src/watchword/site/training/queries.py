"""What pages of training show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from watchword.policy.model import Policy
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.people.models import Person
from watchword.site.training.models import Lesson, Missed
from watchword.site.training.modules import Module, modules_of

LEAST_ANSWERS = 5
"""Answers below which a share says too much about single people."""


@dataclass(frozen=True, slots=True)
class ModuleShown:
    """A module with where its reader stands.

    Attributes:
        module: The module.
        open: The reader's open lesson; None without one.
        passed: The reader's latest certificate; None without one.
    """

    module: Module
    open: Lesson | None
    passed: Lesson | None


def modules_shown(policy: Policy, person: Person) -> list[ModuleShown]:
    """Every module, with a person's lessons."""
    lessons = list(Lesson.objects.filter(person=person, is_off=False).order_by("passed_at"))
    return [
        ModuleShown(
            one,
            next(
                (row for row in lessons if row.module == one.name and row.passed_at is None), None
            ),
            next(
                (row for row in reversed(lessons) if row.module == one.name and row.passed_at), None
            ),
        )
        for one in modules_of(policy)
    ]


@dataclass(frozen=True, slots=True)
class MissedShown:
    """How often a rule was missed, in percent of first answers."""

    module: str
    rule: str
    asked: int
    percent: int


def most_missed() -> list[MissedShown]:
    """Rules by how often they were missed, most first; only with enough answers."""
    rows = Missed.objects.filter(asked__gte=LEAST_ANSWERS, wrong__gt=0)
    found = [
        MissedShown(one.module, one.rule, one.asked, round(100 * one.wrong / one.asked))
        for one in rows
    ]
    return sorted(found, key=lambda one: -one.percent)


def is_trained(person: Person, module: str, today: date) -> bool:
    """Whether a person has passed a module and a certificate of it lasts."""
    return Lesson.objects.lasting(today).filter(person=person, module=module).exists()


def modules_now(today: date) -> tuple[Module, ...]:
    """The modules of the edition in force; none before the first."""
    edition = Edition.objects.in_force(today)
    return modules_of(policy_of(edition)) if edition else ()
