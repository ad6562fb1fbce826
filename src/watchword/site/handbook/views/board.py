"""How far people have got."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.contrib import messages
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.editions.models import Edition
from watchword.site.handbook import access, actions, queries
from watchword.site.handbook.models import Assignment
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.people.models import Team
from watchword.site.people.readiness import with_readiness

MANY = 20_000
"""Assignments from which on counts by team are kept a while: counting takes a second."""
KEPT = 300
"""Seconds that they are kept; the page says when they were made."""
TEAMS = 50
"""Teams that the page shows, those with most overdue first; a filter shows any other."""


def _editions() -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in Edition.objects.published()]


def _teams() -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in Team.objects.values_list("pk", "name")]


def _prepared(rows: Sequence[Assignment]) -> None:
    with_readiness(rows)
    queries.with_previous(rows)


LISTING = Listing(
    name="acknowledgements",
    title=_("Acknowledgements"),
    template="handbook/board.html",
    search=("person__given_name", "person__family_name", "person__team__name"),
    filters=(
        Filter("edition", _("Edition"), _editions),
        Filter("person__team", _("Team"), _teams),
        Filter(
            "state",
            _("State"),
            (
                ("done", _("acknowledged")),
                ("due", _("due")),
                ("late", _("overdue")),
                ("away", _("on leave")),
            ),
        ),
    ),
    columns=(
        Column("person", _("Person")),
        Column("person.team", _("Team")),
        Column("edition", _("Edition")),
        Column("due_on", _("By")),
        Column("state_words", _("State"), template="handbook/state_cell.html"),
        Column("done_at", _("Acknowledged")),
        Column("readiness.words", _("Readiness"), template="people/readiness_cell.html"),
        Column("previous", _("Edition before")),
        Column("told", _("Notices"), template="handbook/told_cell.html"),
        Column("told_on", _("Last told")),
        Column("person.away_until", _("On leave until")),
    ),
    prepare=_prepared,
    empty=_(
        "Nobody has been asked to read yet. When an edition is published, people stand here with their dates."
    ),
)


@door(access.BOARD, help="handbook/board")
def board(request: PersonRequest) -> HttpResponseBase:
    """By team, then person by person; managers see their own people."""
    today = timezone.localdate()
    rows = access.access_assignments(request.user)
    latest, before = None, 0
    if not request.GET.get("edition"):
        latest = queries.latest_assigned()
        before = queries.open_before(rows, latest)
        rows = rows.filter(edition=latest)
    rows = rows.with_state(today).open_first()
    if request.GET.get("form") == "csv":
        return LISTING.answer(request, rows)
    counts, counted_at = _counts(LISTING.chosen(rows, request.GET), request, today)
    given = {
        "teams": counts[:TEAMS],
        "more": max(0, len(counts) - TEAMS),
        "total": queries.total_of(counts),
        "counted_at": counted_at,
        "latest": latest,
        "before": before,
    }
    return LISTING.answer(request, rows, given)


def _counts(
    rows: QuerySet[Assignment], request: PersonRequest, today: date
) -> tuple[tuple[queries.TeamCount, ...], datetime | None]:
    """Counts by team; of very many people, those kept, and when they were made."""
    asked = f"{request.user.pk} {request.GET.urlencode()}"
    key = f"team-counts-{today}-{sha256(asked.encode()).hexdigest()}"
    held = cache.get(key)
    if held is None and rows.order_by()[:MANY].count() < MANY:
        return queries.team_counts(rows, today), None
    if held is None:
        held = queries.team_counts(rows, today), timezone.now()
        cache.set(key, held, KEPT)
    counts, at = held
    return counts, at


@door(access.NUDGE)
@require_POST
def nudge(request: PersonRequest, pk: int) -> HttpResponse:
    """Remind one person."""
    found = access.access_assignment(request.user, pk)
    actions.nudge_person(request.user, found, timezone.now())
    messages.success(request, gettext("%(name)s is reminded.") % {"name": found.person})
    return redirect("acknowledgements")


@door(access.NUDGE)
@require_POST
def nudge_team(request: PersonRequest, pk: int) -> HttpResponse:
    """Remind everybody of a team who is overdue."""
    team = access.access_team(request.user, pk)
    done = actions.nudge_team(request.user, team, timezone.now())
    said = ngettext("%(n)d person is reminded.", "%(n)d people are reminded.", done.told)
    parts = [said % {"n": done.told}]
    if done.enough:
        left = gettext("%(n)d were told today or three times already.")
        parts.append(left % {"n": done.enough})
    if done.away:
        parts.append(gettext("%(n)d are on leave.") % {"n": done.away})
    messages.success(request, " ".join(parts))
    return redirect("acknowledgements")
