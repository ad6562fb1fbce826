"""What happens when an edition is published: its reading is assigned in the background."""

from __future__ import annotations

from watchword.site.editions.actions.publishing import edition_published
from watchword.site.editions.models import Edition


def connect() -> None:
    """Listen for editions."""
    edition_published.connect(_assign, dispatch_uid="handbook-assign")


def _assign(edition: Edition, **_: object) -> None:
    from watchword.site.handbook.tasks import assign

    assign.enqueue(edition.pk)
