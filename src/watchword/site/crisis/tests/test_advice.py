"""What employees are advised of their own posts while an incident is on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from watchword.site.accounts.models import Account
from watchword.site.crisis.actions import declare, end
from watchword.site.crisis.advice import advice_on
from watchword.site.crisis.models import Situation, Spokesperson
from watchword.site.crisis.queries import site_facts
from watchword.site.editions.models import Edition
from watchword.site.people.models import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
ABOUT = "They say the fire began in a store room. I saw the smoke from Larch Street."
OTHER = "The puzzle club meets on Thursday."


@pytest.fixture
def fire(duty: Person, owner: Person, register: dict[str, Account]) -> Situation:
    Spokesperson.objects.create(person=owner, subject="Any incident")
    return declare(duty, title="Fire in ward 4", reason="Smoke on two floors.")


def test_a_personal_post_about_the_incident_is_advised_with_whom_to_ask(
    fire: Situation, employee: Person, owner: Person, signed_in: SignIn
) -> None:
    (found,) = advice_on(ABOUT, timezone.now())
    assert set(found.words) == {"fire", "smoke"}
    assert [one.person for one in found.ask] == [owner]
    given = {"text": ABOUT, "account": "personal"}
    page = signed_in(employee).post("/posts/check/", given).content.decode()
    assert "Your text seems to be about it: fire, smoke" in page
    assert str(owner) in page
    assert "Send enquiries" in page


def test_another_personal_post_is_only_reminded_and_an_official_one_not_at_all(
    fire: Situation, author: Person, signed_in: SignIn
) -> None:
    (found,) = advice_on(OTHER, timezone.now())
    assert not found.is_about
    browser = signed_in(author)
    page = browser.post("/posts/check/", {"text": OTHER, "account": "personal"}).content.decode()
    assert "the rest of your life is yours" in page
    page = browser.post("/posts/check/", {"text": ABOUT, "account": "official"}).content.decode()
    assert "seems to be about it" not in page


def test_a_drill_and_what_is_over_advise_nobody(
    duty: Person, fire: Situation, first: Edition
) -> None:
    end(duty, fire, words="Over.")
    declare(duty, title="Fire drill", reason="", is_drill=True)
    assert advice_on(ABOUT, timezone.now()) == []
    assert site_facts() == {"situation": "normal", "calendar": "normal"}


def test_rules_for_a_crisis_hold_for_personal_posts_too(fire: Situation) -> None:
    assert site_facts()["situation"] == "crisis"
