"""What pages of training show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from watchword.policy.model import Policy
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.people.models import Person
from watchword.site.training.models import Lesson, Medium, Missed, OwnModule
from watchword.site.training.modules import Module, modules_of, own_module

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
        for one in with_own(policy)
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
    """The modules that can be learned: of the edition in force, then those written here and open.

    None before the first edition: questions open rules.
    """
    edition = Edition.objects.in_force(today)
    return with_own(policy_of(edition)) if edition else ()


def with_own(policy: Policy) -> tuple[Module, ...]:
    """The modules of a policy, then those written here and open."""
    return (*modules_of(policy), *map(drawn, OwnModule.objects.filter(is_open=True)))


def drawn(one: OwnModule) -> Module:
    """A module that was written here, as all others are."""
    return own_module(
        name=one.name,
        title=one.title,
        opening=one.opening,
        material=one.material,
        questions=one.questions,
        pass_mark=one.pass_mark,
        minutes=one.minutes,
    )


def rules_now(today: date) -> frozenset[str]:
    """Ids of the rules and guidelines of the edition in force."""
    edition = Edition.objects.in_force(today)
    return frozenset(one.id for one in policy_of(edition).rules) if edition else frozenset()


_PLACE = re.compile(r"^\[medium (\d{1,3})\][ \t]*$", re.MULTILINE)


def pieces(material: str, media: Sequence[Medium]) -> list[str | Medium]:
    """Material cut where media stand; those that it does not place come after it."""
    by_number = {str(one.number): one for one in media}
    found: list[str | Medium] = []
    parts = _PLACE.split(material)
    for at, part in enumerate(parts):
        if at % 2 == 0:
            found += [part] if part.strip() else []
        elif part in by_number:
            found.append(by_number.pop(part))
    return [*found, *by_number.values()]
