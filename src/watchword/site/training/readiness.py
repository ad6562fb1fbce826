"""Whether people have learned what is planned for them: a part of their readiness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from watchword.site.editions.reach import slug
from watchword.site.people.models import Grant, Person
from watchword.site.people.readiness import Missing, Part, part
from watchword.site.people.roles import Role
from watchword.site.training.models import Lesson, Plan
from watchword.site.training.queries import modules_now


@part("trained", 20)
def trained(people: Sequence[Person], today: date) -> Mapping[int, Part]:
    """Who has passed every module that is planned for them, with a certificate that lasts."""
    titles = {one.name: one.title for one in modules_now(today)}
    plans = [one for one in Plan.objects.all() if one.module in titles]
    roles = _roles(people) if plans else {}
    passed = _passed(people, today)
    found = {}
    for one in people:
        held = roles.get(one.pk, set())
        asked = dict.fromkeys(plan.module for plan in plans if _reaches(plan, one, held))
        lacking = [name for name in asked if (one.pk, name) not in passed]
        missing = tuple(
            Missing(titles[name], reverse("module", args=[name]), _("Learn")) for name in lacking
        )
        note = "" if asked else _("No module is planned.")
        found[one.pk] = Part("trained", _("Trained"), missing, note)
    return found


def _reaches(plan: Plan, person: Person, roles: set[str]) -> bool:
    of_role = not plan.role or plan.role == Role.EMPLOYEE or plan.role in roles
    return of_role and (not plan.job or plan.job == slug(person.job))


def _roles(people: Sequence[Person]) -> dict[int, set[str]]:
    given: Iterable[tuple[int, str]] = Grant.objects.filter(person__in=people).values_list(
        "person", "role"
    )
    found: dict[int, set[str]] = {}
    for key, role in given:
        found.setdefault(key, set()).add(role)
    led = Person.objects.filter(reports_to__in=people, is_active=True)
    for leader in led.values_list("reports_to", flat=True).distinct():
        if leader is not None:
            found.setdefault(leader, set()).add(Role.MANAGER)
    return found


def _passed(people: Sequence[Person], today: date) -> set[tuple[int, str]]:
    return set(
        Lesson.objects.lasting(today).filter(person__in=people).values_list("person", "module")
    )
