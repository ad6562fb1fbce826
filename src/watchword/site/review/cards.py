"""Posts that wait for a person's yes, and drafts that came back."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.kit.cards import Card, cards
from watchword.site.people.models import Person
from watchword.site.review.access import access_requests
from watchword.site.review.models import Request
from watchword.site.review.standing import seat_for

MOST = 200


@cards
def approve(person: Person) -> Iterator[Card]:
    """Requests that this person may answer now."""
    rows = access_requests(person).filter(state=Request.State.OPEN).order_by("due_at")
    mine = [one for one in rows[:MOST] if seat_for(person, one) is not None]
    if mine:
        first = mine[0]
        yield Card(
            title=_("Approve posts"),
            words=first.revision.title,
            address=reverse("approval", args=[first.pk])
            if len(mine) == 1
            else f"{reverse('approvals')}?state=open",
            deed=_("Look and answer"),
            count=len(mine),
            due=timezone.localdate(first.due_at) if first.due_at else None,
        )


@cards
def returned(person: Person) -> Iterator[Card]:
    """Drafts of this person of which somebody asked for a change."""
    rows = Request.objects.filter(
        state=Request.State.RETURNED, asked_by=person, draft__is_gone=False
    )
    last = rows.order_by("-ended_at").select_related("revision", "draft").first()
    if last is not None and last.draft.latest == last.revision.number:
        yield Card(
            title=_("A post came back"),
            words=last.revision.title,
            address=reverse("post-draft", args=[last.draft_id]),
            deed=_("Read why"),
        )
