"""What happens when an edition is published: its reading is assigned in the background."""

from __future__ import annotations

from watchword.site.editions.actions.publishing import edition_published
from watchword.site.editions.models import Edition
from watchword.site.people.models import Person
from watchword.site.people.signals import moved


def connect() -> None:
    """Listen for editions."""
    edition_published.connect(_assign, dispatch_uid="handbook-assign")
    moved.connect(_move, dispatch_uid="handbook-move")


def _assign(edition: Edition, **_: object) -> None:
    from watchword.site.handbook.tasks import assign

    assign.enqueue(edition.pk)


def _move(person: Person, before: str, spoke: bool | None = None, **_: object) -> None:
    """A new job or role brings the rules that it needs, and takes those that it does not."""
    from django.utils import timezone

    from watchword.site.editions.reach import Reader, reader_of, slug
    from watchword.site.handbook.actions.assigning import assign_mover

    today = timezone.localdate()
    edition = Edition.objects.in_force(today)
    if edition is not None and person.is_here(today):
        now = reader_of(person)
        old = Reader(slug(before), now.speaks if spoke is None else spoke)
        assign_mover(edition, person, old, today)
