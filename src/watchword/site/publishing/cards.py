"""Posts that wait for a decision, or for somebody to post them by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.kit.cards import Card, cards
from watchword.site.kit.dates import Day, dates
from watchword.site.kit.deed import may
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.publishing import access
from watchword.site.publishing.models import Delivery, Look

State = Delivery.State
SOON = timedelta(hours=24)


@cards
def decide(person: Person) -> Iterator[Card]:
    """What is held, missed or failed: of one's own accounts, or of all for duty officers."""
    if not may(person, access.DECIDE):
        return
    rows = Delivery.objects.filter(state__in=(State.HELD, State.MISSED, State.FAILED))
    if not person.roles & {Role.DUTY, Role.OWNER}:
        rows = rows.filter(Q(draft__author=person) | Q(account__seats__person=person)).distinct()
    if count := rows.count():
        yield Card(
            title=_("Decide about posts"),
            words=_("They are held, missed or failed. None of them goes out by itself."),
            address=reverse("post-queue"),
            deed=_("Look and decide"),
            count=count,
        )


@cards
def by_hand(person: Person) -> Iterator[Card]:
    """What this person is to post by hand within a day."""
    rows = Delivery.objects.filter(
        Q(planned_at__lte=timezone.now() + SOON) | Q(planned_at=None),
        state=State.SCHEDULED,
        is_by_hand=True,
        account__seats__person=person,
    )
    first = rows.order_by("planned_at").first()
    if first is not None:
        yield Card(
            title=_("Post by hand"),
            words=str(first.draft),
            address=reverse("delivery", args=[first.pk]),
            deed=_("Copy it, post it, paste the link"),
            count=rows.count(),
        )


@dates
def planned(person: Person) -> Iterator[Day]:
    """Posts of this person's accounts that are planned."""
    rows = Delivery.objects.filter(
        state__in=(State.SCHEDULED, State.IN_APPROVAL),
        planned_at__gte=timezone.now(),
        account__seats__person=person,
    )
    for one in rows.select_related("account", "draft").order_by("planned_at")[:200]:
        if one.planned_at is not None:
            yield Day(
                name=f"post-{one.pk}",
                on=timezone.localdate(one.planned_at),
                title=_("%(account)s: %(title)s") % {"account": one.account, "title": one.draft},
                address=reverse("delivery", args=[one.pk]),
            )


@cards
def sample(person: Person) -> Iterator[Card]:
    """Posts of the monthly sample that nobody has looked at."""
    if not may(person, access.LOOK):
        return
    rows = Look.objects.filter(is_fine=None).exclude(
        post__revision__draft__revisions__author=person
    )
    first = rows.first()
    if first is not None:
        yield Card(
            title=_("Look at the monthly sample"),
            words=str(first.post),
            address=reverse("sample"),
            deed=_("Look at the posts"),
            count=rows.count(),
        )
