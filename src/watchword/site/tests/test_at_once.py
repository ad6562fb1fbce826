"""Two people at the same moment: one is first, the other reads why; nothing is doubled or lost.

Each test lets threads with connections of their own begin together, on SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from watchword.site.accounts.actions import join
from watchword.site.accounts.models import Account
from watchword.site.crisis.actions import declare
from watchword.site.crisis.models import Situation
from watchword.site.crisis.proof import prove
from watchword.site.kit.refusal import Refusal
from watchword.site.newsroom import GOOD, content
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.publishing.actions import release
from watchword.site.publishing.models import Delivery, Post
from watchword.site.publishing.tests.test_sending import Network, send
from watchword.site.review.actions import answer, appoint, ask_approval, save_draft
from watchword.site.review.models import Approval, Draft, Request

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Person]
Deed = Callable[[], object]
ROUNDS = 2


def at_once(*deeds: Deed) -> list[object]:
    """What each deed gave, or the refusal that it met; anything else that it raised is raised."""
    start, found = Barrier(len(deeds)), dict[int, object]()

    def run(number: int, deed: Deed) -> None:
        try:
            start.wait(10)
            found[number] = deed()
        except BaseException as error:  # noqa: BLE001 - told to the test below
            found[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number, deed)) for number, deed in enumerate(deeds)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    for one in found.values():
        if isinstance(one, BaseException) and not isinstance(one, Refusal):
            raise one
    assert len(found) == len(deeds), "a thread hangs"
    return [found[number] for number in range(len(deeds))]


def refused(found: Sequence[object]) -> int:
    return sum(isinstance(one, Refusal) for one in found)


def says(person: Person, asked: Request, said: str) -> Deed:
    return lambda: answer(person, asked, answer=said, digest=asked.revision.digest, words="Why.")


def yes(person: Person, asked: Request) -> Deed:
    return says(person, asked, "yes")


def saves(person: Person, draft: Draft, text: str) -> Deed:
    return lambda: save_draft(person, draft, content(text), latest=1)


@pytest.fixture
def second(make_person: Make) -> Person:
    return make_person("Pia Voss", Role.REVIEWER)


def test_two_approvers_of_one_step_are_one_yes(
    author: Person, reviewer: Person, second: Person
) -> None:
    for number in range(ROUNDS):
        draft = save_draft(author, None, content(f"{GOOD} ({number})"))
        asked = ask_approval(author, draft)
        found = at_once(yes(reviewer, asked), yes(second, asked))
        assert refused(found) == 1
        assert Approval.objects.filter(request=asked).count() == 1
        rows = Delivery.objects.filter(draft=draft)
        assert set(rows.values_list("state", flat=True)) == {"scheduled"}


def test_one_person_twice_is_one_yes_of_the_two_that_a_high_tier_asks(
    author: Person, reviewer: Person, second: Person, draft: Draft
) -> None:
    asked = ask_approval(author, draft)
    Request.objects.filter(pk=asked.pk).update(
        tier="high", steps=[{"any_of": ["post-approver"]}, {"any_of": ["post-approver"]}]
    )
    asked.refresh_from_db()
    assert refused(at_once(yes(reviewer, asked), yes(reviewer, asked))) == 1
    asked.refresh_from_db()
    assert asked.state == "open"
    yes(second, asked)()
    asked.refresh_from_db()
    assert asked.state == "approved"


def test_two_steps_answered_at_once_need_two_people(
    author: Person, reviewer: Person, second: Person
) -> None:
    for number in range(ROUNDS):
        draft = save_draft(author, None, content(f"{GOOD} ({number})"))
        asked = ask_approval(author, draft)
        steps = [{"any_of": ["post-approver"]}, {"any_of": ["post-approver"]}]
        Request.objects.filter(pk=asked.pk).update(tier="high", steps=steps)
        asked.refresh_from_db()
        assert refused(at_once(yes(reviewer, asked), yes(second, asked))) == 0
        asked.refresh_from_db()
        assert asked.state == "approved"
        assert set(asked.approvals.values_list("step", flat=True)) == {0, 1}


def test_a_yes_and_a_no_at_once_are_the_one_that_came_first(
    author: Person, reviewer: Person, second: Person
) -> None:
    for number in range(ROUNDS):
        draft = save_draft(author, None, content(f"{GOOD} ({number})"))
        asked = ask_approval(author, draft)
        found = at_once(yes(reviewer, asked), says(second, asked, "no"))
        assert refused(found) == 1
        (said,) = Approval.objects.filter(request=asked)
        states = set(Delivery.objects.filter(draft=draft).values_list("state", flat=True))
        assert states == ({"scheduled"} if said.answer == "yes" else {"draft"})


def test_what_is_scheduled_is_what_was_approved_however_its_author_saves_meanwhile(
    author: Person, reviewer: Person
) -> None:
    """Either the yes came first and the change needs another, or it was for words that are gone."""
    for number in range(ROUNDS):
        draft = save_draft(author, None, content(f"{GOOD} ({number})"))
        asked = ask_approval(author, draft)
        at_once(yes(reviewer, asked), saves(author, draft, f"Quite other words ({number})."))
        for one in Delivery.objects.filter(draft=draft):
            assert one.state != "scheduled"
            assert one.revision is None
        draft.refresh_from_db()
        assert draft.latest == 2


def test_two_who_save_one_draft_lose_nothing(author: Person, second: Person, draft: Draft) -> None:
    found = at_once(saves(author, draft, "Of the first."), saves(author, draft, "Of the second."))
    assert refused(found) == 1
    draft.refresh_from_db()
    assert draft.latest == 2


def test_two_who_declare_at_once_are_one_crisis(duty: Person, register: dict[str, Account]) -> None:
    found = at_once(*[lambda: declare(duty, title="Fire", reason="")] * 2)
    on = Situation.objects.on(timezone.now())
    assert on.count() == 1
    assert all(isinstance(one, Situation | Refusal) for one in found)


def test_nothing_leaves_after_the_freeze_is_proved_however_the_sender_runs(
    author: Person, reviewer: Person, duty: Person, administrator: Person,
    register: dict[str, Account],
) -> None:  # fmt: skip
    bluesky = next(one for one in register.values() if one.channel == "bluesky")
    join(administrator, bluesky, server="https://pds.example", identity="us", secret="app-password")
    for number in range(8):
        draft = save_draft(
            author, None, content(f"{GOOD} ({number})", hours=None, accounts=(bluesky.key,))
        )
        yes(reviewer, ask_approval(author, draft))()
    network = Network()

    def freeze() -> int:
        held = prove(declare(duty, title="Fire", reason=""))
        assert held.holds
        return len(network.posts)

    _sent, at_proof = at_once(lambda: send(network), freeze)
    leaving = Delivery.objects.filter(state="sending").count()
    assert send(network) == 0
    assert isinstance(at_proof, int)
    # one that a sender had in its hands when the button was pressed may still appear
    assert len(network.posts) <= at_proof + 1
    assert leaving == 0
    assert Post.objects.count() == len(network.posts)
    rows = Delivery.objects.filter(draft__author=author)
    assert set(rows.values_list("state", flat=True)) <= {"published", "held"}
    assert rows.filter(state="published").count() == len(network.posts)


def test_one_held_post_that_two_release_goes_out_once(
    author: Person, reviewer: Person, duty: Person, owner: Person, make_ready: Callable[..., None]
) -> None:
    make_ready(duty, owner)
    draft = save_draft(author, None, content())
    yes(reviewer, ask_approval(author, draft))()
    one = draft.deliveries.first()
    assert one is not None
    Delivery.objects.filter(pk=one.pk).update(state="held", next_try_at=None)
    found = at_once(lambda: release(duty, one), lambda: release(owner, one))
    assert refused(found) == 1
    one.refresh_from_db()
    assert one.state == "scheduled"


def test_an_appointment_made_twice_at_once_lets_one_person_answer_once(
    owner: Person, author: Person, reviewer: Person, draft: Draft
) -> None:
    at_once(*[lambda: appoint(owner, role="post-approver", person=reviewer)] * 2)
    asked = ask_approval(author, draft)
    assert refused(at_once(yes(reviewer, asked), yes(reviewer, asked))) == 1
    assert Approval.objects.count() == 1
