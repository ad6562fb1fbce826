"""Reminding people by hand, within the limits that the clock keeps too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.handbook import access
from watchword.site.handbook.models import MOST_NOTICES, Assignment
from watchword.site.handbook.reminding import is_weekend, remind
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import NotThere, Refusal
from watchword.site.people.models import Person, Team

MOST_AT_ONCE = 5_000
"""Reminders that one deed sends; a larger team is reminded in several."""


@dataclass(frozen=True, slots=True)
class Nudged:
    """What came of reminding people.

    Attributes:
        told: How many were reminded.
        enough: How many were left alone: told today, or three times already.
        away: How many were left alone because they are on leave.
    """

    told: int
    enough: int
    away: int


@deed(access.NUDGE)
def nudge_person(actor: Person, assignment: Assignment, now: datetime) -> Nudged:
    """Send one reminder about an open assignment.

    Raises:
        NotThere: The actor may not see it.
        Refusal: It is weekend, or the person is not to be reminded now.
    """
    found = access.access_assignments(actor).open().filter(pk=assignment.pk).first()
    if found is None:
        raise NotThere
    done = _nudge(actor, [found], f"person:{found.person.external_id}", str(found.person), now)
    if done.away:
        raise Refusal(_("%(name)s is on leave.") % {"name": found.person}, _("Ask again after."))
    if done.enough:
        raise Refusal(
            _("%(name)s was told today, or three times already.") % {"name": found.person},
            _("Talk to each other: a fourth mail helps nobody."),
        )
    return done


@deed(access.NUDGE)
def nudge_team(actor: Person, team: Team | None, now: datetime) -> Nudged:
    """Send one reminder to everybody of a team who is overdue, of those whom the actor may see.

    Raises:
        Refusal: It is weekend.
    """
    rows: QuerySet[Assignment] = access.access_assignments(actor).late(timezone.localdate(now))
    rows = rows.filter(person__team=team, person__is_active=True).order_by("due_on", "pk")
    subject = f"team:{team.pk}" if team else "team:none"
    return _nudge(actor, rows[:MOST_AT_ONCE], subject, str(team or ""), now)


def _nudge(
    actor: Person, rows: Iterable[Assignment], subject: str, title: str, now: datetime
) -> Nudged:
    today = timezone.localdate(now)
    if is_weekend(today):
        raise Refusal(_("Reminders go out on weekdays only."), _("Try again on Monday."))
    found = list(rows)
    here = [one for one in found if not _is_away(one, today)]
    wanted = [one for one in here if one.told_on != today and one.told < MOST_NOTICES]
    if wanted:
        remind(wanted, today, by=actor)
        after = {"people": [one.person.external_id for one in wanted]}
        record(actor, Deed(name="nudge", subject=subject, title=title, after=after))
    return Nudged(len(wanted), len(here) - len(wanted), len(found) - len(here))


def _is_away(one: Assignment, today: date) -> bool:
    return one.person.away_until is not None and one.person.away_until >= today
