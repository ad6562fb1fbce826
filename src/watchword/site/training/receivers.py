"""What happens when a person's job or roles change: what they learn follows."""

from __future__ import annotations

from django.utils import timezone

from watchword.site.people.models import Person
from watchword.site.people.signals import moved


def connect() -> None:
    """Listen for movers."""
    moved.connect(_move, dispatch_uid="training-move")


def _move(person: Person, **_: object) -> None:
    """A new job or role brings modules at once, and what only the old one asked for is called off."""
    from watchword.site.training.actions import assign_plan, call_off_lessons, whom
    from watchword.site.training.models import Plan
    from watchword.site.training.queries import modules_now

    today = timezone.localdate()
    call_off_lessons(person, today)
    modules = {one.name: one for one in modules_now(today)}
    for plan in Plan.objects.all():
        if plan.module in modules and whom(plan, today).filter(pk=person.pk).exists():
            assign_plan(plan, modules[plan.module], today)
