"""Assigning what is planned, and telling who is to learn."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from watchword.site.clockwork import hourly
from watchword.site.notices.actions import Words, tell
from watchword.site.training.actions import assign_plan, call_off_leavers
from watchword.site.training.models import Lesson, Plan
from watchword.site.training.queries import modules_now

WORKING_HOURS = range(8, 18)
REMIND_DAYS_BEFORE = 7
_WEEKEND = 5


@hourly("training")
def keep_training_going(now: datetime) -> None:
    """Assign modules by plan, also refreshers; tell people once, and once more before the day."""
    today = timezone.localdate(now)
    call_off_leavers(today)
    modules = {one.name: one for one in modules_now(today)}
    if not modules:
        return
    for plan in Plan.objects.all():
        if plan.module in modules:
            assign_plan(plan, modules[plan.module], today)
    if today.weekday() < _WEEKEND and timezone.localtime(now).hour in WORKING_HOURS:
        rows = Lesson.objects.open().filter(person__is_active=True).select_related("person")
        tell(_words(one, "lesson") for one in rows.iterator(1_000))
        soon = rows.filter(due_on__lte=today + timedelta(days=REMIND_DAYS_BEFORE))
        tell(_words(one, "lesson-reminder") for one in soon.iterator(1_000))


def _words(one: Lesson, kind: str) -> Words:
    address = settings.CONFIGURATION.address + reverse("module", args=[one.module])
    day = date_format(one.due_on, "j F") if one.due_on else ""
    body = _(
        "Hello %(name)s,\n\nplease learn %(title)s by %(day)s. You can stop and come back:\n\n%(address)s\n"
    ) % {
        "name": one.person.given_name,
        "title": one.title,
        "day": day,
        "address": address,
    }
    subject = _("To learn by %(day)s: %(title)s") % {"day": day, "title": one.title}
    return Words(
        person=one.person,
        to=one.person.email,
        kind=kind,
        about=f"{kind}:{one.pk}",
        subject=subject,
        body=body,
    )
