"""What waits for owners about reviews and contacts, and everybody's dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.consultation.access import SEE as SEE_ROUNDS
from watchword.site.consultation.models import Round
from watchword.site.editions.models import Edition
from watchword.site.handbook.models import Assignment
from watchword.site.kit.cards import Card, cards
from watchword.site.kit.dates import Day, dates
from watchword.site.kit.deed import may
from watchword.site.people.models import Person
from watchword.site.training.models import Lesson
from watchword.site.upkeep import access
from watchword.site.upkeep.models import ContactCheck
from watchword.site.upkeep.queries import review_due

SOON = timedelta(days=28)


@cards
def review(person: Person) -> Iterator[Card]:
    """A review that comes or is overdue."""
    if not may(person, access.REVIEW):
        return
    today = timezone.localdate()
    edition = Edition.objects.in_force(today)
    due = review_due(edition, today) if edition else None
    if due and due.on and due.on <= today + SOON:
        yield Card(
            title=_("Review the policy"),
            words=_("Start a draft of the next edition, or record that nothing changes."),
            address=reverse("upkeep"),
            deed=_("Review"),
            due=due.on,
            is_late=due.is_overdue,
        )


@cards
def contacts(person: Person) -> Iterator[Card]:
    """Contacts that have changed or did not answer."""
    if not may(person, access.CONTACTS):
        return
    late = timezone.localdate() - SOON
    wrong = ContactCheck.objects.filter(is_right=False).count()
    silent = ContactCheck.objects.filter(answered_at=None, asked_on__lte=late).count()
    if wrong or silent:
        yield Card(
            title=_("Look after contacts"),
            words=_("Some have changed, or did not answer."),
            address=f"{reverse('upkeep')}#contacts",
            deed=_("Look"),
            count=wrong + silent,
        )


@dates
def policy_dates(person: Person) -> Iterator[Day]:
    """When the policy is reviewed, and rounds of asking end."""
    today = timezone.localdate()
    edition = Edition.objects.in_force(today)
    due = review_due(edition, today) if edition else None
    if edition and due and due.on and may(person, access.SEE):
        yield Day(
            name=f"review-{edition.pk}",
            on=due.on,
            title=_("Policy to be reviewed"),
            address=reverse("upkeep"),
        )
    for later in Edition.objects.published().filter(effective_on__gt=today):
        yield Day(
            name=f"edition-{later.pk}",
            on=later.effective_on or today,
            title=_("%(edition)s comes into force") % {"edition": later},
            address=reverse("edition", args=[later.number]),
        )
    if may(person, SEE_ROUNDS):
        for one in Round.objects.filter(closed_at=None):
            yield Day(
                name=f"round-{one.pk}",
                on=one.closes_on,
                title=_("Comments end: %(round)s") % {"round": one.title},
                address=reverse("round", args=[one.pk]),
            )


@dates
def own_dates(person: Person) -> Iterator[Day]:
    """What this person is to read and learn, and when a certificate ends."""
    for one in Assignment.objects.open().filter(person=person).select_related("edition"):
        yield Day(
            name=f"assignment-{one.pk}",
            on=one.due_on,
            title=_("Read and acknowledge %(edition)s") % {"edition": one.edition},
            address=reverse("my-rules"),
        )
    for lesson in Lesson.objects.filter(person=person, is_off=False):
        if lesson.passed_at is None and lesson.due_on:
            title = _("Learn: %(title)s") % {"title": lesson.title}
            yield Day(
                name=f"lesson-{lesson.pk}",
                on=lesson.due_on,
                title=title,
                address=reverse("module", args=[lesson.module]),
            )
