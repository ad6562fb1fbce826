"""The cast of the newsroom: who writes, who approves, and a draft for two accounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from watchword.site.accounts.actions import take_over_accounts
from watchword.site.accounts.models import Account, Seat
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import acknowledge, answer_quiz, assign_edition
from watchword.site.handbook.models import Assignment
from watchword.site.handbook.quiz import quiz_of
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.review.actions import save_draft
from watchword.site.review.content import Content, Variant
from watchword.site.review.models import Draft

Make = Callable[..., Person]
GOOD = "Our vaccination clinic in Larch Street opens on Monday at nine. No appointment is needed."
FACEBOOK, BLUESKY = "facebook-glenmarrowhealthboard", "bluesky-publichealth.glenmarrow.example"


@pytest.fixture
def register(first: Edition) -> dict[str, Account]:
    """The accounts of the health board."""
    take_over_accounts(first)
    return {one.key: one for one in Account.objects.all()}


@pytest.fixture
def make_ready(first: Edition) -> Callable[..., None]:
    """Has people read, answer and acknowledge what they are asked."""

    def acknowledge_all(*people: Person) -> None:
        assign_edition(first, timezone.localdate())
        rows = Assignment.objects.open().filter(person__in=people)
        for one in rows.select_related("person", "reading", "edition"):
            answer_quiz(one.person, one, {each.key: each.right_key for each in quiz_of(one)})
            acknowledge(one.person, one)

    return acknowledge_all


@pytest.fixture
def author(
    make_person: Make, register: dict[str, Account], make_ready: Callable[..., None]
) -> Person:
    """Somebody who writes for every account."""
    made = make_person("Nell Ford", Role.AUTHOR, job="digital officer")
    Seat.objects.bulk_create(Seat(account=one, person=made) for one in register.values())
    make_ready(made)
    return made


@pytest.fixture
def reviewer(make_person: Make) -> Person:
    """A post approver."""
    return make_person("Omar Lind", Role.REVIEWER)


@pytest.fixture
def duty(make_person: Make) -> Person:
    """The duty officer."""
    return make_person("Dora Finn", Role.DUTY)


def content(
    text: str = GOOD, *, hours: float | None = 2, accounts: Sequence[str] = (FACEBOOK, BLUESKY)
) -> Content:
    """What a draft says on some accounts, planned so many hours from now."""
    at = None if hours is None else timezone.now() + timedelta(hours=hours)
    return Content(
        text=text, variants=tuple(Variant(account=one, planned_at=at) for one in accounts)
    )


@pytest.fixture
def draft(author: Person) -> Draft:
    """A harmless draft for two accounts, planned in two hours."""
    return save_draft(author, None, content())
