"""When the policy is to be reviewed, and which contacts are in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.upkeep.models import ContactCheck, Review

CONTACTS_EVERY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Due:
    """When an edition is to be reviewed.

    Attributes:
        on: The day; None for an edition without one.
        last: The latest review that changed nothing; None when there was none.
        is_overdue: Whether the day has passed.
    """

    on: date | None
    last: Review | None
    is_overdue: bool


def review_due(edition: Edition, today: date) -> Due:
    """When an edition is to be reviewed, reviews that changed nothing counted."""
    last = edition.reviews.select_related("by").first()
    on = last.next_on if last else edition.review_on
    return Due(on, last, on is not None and on < today)


def overdue_words(edition: Edition, today: date) -> str:
    """The sentence that an edition carries while its review is overdue; "" otherwise."""
    due = review_due(edition, today)
    if not due.is_overdue or due.on is None:
        return ""
    words = _(
        "The review of this edition was due by %(day)s. It stays in force until the next one."
    )
    return words % {"day": date_format(due.on, "j F Y")}


def contacts_of(edition: Edition) -> tuple[str, ...]:
    """The contacts that an edition names, each once."""
    return tuple(dict.fromkeys(one[:500] for one in policy_of(edition).header.contacts))


def contacts_due(edition: Edition, today: date) -> tuple[str, ...]:
    """Contacts that were not asked for a year; those of a new edition are right by themselves."""
    if edition.revised is not None and edition.revised > today - CONTACTS_EVERY:
        return ()
    since = today - CONTACTS_EVERY
    asked = set(ContactCheck.objects.filter(asked_on__gt=since).values_list("contact", flat=True))
    return tuple(one for one in contacts_of(edition) if one not in asked)


def checks_of(edition: Edition) -> list[ContactCheck]:
    """The latest check of each contact of an edition."""
    rows = ContactCheck.objects.filter(contact__in=contacts_of(edition)).order_by("asked_on", "pk")
    latest = {one.contact: one for one in rows}
    return list(latest.values())
