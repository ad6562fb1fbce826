"""The calendar of a month and a week, moving a post, and the content plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from watchword.site.accounts.models import Account
from watchword.site.kit.refusal import Invalid, NotAllowed
from watchword.site.newsroom import BLUESKY, FACEBOOK, GOOD, content
from watchword.site.people.models import Person
from watchword.site.publishing.actions import enter_by_hand
from watchword.site.publishing.models import Delivery
from watchword.site.publishing.month import monday_of
from watchword.site.publishing.plan import AccountPlan, plans
from watchword.site.review.actions import answer, ask_approval, move_draft, save_draft
from watchword.site.review.content import Details
from watchword.site.review.models import Draft

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def delivery(draft: Draft) -> Delivery:
    return Delivery.objects.get(draft=draft, account__key=FACEBOOK)


def tomorrow(hour: int = 10) -> datetime:
    day = timezone.localtime() + timedelta(days=1)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def approved(author: Person, reviewer: Person, draft: Draft) -> None:
    asked = ask_approval(author, draft)
    answer(reviewer, asked, answer="yes", digest=asked.revision.digest)


def test_a_week_has_seven_days_with_the_words_of_their_posts(
    author: Person, draft: Draft, signed_in: SignIn
) -> None:
    day = timezone.localtime(delivery(draft).planned_at).date()
    page = signed_in(author).get(f"/posts/calendar/?week={day.isoformat()}")
    days = page.context["days"]
    assert [one.on.weekday() for one in days] == list(range(7))
    (shown,) = [one for one in days if one.on == day]
    assert {one.delivery.draft for one in shown.entries} == {draft}
    assert GOOD[:40] in page.content.decode()


@pytest.mark.parametrize("written", ["", "nonsense", "2026-02-31", "0001-01-01", "9999-12-31"])
def test_a_week_that_is_none_shows_the_month(
    written: str, author: Person, signed_in: SignIn
) -> None:
    page = signed_in(author).get(f"/posts/calendar/?week={written}")
    assert page.status_code == 200
    assert monday_of(written) is None
    assert "weeks" in page.context
    assert signed_in(author).get(f"/posts/plan/?month={written[:7]}").status_code == 200


def test_a_draft_that_is_dragged_is_planned_anew_in_a_revision_of_its_own(
    author: Person, draft: Draft, signed_in: SignIn
) -> None:
    one = delivery(draft)
    at = tomorrow()
    given = {"deed": "move", "at": at.strftime("%Y-%m-%dT%H:%M"), "back": "/posts/calendar/"}
    answered = signed_in(author).post(f"/posts/queue/{one.pk}/decide/", given)
    assert answered["Location"] == "/posts/calendar/"
    one.refresh_from_db()
    assert one.planned_at == at
    draft.refresh_from_db()
    assert draft.latest == 2
    assert draft.revision.content.variant(FACEBOOK).planned_at == at
    assert draft.revision.content.variant(BLUESKY).planned_at != at


def test_what_is_approved_moves_and_stays_approved(
    author: Person, reviewer: Person, draft: Draft, signed_in: SignIn
) -> None:
    approved(author, reviewer, draft)
    one = delivery(draft)
    assert "Move it" in signed_in(author).get(f"/posts/queue/{one.pk}/").content.decode()
    at = tomorrow(15)
    given = {"deed": "move", "at": at.strftime("%Y-%m-%dT%H:%M")}
    signed_in(author).post(f"/posts/queue/{one.pk}/decide/", given)
    one.refresh_from_db()
    assert (one.state, one.planned_at, one.next_try_at) == ("scheduled", at, at)


def test_nothing_moves_to_the_past_or_by_somebody_who_writes_no_posts(
    author: Person, compliance: Person, draft: Draft
) -> None:
    account = delivery(draft).account
    with pytest.raises(Invalid):
        move_draft(author, draft, account, timezone.now() - timedelta(minutes=1))
    with pytest.raises(NotAllowed):
        move_draft(compliance, draft, account, tomorrow())


def plan_of(person: Person, key: str) -> AccountPlan:
    first = timezone.localdate().replace(day=1)
    return next(one for one in plans(person, first) if one.account.key == key)


@pytest.fixture
def facebook(register: dict[str, Account]) -> Account:
    found = register[FACEBOOK]
    found.pillars, found.plan = ["clinics", "jobs"], {"clinics": 0.5, "jobs": 0.5}
    found.save()
    return found


def test_the_content_plan_counts_what_is_out_and_planned_by_pillar_and_names_gaps(
    author: Person, reviewer: Person, facebook: Account, signed_in: SignIn
) -> None:
    whole = replace(content(hours=None, accounts=(FACEBOOK,)), details=Details(pillar="clinics"))
    for number in range(9):
        draft = save_draft(author, None, replace(whole, text=f"{GOOD} ({number})"))
        approved(author, reviewer, draft)
        address = f"https://facebook.example/{number}"
        enter_by_hand(author, delivery(draft), address=address)
    coming = replace(content(hours=0.01, accounts=(FACEBOOK,)), details=Details(pillar="clinics"))
    save_draft(author, None, coming)
    found = plan_of(author, FACEBOOK)
    rows = {one.name: one for one in found.rows}
    assert (rows["clinics"].posted, rows["clinics"].planned) == (9, 1)
    assert rows["clinics"].share == 1
    assert rows["clinics"].last is not None
    assert (rows["jobs"].posted, rows["jobs"].planned, rows["jobs"].last) == (0, 0, None)
    assert rows["jobs"].is_empty
    assert rows["jobs"].is_short
    assert [one.name for one in found.gaps] == ["jobs"]
    page = signed_in(author).get("/posts/plan/").content.decode()
    assert "nothing on jobs" in page
    assert "100 %" in page


def test_a_small_miss_of_the_plan_is_no_gap(author: Person, facebook: Account) -> None:
    for pillar in ("clinics", "clinics", "jobs"):
        whole = replace(content(hours=0.01, accounts=(FACEBOOK,)), details=Details(pillar=pillar))
        save_draft(author, None, whole)
    found = plan_of(author, FACEBOOK)
    assert found.gaps == ()
    assert found.planned == 3


def test_the_content_plan_asks_the_database_the_same_however_many_accounts_there_are(
    author: Person, draft: Draft, signed_in: SignIn, django_assert_max_num_queries: Callable
) -> None:
    browser = signed_in(author)
    with django_assert_max_num_queries(26):
        browser.get("/posts/plan/")
