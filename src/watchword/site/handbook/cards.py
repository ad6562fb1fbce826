"""What waits for a person about reading."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from watchword.site.handbook import access
from watchword.site.handbook.models import Assignment, Question
from watchword.site.kit.cards import Card, cards
from watchword.site.kit.deed import may
from watchword.site.people.models import Person


@cards
def reading(person: Person) -> Iterator[Card]:
    """Rules to read and acknowledge."""
    today = timezone.localdate()
    for one in Assignment.objects.open().filter(person=person).select_related("reading", "edition"):
        count = len(one.reading.changed)
        yield Card(
            title=_("Read the policy") if one.edition.number == 1 else _("Read what changed"),
            words=ngettext(
                "One rule that applies to you.", "%(count)d rules that apply to you.", count
            )
            % {"count": count},
            address=reverse("my-rules"),
            deed=_("Read and acknowledge"),
            due=one.due_on,
            is_late=one.is_late(today),
        )


@cards
def asked(person: Person) -> Iterator[Card]:
    """Questions that wait for an answer."""
    if not may(person, access.ANSWER):
        return
    waiting = Question.objects.filter(answered_at__isnull=True).count()
    if waiting:
        yield Card(
            title=_("Questions about rules"),
            words=_("Somebody wants to do it right and asks how."),
            address=reverse("questions"),
            deed=_("Answer"),
            count=waiting,
        )
