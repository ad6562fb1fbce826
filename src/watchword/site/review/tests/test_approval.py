"""Approval: the tier, who may answer, and what no door lets anybody do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from watchword.site.accounts.models import Account
from watchword.site.kit.refusal import Invalid, NotAllowed, Refusal
from watchword.site.newsroom import BLUESKY, FACEBOOK, GOOD, content
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.publishing.models import Delivery
from watchword.site.review.actions import (
    Overtaken,
    add_file,
    answer,
    appoint,
    ask_approval,
    expire,
    give_up,
    save_draft,
    withdraw,
)
from watchword.site.review.content import Medium
from watchword.site.review.models import Approval, Draft, LibraryFile, Request

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
HELD = "Mrs Kerr from ward 4, born 03/04/1951, thanks our team for her new hip."


def states(draft: Draft) -> set[str]:
    return set(Delivery.objects.filter(draft=draft).values_list("state", flat=True))


def yes(person: Person, asked: Request, words: str = "") -> Request:
    return answer(person, asked, answer="yes", digest=asked.revision.digest, words=words)


def test_a_harmless_post_is_routine_and_one_yes_schedules_it(
    author: Person, reviewer: Person, draft: Draft
) -> None:
    asked = ask_approval(author, draft)
    assert (asked.tier, asked.state) == ("routine", "open")
    assert states(draft) == {"in approval"}
    yes(reviewer, asked)
    assert states(draft) == {"scheduled"}
    rows = Delivery.objects.filter(draft=draft)
    assert all(one.revision == draft.revision and one.next_try_at == one.planned_at for one in rows)


def test_nobody_approves_what_they_wrote_not_even_as_approver_or_in_sql(
    reviewer: Person,
    make_person: Make,
    make_ready: Callable[..., None],
    register: dict[str, Account],
) -> None:
    both = make_person("Pia Rowe", Role.AUTHOR, Role.REVIEWER)
    make_ready(both)
    register[FACEBOOK].seats.create(person=both)
    mine = save_draft(both, None, content(accounts=(FACEBOOK,)))
    asked = ask_approval(both, mine)
    with pytest.raises(Refusal, match="You wrote this"):
        yes(both, asked)
    with (
        pytest.raises(DatabaseError, match="nobody approves what they wrote"),
        transaction.atomic(),
    ):
        Approval.objects.create(
            request=asked, revision=asked.revision, person=both, role="post-approver", answer="yes"
        )
    yes(reviewer, asked)
    assert Request.objects.get(pk=asked.pk).state == "approved"


def test_who_wrote_any_of_it_since_the_last_approval_does_not_approve_it(
    author: Person, make_person: Make, register: dict[str, Account], draft: Draft
) -> None:
    both = make_person("Pia Rowe", Role.AUTHOR, Role.REVIEWER)
    for one in register.values():
        one.seats.create(person=both)
    save_draft(both, draft, content(GOOD + " Bring your card."), latest=1)
    save_draft(author, draft, content(GOOD + " Bring your card. Thank you."), latest=2)
    asked = ask_approval(author, draft)
    with pytest.raises(Refusal, match="You wrote this"):
        yes(both, asked)


def test_a_change_after_a_yes_needs_it_again(
    author: Person, reviewer: Person, draft: Draft
) -> None:
    yes(reviewer, ask_approval(author, draft))
    save_draft(author, draft, content(GOOD + " Free of charge."), latest=1)
    assert states(draft) == {"draft"}
    assert not Delivery.objects.filter(draft=draft, revision__isnull=False).exists()


def test_spacing_and_the_schedule_may_change_where_the_policy_says_so(
    author: Person, reviewer: Person, draft: Draft
) -> None:
    yes(reviewer, ask_approval(author, draft))
    save_draft(author, draft, content(GOOD.replace(". ", ".  "), hours=5), latest=1)
    assert states(draft) == {"scheduled"}
    now = Request.objects.filter(draft=draft, state="approved").latest("pk")
    assert now.revision.number == 2
    assert any("Only what the policy lets change" in one for one in now.because)


def test_a_late_yes_leaves_it_missed(author: Person, reviewer: Person, draft: Draft) -> None:
    asked = ask_approval(author, draft)
    Delivery.objects.filter(draft=draft).update(planned_at=timezone.now() - timedelta(minutes=1))
    expire(timezone.now())
    assert states(draft) == {"missed"}
    yes(reviewer, asked)
    assert states(draft) == {"missed"}
    assert not Delivery.objects.due(timezone.now() + timedelta(days=9)).exists()


def test_what_nobody_answers_ends(author: Person, draft: Draft) -> None:
    asked = ask_approval(author, draft)
    assert expire(timezone.now() + timedelta(days=9)) == 1
    asked.refresh_from_db()
    assert asked.state == "expired"
    assert states(draft) == {"missed"}


def test_a_hold_asks_for_the_role_that_the_rule_names(
    author: Person, reviewer: Person, owner: Person, make_person: Make, register: dict[str, Account]
) -> None:
    mine = save_draft(author, None, content(HELD, accounts=(FACEBOOK,)))
    try:
        asked = ask_approval(author, mine)
    except Refusal as blocked:
        pytest.skip(f"the starter blocks it: {blocked.words}")
    assert asked.tier in ("sensitive", "high")
    assert asked.held_by
    roles = [role for step in asked.steps for role in step["any_of"]]
    assert "post-approver" not in roles[:1]
    with pytest.raises(Refusal, match="not asked"):
        yes(reviewer, asked, "It is fine.")
    stand_in = make_person("Gil Marr")
    for role in roles:
        appoint(owner, role=role, person=stand_in)
    with pytest.raises(Invalid):
        yes(stand_in, asked)
    yes(stand_in, asked, "She signed the consent of 3 May.")


def test_two_steps_need_two_people(
    author: Person, owner: Person, make_person: Make, draft: Draft
) -> None:
    asked = ask_approval(author, draft)
    Request.objects.filter(pk=asked.pk).update(
        steps=[{"any_of": ["legal"], "all_of": []}, {"any_of": [], "all_of": ["legal", "chair"]}]
    )
    asked.refresh_from_db()
    one, two, three = (make_person(name) for name in ("Al One", "Bo Two", "Cy Three"))
    for person in (one, two):
        appoint(owner, role="legal", person=person)
    appoint(owner, role="chair", person=three)
    yes(one, asked)
    with pytest.raises(Refusal):
        yes(one, asked)
    yes(two, asked)
    assert Request.objects.get(pk=asked.pk).state == "open"
    yes(three, asked)
    assert Request.objects.get(pk=asked.pk).state == "approved"


def test_a_deputy_answers_while_appointed(
    author: Person, owner: Person, make_person: Make, draft: Draft
) -> None:
    asked = ask_approval(author, draft)
    Request.objects.filter(pk=asked.pk).update(steps=[{"any_of": ["legal"], "all_of": []}])
    asked.refresh_from_db()
    holder, deputy = make_person("Al One"), make_person("Bo Two")
    today = timezone.localdate()
    appoint(owner, role="legal", person=holder)
    old = appoint(owner, role="legal", person=deputy, deputy_for=holder, since=today, until=today)
    type(old).objects.filter(pk=old.pk).update(until=today - timedelta(days=1))
    with pytest.raises(Refusal):
        yes(deputy, asked)
    type(old).objects.filter(pk=old.pk).update(until=today)
    yes(deputy, asked)
    assert Approval.objects.get(request=asked).instead_of == holder


def test_a_no_and_a_wish_for_change_give_it_back(
    author: Person, reviewer: Person, draft: Draft
) -> None:
    for given, state in (("no", "refused"), ("change", "returned")):
        asked = ask_approval(author, draft)
        with pytest.raises(Invalid):
            answer(reviewer, asked, answer=given, digest=asked.revision.digest)
        answer(
            reviewer,
            asked,
            answer=given,
            digest=asked.revision.digest,
            words="Ask.",
            tags=["tone", "x"],
        )
        asked.refresh_from_db()
        assert asked.state == state
        assert asked.approvals.get().tags == ["tone"]
        assert states(draft) == {"draft"}


def test_nobody_approves_what_they_did_not_see(
    author: Person, reviewer: Person, draft: Draft
) -> None:
    asked = ask_approval(author, draft)
    with pytest.raises(Refusal, match="changed after you opened it"):
        answer(reviewer, asked, answer="yes", digest="0" * 64)


def test_two_people_writing_at_once_lose_nothing(
    author: Person, make_person: Make, register: dict[str, Account], draft: Draft
) -> None:
    save_draft(author, draft, content("One."), latest=1)
    with pytest.raises(Overtaken) as told:
        save_draft(author, draft, content("Two."), latest=1)
    assert told.value.theirs.content.text == "One."
    assert [one.number for one in draft.revisions.all()] == [1, 2]


def test_who_has_no_seat_or_no_role_does_not_write(
    author: Person, make_person: Make, employee: Person, draft: Draft, register: dict[str, Account]
) -> None:
    stranger = make_person("Pia Rowe", Role.AUTHOR)
    with pytest.raises(Refusal, match="do not write for"):
        save_draft(stranger, draft, content("Mine."), latest=1)
    with pytest.raises(NotAllowed):
        save_draft(employee, None, content("Mine."))
    with pytest.raises(Invalid, match="not in the register"):
        save_draft(author, None, content(accounts=("x-nobody",)))


def test_readiness_decides_the_right_to_post(
    make_person: Make, register: dict[str, Account], make_ready: Callable[..., None]
) -> None:
    new = make_person("Pia Rowe", Role.AUTHOR)
    register[FACEBOOK].seats.create(person=new)
    mine = save_draft(new, None, content(accounts=(FACEBOOK,)))
    with pytest.raises(Refusal, match="You cannot post just now") as told:
        ask_approval(new, mine)
    assert told.value.remedy
    make_ready(new)
    assert ask_approval(new, mine).state == "open"


def test_a_withdrawn_request_gives_the_draft_back(author: Person, draft: Draft) -> None:
    asked = ask_approval(author, draft)
    withdraw(author, asked)
    assert states(draft) == {"draft"}
    with pytest.raises(Refusal):
        withdraw(author, asked)
    give_up(author, draft)
    assert states(draft) == {"dropped"}


def test_revisions_and_approvals_are_never_changed(
    author: Person, reviewer: Person, draft: Draft
) -> None:
    yes(reviewer, ask_approval(author, draft))
    for row in (draft.revision, Approval.objects.get()):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(author=reviewer) if hasattr(row, "digest") else type(row).objects.filter(pk=row.pk).update(words="x")  # fmt: skip


def test_an_account_left_out_is_dropped_and_comes_back(author: Person, draft: Draft) -> None:
    save_draft(author, draft, content(accounts=(FACEBOOK,)), latest=1)
    assert dict(draft.deliveries.values_list("account__key", "state"))[BLUESKY] == "dropped"
    again = replace(content(), text="Both again.")
    save_draft(author, draft, again, latest=2)
    assert states(draft) == {"draft"}


def test_only_what_the_library_holds_and_may_show_is_shown(author: Person) -> None:
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
    kept = add_file(
        author, ContentFile(buffer.getvalue(), "a.png"), title="Wall", rights="Ours.",
        consent="Nobody is in it.",
    )  # fmt: skip
    again = add_file(
        author, ContentFile(buffer.getvalue(), "b.png"), title="Wall", rights="Ours.",
        consent="Nobody is in it.",
    )  # fmt: skip
    assert again == kept
    good = replace(content(), media=(Medium(digest=kept.digest, description="A wall."),))
    mine = save_draft(author, None, good)
    LibraryFile.objects.update(until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Invalid, match="any longer"):
        ask_approval(author, mine)
    with pytest.raises(Invalid, match="not in the library"):
        save_draft(author, None, replace(content(), media=(Medium(digest="0" * 64),)))
    with pytest.raises(Invalid):
        add_file(author, ContentFile(b"no", "c.png"), title="x", rights="x", consent="x")
    with pytest.raises(Invalid) as told:
        add_file(author, ContentFile(b"no", "c.mp4"), title="", rights="", consent="")
    assert set(told.value.fields) == {"title", "rights", "consent", "captions"}


def test_a_rewording_is_taken_with_one_click_and_findings_come_as_one_types(
    author: Person, signed_in: Callable[[Person], Client]
) -> None:
    browser = signed_in(author)
    given = {"account": FACEBOOK, "text": "Call 07700 900123 today."}
    part = browser.post("/posts/drafts/new/", given, headers={"X-Part": "findings"})
    assert "Give only our public contact details" in part.text
    assert not Draft.objects.exists()
    browser.post("/posts/drafts/new/", given | {"take": "Call us today."})
    assert Draft.objects.get().revision.content.text == "Call us today."


def test_the_pages_of_a_request_lead_from_asking_to_the_queue(
    author: Person, reviewer: Person, draft: Draft, signed_in: Callable[[Person], Client]
) -> None:
    signed_in(author).post(f"/posts/drafts/{draft.pk}/ask/")
    asked = Request.objects.get()
    browser = signed_in(reviewer)
    assert GOOD[:40] in browser.get("/").text
    page = browser.get(f"/posts/approvals/{asked.pk}/")
    assert "Approve it" in page.text
    assert "Approve it" not in signed_in(author).get(f"/posts/approvals/{asked.pk}/").text
    answered = {"answer": "yes", "digest": asked.revision.digest}
    browser.post(f"/posts/approvals/{asked.pk}/answer/", answered)
    assert states(draft) == {"scheduled"}
    assert "close to another" not in signed_in(author).get("/posts/calendar/").text


def test_who_is_refused_reads_whom_it_waits_for_in_plain_words(
    author: Person, owner: Person, draft: Draft
) -> None:
    with pytest.raises(Refusal) as refused:
        yes(owner, ask_approval(author, draft))
    assert refused.value.remedy == "It waits for a post approver."
