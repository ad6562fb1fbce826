"""The freeze: every way out is shut, but for those who are named; release is one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from watchword.site.accounts.models import Account
from watchword.site.audit.models import Entry
from watchword.site.crisis.actions import (
    Scope,
    approve_line,
    begin_planned,
    declare,
    end,
    note,
    plan_situation,
    sign_note,
    take_over_plan,
    tell_employees,
    write_line,
)
from watchword.site.crisis.models import HoldingLine, Situation, Spokesperson
from watchword.site.crisis.overview import waiting_for, would_have_stopped
from watchword.site.crisis.proof import prove
from watchword.site.crisis.queries import Frozen, situation_facts
from watchword.site.editions.models import Edition
from watchword.site.kit.refusal import Invalid, NotAllowed, Refusal
from watchword.site.newsroom import BLUESKY, FACEBOOK, content
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person
from watchword.site.publishing.actions import drop, enter_by_hand, release, reschedule
from watchword.site.publishing.models import Delivery
from watchword.site.review.actions import answer, ask_approval, save_draft
from watchword.site.review.models import Draft

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]


@pytest.fixture
def scheduled(author: Person, reviewer: Person, draft: Draft) -> Draft:
    """A draft that is approved and scheduled on two accounts."""
    asked = ask_approval(author, draft)
    answer(reviewer, asked, answer="yes", digest=asked.revision.digest)
    return draft


def states(draft: Draft) -> dict[str, str]:
    return dict(draft.deliveries.values_list("account__key", "state"))


def test_one_deed_stops_every_way_out_and_proves_it(
    duty: Person, scheduled: Draft, author: Person
) -> None:
    fire = declare(duty, title="Fire in ward 4", reason="Smoke on two floors.")
    assert set(states(scheduled).values()) == {"held"}
    before = (Person.objects.count(), Draft.objects.count(), Entry.objects.count())
    proof = prove(fire)
    assert [one.words for one in proof.ways if not one.is_stopped] == []
    assert proof.holds
    assert len(proof.ways) >= 8
    assert (Person.objects.count(), Draft.objects.count(), Entry.objects.count()) == before


def test_without_a_freeze_the_proof_says_that_every_way_is_open(
    duty: Person, scheduled: Draft
) -> None:
    fire = declare(duty, title="Fire", reason="", scope=Scope(accounts=(FACEBOOK,)))
    fire.stops.update(is_on=False)
    fire.stops.update(is_on=True)
    assert prove(fire).holds
    fire.stops.update(is_on=False)
    assert not prove(fire).holds


def test_a_drill_stops_nothing_and_says_so(duty: Person, scheduled: Draft) -> None:
    drill = declare(duty, title="Night drill", reason="Half-yearly.", is_drill=True)
    assert set(states(scheduled).values()) == {"scheduled"}
    browser = Client()
    browser.force_login(duty)
    assert "Drill, nothing is stopped" in browser.get("/").text
    assert "drill" in browser.get(f"/freeze/{drill.pk}/").text.lower()


def test_only_what_is_covered_is_stopped(duty: Person, scheduled: Draft) -> None:
    declare(duty, title="Hacked", reason="", scope=Scope(channels=("facebook",)))
    assert states(scheduled) == {FACEBOOK: "held", BLUESKY: "scheduled"}
    with pytest.raises(Invalid):
        declare(duty, title="Nothing", reason="", scope=Scope(areas=("nowhere",)))


def test_nobody_without_the_right_freezes_or_ends(
    duty: Person, author: Person, reviewer: Person, employee: Person
) -> None:
    for person in (author, reviewer, employee):
        with pytest.raises(NotAllowed):
            declare(person, title="Mine", reason="")
    fire = declare(duty, title="Fire", reason="")
    with pytest.raises(NotAllowed):
        end(author, fire, words="Over.")


def test_a_spokesperson_posts_what_is_tied_to_the_incident_and_freshly_approved(
    duty: Person, author: Person, reviewer: Person, make_ready: Callable[..., None],
    make_person: Make, owner: Person, register: dict[str, Account],
) -> None:  # fmt: skip
    fire = declare(duty, title="Fire", reason="")
    mine = save_draft(
        author, None, content("We are aware of an incident.", hours=None, accounts=(FACEBOOK,))
    )
    with pytest.raises(Frozen):
        ask_approval(author, mine)
    with pytest.raises(Frozen):
        ask_approval(author, mine, situation=fire)
    Spokesperson.objects.create(person=author, subject="Any incident")
    with pytest.raises(Frozen):
        ask_approval(author, mine)
    asked = ask_approval(author, mine, situation=fire)
    assert asked.tier == "high"
    roles = [role for step in asked.steps for role in step["any_of"]]
    people = [make_person(f"P{n} Lead", job=role.replace("-", " ")) for n, role in enumerate(roles)]
    for person in people:
        asked.refresh_from_db()
        if asked.state == "open":
            try:
                answer(person, asked, answer="yes", digest=asked.revision.digest, words="True.")
            except Refusal:
                continue
    asked.refresh_from_db()
    assert asked.state == "approved"
    delivery = mine.deliveries.get()
    assert delivery.situation == fire
    post = enter_by_hand(author, delivery, address="https://facebook.example/1")
    assert post.situation == fire


def test_the_database_itself_refuses_to_send_from_a_stopped_account(
    duty: Person, scheduled: Draft
) -> None:
    declare(duty, title="Fire", reason="")
    with pytest.raises(DatabaseError, match="a freeze stops this account"), transaction.atomic():
        Delivery.objects.filter(draft=scheduled).update(state="sending")


def test_after_the_end_each_post_is_decided_by_a_person(
    duty: Person, author: Person, scheduled: Draft, make_ready: Callable[..., None]
) -> None:
    make_ready(duty)
    fire = declare(duty, title="Fire", reason="")
    one, two = waiting_for(fire)
    with pytest.raises(Frozen):
        release(author, one)
    with pytest.raises(Refusal):
        sign_note(duty, fire, words="Too early.")
    end(duty, fire, words="Everybody is safe.")
    assert set(states(scheduled).values()) == {"held"}
    with pytest.raises(Refusal, match="still wait"):
        sign_note(duty, fire, words="Not all decided.")
    reschedule(author, one, timezone.now() + timedelta(hours=3))
    drop(author, two, words="No longer fits.")
    note(duty, fire, words="The line went out within nine minutes.")
    sign_note(duty, fire, words="Name a second deputy.")
    with pytest.raises(Refusal):
        note(duty, fire, words="Once more.")
    assert sorted(states(scheduled).values()) == ["dropped", "scheduled"]


def test_a_line_of_the_timeline_is_never_changed(duty: Person) -> None:
    fire = declare(duty, title="Fire", reason="")
    with pytest.raises(DatabaseError), transaction.atomic():
        fire.timeline.update(words="Nothing happened.")


def test_employees_are_told_once_each(duty: Person, employee: Person, author: Person) -> None:
    fire = declare(duty, title="Fire", reason="")
    tell_employees(duty, fire, words="Do not post. Send enquiries to the duty manager.")
    tell_employees(duty, fire, words="Do not post. Send enquiries to the duty manager.")
    told = Notice.objects.filter(kind="crisis")
    assert told.count() == Person.objects.count()
    assert told.filter(person=employee).count() == 1


def test_a_planned_time_begins_and_ends_by_itself(
    duty: Person, scheduled: Draft, register: dict[str, Account]
) -> None:
    now = timezone.now()
    planned = plan_situation(
        duty, title="Before the election", reason="Law.", stops=True,
        starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=9),
    )  # fmt: skip
    account = register[FACEBOOK]
    assert begin_planned(now) == 0
    assert situation_facts(account)["calendar"] == "normal"
    later = now + timedelta(days=2)
    assert begin_planned(later) == 1
    assert situation_facts(account, later)["calendar"] == "pre-election"
    assert set(states(scheduled).values()) == {"held"}
    assert begin_planned(later) == 0
    assert begin_planned(now + timedelta(days=10)) == 1
    assert not planned.stops.filter(is_on=True).exists()
    with pytest.raises(Invalid):
        plan_situation(duty, title="", reason="", starts_at=later, ends_at=now, kind="crisis")


def test_a_rehearsal_says_what_would_have_been_stopped(
    duty: Person, author: Person, scheduled: Draft
) -> None:
    delivery = scheduled.deliveries.get(account__key=FACEBOOK)
    enter_by_hand(author, delivery, address="https://facebook.example/1")
    drill = declare(duty, title="Drill", reason="", is_drill=True)
    now = timezone.now()
    found = would_have_stopped(drill, now - timedelta(days=1), now)
    assert [one.account.key for one in found] == [FACEBOOK]


def test_the_plan_of_the_policy_is_taken_over(
    first: Edition, make_person: Make, duty: Person, owner: Person
) -> None:
    chief = make_person("Ina Voss", job="Chief Executive")
    nursing = make_person("Lea Marr", job="Director of Nursing")
    assert take_over_plan(first) == 5
    assert HoldingLine.objects.get(title="Systems").text.startswith("Our phones at [place]")
    speaker = Spokesperson.objects.get(deputy_for=None)
    assert (speaker.person, speaker.subject) == (chief, "Any incident")
    assert speaker.deputies.get().person == nursing
    assert take_over_plan(first) == 5
    assert HoldingLine.objects.filter(is_gone=False).count() == 5
    line = write_line(duty, title="Water", text="The water at [place] is off.")
    with pytest.raises(NotAllowed):
        approve_line(duty, line)
    assert approve_line(owner, line).approved_by == owner


def test_the_page_freezes_and_shows_the_proof(
    duty: Person, scheduled: Draft, signed_in: Callable[[Person], Client]
) -> None:
    browser = signed_in(duty)
    answer_ = browser.post(
        "/freeze/", {"title": "Fire in ward 4", "scope": "all", "level": "3"}, follow=True
    )
    assert answer_.status_code == 200
    assert "The freeze holds" in answer_.text
    assert "2 posts wait for a decision" in answer_.text
    fire = Situation.objects.get()
    assert "refused it" in fire.timeline.last().words  # type: ignore[union-attr]
    assert "Frozen: Fire in ward 4" in signed_in(scheduled.author).get("/").text
    browser.post(f"/freeze/{fire.pk}/end/", {"words": "Over."})
    assert "over" in browser.get(f"/freeze/{fire.pk}/").text


def test_a_button_pressed_twice_declares_once(duty: Person) -> None:
    one = declare(duty, title="Fire", reason="")
    assert declare(duty, title="Fire", reason="") == one
    assert declare(duty, title="Fire", reason="", is_drill=True) != one


def test_a_post_begins_from_a_holding_line_and_who_speaks_is_named_on_the_page(
    duty: Person,
    owner: Person,
    author: Person,
    first: Edition,
    signed_in: Callable[[Person], Client],
) -> None:
    take_over_plan(first)
    line = HoldingLine.objects.get(title="Systems")
    page = signed_in(author).get("/posts/drafts/new/", {"line": line.pk})
    assert "Our phones at [place] are not working." in page.text
    browser = signed_in(duty)
    written = f"Any incident | {author.email} | {owner.email} | 01632 960120"
    browser.post("/freeze/prepare/", {"deed": "speakers", "speakers": written})
    assert [one.person for one in Spokesperson.objects.all()] == [author, owner]
    wrong = browser.post(
        "/freeze/prepare/", {"deed": "speakers", "speakers": "Any | nobody@x.example"}
    )
    assert wrong.status_code == 422
    assert Spokesperson.objects.count() == 2
