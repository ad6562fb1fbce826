"""Planning, assigning and passing."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.editions.models import Edition
from watchword.site.editions.reach import slug
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Grant, Person
from watchword.site.people.roles import Role
from watchword.site.training import access
from watchword.site.training.models import Lesson, Missed, Plan
from watchword.site.training.modules import Module, ModuleQuestion

BATCH = 2_000
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of which numbers of certificates are made, 80 bits each; none is taken for another."""
RENEW_DAYS_BEFORE = 30
"""Days before a certificate ends on which the refresher is assigned."""


@deed(access.PLAN)
def plan_module(
    actor: Person,
    module: Module,
    *,
    role: str = "",
    job: str = "",
    days_to_learn: int = 30,
    again_after_days: int | None = 365,
) -> Plan:
    """Plan that people with a role or job learn a module.

    Raises:
        Invalid: Neither a role nor a job is named.
    """
    if not role and not job:
        raise Invalid(_("Say whom the module is for: a role or a job."))
    given = {"days_to_learn": days_to_learn, "again_after_days": again_after_days, "made_by": actor}
    made, _is_new = Plan.objects.update_or_create(
        module=module.name, role=role, job=slug(job), defaults=given
    )
    after = {"role": role, "job": slug(job), "again_after_days": again_after_days}
    record(
        actor,
        Deed(name="plan-module", subject=f"module:{module.name}", title=module.title, after=after),
    )
    assign_plan(made, module, timezone.localdate())
    return made


@deed(access.PLAN)
def drop_plan(actor: Person, plan: Plan) -> None:
    """Drop a plan; who has begun keeps their lesson."""
    record(
        actor,
        Deed(
            name="drop-plan",
            subject=f"module:{plan.module}",
            before={"role": plan.role, "job": plan.job},
        ),
    )
    plan.delete()


def whom(plan: Plan, today: date) -> QuerySet[Person]:
    """People whom a plan is for."""
    people = Person.objects.here(today)
    if plan.role == Role.MANAGER:  # held by whoever people report to, and given to nobody
        led = Person.objects.filter(reports_to=OuterRef("pk"), is_active=True)
        people = people.filter(Exists(led))
    elif plan.role and plan.role != Role.EMPLOYEE:
        people = people.filter(Exists(Grant.objects.filter(person=OuterRef("pk"), role=plan.role)))
    if plan.job:
        people = people.filter(job__iexact=plan.job.replace("-", " "))
    return people


def assign_plan(plan: Plan, module: Module, today: date) -> int:
    """Assign a module to everybody whom a plan is for and who has no lesson that lasts."""
    lasts = Q(valid_until__isnull=True) | Q(
        valid_until__gt=today + timedelta(days=RENEW_DAYS_BEFORE)
    )
    of_module = Lesson.objects.filter(person=OuterRef("pk"), module=module.name, is_off=False)
    has_one = of_module.filter(Q(passed_at__isnull=True) | lasts)
    keys = whom(plan, today).exclude(Exists(has_one)).order_by("pk").values_list("pk", flat=True)
    waiting: Iterator[int] = iter(list(keys))
    count = 0
    while batch := list(islice(waiting, BATCH)):
        with transaction.atomic():
            Lesson.objects.bulk_create(
                (
                    Lesson(
                        person_id=key,
                        module=module.name,
                        title=module.title,
                        due_on=today + timedelta(days=plan.days_to_learn),
                    )
                    for key in batch
                ),
                ignore_conflicts=True,
            )
        count += len(batch)
    return count


def call_off_lessons(person: Person, today: date) -> int:
    """Call off what a person was to learn and has not, when no plan asks it of them any longer."""
    still = {one.module for one in Plan.objects.all() if whom(one, today).filter(pk=person.pk)}
    rows = Lesson.objects.open().filter(person=person, due_on__isnull=False)
    return rows.exclude(module__in=still).update(is_off=True)


def call_off_leavers(today: date) -> int:
    """Call off what people who left have not learned."""
    return Lesson.objects.open().filter(person__end_date__lt=today).update(is_off=True)


@deed(access.LEARN)
def answer_module(
    actor: Person,
    module: Module,
    answers: Mapping[str, str],
    *,
    edition: Edition,
    is_first_try: bool,
) -> tuple[Lesson | None, tuple[ModuleQuestion, ...]]:
    """Answer a module's questions.

    Args:
        actor: Who learns.
        module: The module.
        answers: Key of the chosen answer by key of the question.
        edition: Whose module it is.
        is_first_try: Whether the answers count for what is missed most.

    Returns:
        The lesson when it is passed, and the questions that were answered wrongly.

    Raises:
        Invalid: A question has no answer.
    """
    asked = [one for one in module.questions if len(one.choices) > 1]
    if any(one.key not in answers for one in asked):
        raise Invalid(_("A question has no answer yet."))
    wrong = tuple(one for one in asked if answers[one.key] != one.right_key)
    if is_first_try:
        _count(module, asked, wrong)
    if len(asked) - len(wrong) < min(module.pass_mark, len(asked)):
        return None, wrong
    return _pass(actor, module, edition), wrong


def _pass(actor: Person, module: Module, edition: Edition) -> Lesson:
    lesson = Lesson.objects.open().filter(person=actor, module=module.name).first()
    lesson = lesson or Lesson(person=actor, module=module.name, title=module.title)
    again = [
        one.again_after_days
        for one in Plan.objects.filter(module=module.name)
        if one.again_after_days and whom(one, timezone.localdate()).filter(pk=actor.pk).exists()
    ]
    lesson.passed_at, lesson.edition = timezone.now(), edition.number
    lesson.valid_until = timezone.localdate() + timedelta(days=min(again)) if again else None
    lesson.certificate = "-".join(
        "".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(4)
    )
    lesson.save()
    after = {
        "module": module.name,
        "edition": edition.number,
        "certificate": lesson.certificate,
        "valid_until": lesson.valid_until and lesson.valid_until.isoformat(),
    }
    record(
        actor,
        Deed(name="pass-module", subject=f"module:{module.name}", title=module.title, after=after),
    )
    return lesson


def _count(
    module: Module, asked: Sequence[ModuleQuestion], wrong: Sequence[ModuleQuestion]
) -> None:
    missed = {one.key for one in wrong}
    for one in asked:
        row, _is_new = Missed.objects.get_or_create(module=module.name, rule=one.rule)
        Missed.objects.filter(pk=row.pk).update(
            asked=F("asked") + 1, wrong=F("wrong") + int(one.key in missed)
        )
