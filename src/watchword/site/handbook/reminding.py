"""Notices about reading: one at first, three reminders at most, weekdays only, then the manager."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from watchword.site.handbook.models import MOST_NOTICES, Assignment
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person

REMIND_DAYS = (-7, -1, 3)
"""Days after the date by which to read on which a reminder goes out; three at most."""
MANAGER_DAYS = 7
"""Days after that date on which the manager is told."""
BATCH = 1_000
_WEEKEND = 5


def is_weekend(day: date) -> bool:
    """Whether nobody is told anything on a day."""
    return day.weekday() >= _WEEKEND


def tell_about(now: datetime) -> int:
    """Send what is due today about open assignments; nothing on a Saturday or Sunday."""
    today = timezone.localdate(now)
    if is_weekend(today):
        return 0
    here = Q(person__away_until__isnull=True) | Q(person__away_until__lt=today)
    rows = Assignment.objects.open().filter(here, person__is_active=True).exclude(told_on=today)
    rows = rows.select_related("person__reports_to", "edition", "reading").order_by("pk")
    count = 0
    # read to the end before writing: SQLite lets nobody write from an older state it still reads
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        part = rows.filter(pk__in=keys[start : start + BATCH])
        batch = [one for one in part if _is_due(one, today)]
        count += remind(batch, today) if batch else 0
    return count + _tell_managers(today)


def _is_due(one: Assignment, today: date) -> bool:
    if one.told == 0:
        return True
    if one.told >= MOST_NOTICES:
        return False
    return today >= one.due_on + timedelta(days=REMIND_DAYS[one.told - 1])


def remind(batch: list[Assignment], today: date, by: Person | None = None) -> int:
    """Tell people about assignments, and keep that they were told; how many notices that makes.

    Args:
        batch: The assignments.
        today: When.
        by: Who asked for it; None for the clock.
    """
    with transaction.atomic():
        count = tell(notice_of(one, by) for one in batch)
        for one in batch:
            one.told, one.told_on = one.told + 1, today
        Assignment.objects.bulk_update(batch, ["told", "told_on"])
    return count


def notice_of(one: Assignment, by: Person | None = None) -> Words:
    """What a person is told about one assignment, in their language; ``by`` is who asked for it."""
    with translation.override(one.person.language or settings.LANGUAGE_CODE):
        address = settings.CONFIGURATION.address + reverse("my-rules")
        changed = len(one.reading.changed)
        subject = ngettext(
            "One rule that applies to you: please read it by %(day)s",
            "%(count)d rules that apply to you: please read them by %(day)s",
            changed,
        ) % {"count": changed, "day": date_format(one.due_on, "j F")}
        if one.told:
            subject = _("Reminder: %(subject)s") % {"subject": subject}
        parts = [
            _("Hello %(name)s,") % {"name": one.person.given_name},
            _("%(who)s asks you to find the few minutes.") % {"who": by} if by else "",
            one.edition.notice,
            *_changes(one),
            _("Read and acknowledge here: %(address)s") % {"address": address},
            _("If something is unclear, ask there. Your question goes to the owner of the policy."),
        ]
        body = "\n\n".join(part for part in parts if part) + "\n"
    kind = "reminder" if one.told else "edition"
    about = f"assignment:{one.pk}:{one.told}"
    return Words(
        person=one.person, to=one.person.email, kind=kind, about=about, subject=subject, body=body
    )


def _changes(one: Assignment) -> Iterable[str]:
    """The key changes that concern this reading, a line each."""
    mine = set(one.reading.changed)
    lines = [
        f"- {line['rules']}: {line['what']} {line['why']}".rstrip()
        for line in one.edition.key_changes
        if line["rules"] in mine
    ]
    return [_("What changed:") + "\n" + "\n".join(lines)] if lines else []


def _tell_managers(today: date) -> int:
    """Tell managers, once, who of their people are a week late."""
    late = today - timedelta(days=MANAGER_DAYS)
    rows = (
        Assignment.objects.open()
        .filter(due_on__lte=late, manager_told_on__isnull=True, person__reports_to__isnull=False)
        .select_related("person__reports_to", "edition")
        .order_by("person__reports_to", "pk")
    )
    count = 0
    with transaction.atomic():
        found = list(rows[:BATCH])
        count = tell(_manager_words(found, today))
        keys = [one.pk for one in found]
        Assignment.objects.filter(pk__in=keys).update(manager_told_on=today)
    return count


def _manager_words(rows: list[Assignment], today: date) -> Iterator[Words]:
    teams: dict[int, list[Assignment]] = {}
    for one in rows:
        assert one.person.reports_to_id is not None
        teams.setdefault(one.person.reports_to_id, []).append(one)
    address = settings.CONFIGURATION.address + reverse("acknowledgements")
    for key, late in teams.items():
        manager = late[0].person.reports_to
        assert manager is not None
        names = "\n".join(f"- {one.person}" for one in late)
        body = _(
            "Hello %(name)s,\n\nthese people of your team have not yet acknowledged the policy:\n\n"
            "%(names)s\n\nPlease give them the time for it. Your team's page: %(address)s\n"
        ) % {"name": manager.given_name, "names": names, "address": address}
        yield Words(
            person=manager,
            to=manager.email,
            kind="manager",
            about=f"manager:{key}:{today.isoformat()}",
            subject=_("Your team: reading that is a week late"),
            body=body,
        )
