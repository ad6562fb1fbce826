"""What waits for a person about training."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.kit.cards import Card, cards
from watchword.site.people.models import Person
from watchword.site.training.models import Lesson


@cards
def lessons(person: Person) -> Iterator[Card]:
    """Modules to learn."""
    today = timezone.localdate()
    for one in Lesson.objects.open().filter(person=person):
        yield Card(
            title=one.title,
            words=_("A training module."),
            address=reverse("module", args=[one.module]),
            deed=_("Learn"),
            due=one.due_on,
            is_late=one.is_late(today),
        )
