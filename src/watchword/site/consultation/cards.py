"""What waits for a person about consultations."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.consultation import access
from watchword.site.consultation.models import Round
from watchword.site.kit.cards import Card, cards
from watchword.site.kit.deed import may
from watchword.site.people.models import Person


@cards
def answer(person: Person) -> Iterator[Card]:
    """Comments without an answer, a card a round."""
    if not may(person, access.ANSWER):
        return
    today = timezone.localdate()
    for one in Round.objects.filter(closed_at__isnull=True).select_related("edition"):
        waiting = one.comments.filter(disposition__isnull=True).count()
        if waiting:
            yield Card(
                title=_("Answer comments"),
                words=_("%(round)s: each comment gets its answer.") % {"round": one.title},
                address=reverse("round", args=[one.pk]),
                deed=_("Answer"),
                count=waiting,
                due=one.closes_on,
                is_late=one.closes_on < today,
            )
