"""How far people have got."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.editions.models import Edition
from watchword.site.handbook import access, queries
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing


def _editions() -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in Edition.objects.published()]


LISTING = Listing(
    name="acknowledgements",
    title=_("Acknowledgements"),
    template="handbook/board.html",
    search=("person__given_name", "person__family_name", "person__team__name"),
    filters=(
        Filter("edition", _("Edition"), _editions),
        Filter("done_at__isnull", _("State"), (("True", _("open")), ("False", _("acknowledged")))),
    ),
    columns=(
        Column("person", _("Person")),
        Column("person.team", _("Team")),
        Column("edition", _("Edition")),
        Column("due_on", _("By")),
        Column("state_words", _("State"), template="handbook/state_cell.html"),
        Column("done_at", _("Acknowledged")),
        Column("told", _("Notices")),
    ),
    empty=_(
        "Nobody has been asked to read yet. When an edition is published, people stand here with their dates."
    ),
)


@door(access.BOARD, help="handbook/board")
def board(request: PersonRequest) -> HttpResponseBase:
    """By team, then person by person; managers see their own people."""
    rows = access.access_assignments(request.user).order_by("done_at", "due_on", "pk")
    chosen = LISTING.chosen(rows, request.GET)
    counts = queries.team_counts(chosen, timezone.localdate())
    total = queries.TeamCount(
        "",
        sum(one.done for one in counts),
        sum(one.due for one in counts),
        sum(one.late for one in counts),
        sum(one.away for one in counts),
    )
    return LISTING.answer(request, rows, {"teams": counts, "total": total})
