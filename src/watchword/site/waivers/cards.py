"""What waits for a person about waivers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.kit.cards import Card, cards
from watchword.site.kit.dates import Day, dates
from watchword.site.kit.deed import may
from watchword.site.people.models import Person
from watchword.site.waivers import access
from watchword.site.waivers.actions import REMIND_DAYS
from watchword.site.waivers.models import Waiver


@cards
def decide(person: Person) -> Iterator[Card]:
    """Waivers that this person may decide."""
    if not may(person, access.GRANT):
        return
    rows = Waiver.objects.filter(state=Waiver.State.ASKED)
    count = rows.exclude(asked_by=person).exclude(owner=person).exclude(person=person).count()
    if count:
        yield Card(
            title=_("Decide on waivers"),
            words=_("Somebody asks for an exception from a rule."),
            address=f"{reverse('waivers')}?state=asked",
            deed=_("Look and decide"),
            count=count,
        )


@cards
def ending(person: Person) -> Iterator[Card]:
    """Waivers of this person that end soon."""
    today = timezone.localdate()
    soon = today + timedelta(days=REMIND_DAYS[0])
    for one in Waiver.objects.in_force(today).filter(owner=person, ends_on__lte=soon):
        yield Card(
            title=_("A waiver ends"),
            words=_("%(rule)s: after it, the rule holds again.") % {"rule": one.rule},
            address=reverse("waiver", args=[one.pk]),
            deed=_("Look"),
            due=one.ends_on,
        )


@dates
def ends(person: Person) -> Iterator[Day]:
    """Last days of this person's waivers."""
    for one in Waiver.objects.in_force(timezone.localdate()).filter(owner=person):
        yield Day(
            name=f"waiver-{one.pk}",
            on=one.ends_on,
            title=_("Waiver for %(rule)s ends") % {"rule": one.rule},
            address=reverse("waiver", args=[one.pk]),
        )
