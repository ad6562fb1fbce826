"""Who must say yes, who is told what, and what waits for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from watchword.site.editions import queries
from watchword.site.editions.actions import (
    approve_draft,
    decide_change,
    give_up_draft,
    publish_edition,
    save_page,
    set_approval_terms,
    start_draft,
)
from watchword.site.editions.checklist import checklist
from watchword.site.editions.folder import files_of
from watchword.site.editions.models import Edition, Materiality
from watchword.site.kit.refusal import Invalid, NotAllowed, Refusal
from watchword.site.people.models import Person
from watchword.site.people.roles import Role

Make = Callable[..., Person]
SignIn = Callable[[Person], Client]
PATH = "rules/HB-207-few-hashtags.md"


@pytest.fixture
def draft(editor: Person, starter: dict[str, bytes]) -> Edition:
    return start_draft(editor, files=starter, title="Policy")


def approved(draft: Edition) -> bool:
    return next(one for one in checklist(draft) if one.name == "approved").is_met


def test_a_quorum_and_named_persons_must_say_yes(
    draft: Edition, approver: Person, compliance: Person, make_person: Make, owner: Person
) -> None:
    chair, third = make_person("Una Crane", Role.APPROVER), make_person("Hal Voss", Role.APPROVER)
    set_approval_terms(compliance, quorum=2, named=[chair])
    approve_draft(approver, draft, is_yes=True)
    approve_draft(third, draft, is_yes=True)
    item = next(one for one in checklist(draft) if one.name == "approved")
    assert not item.is_met
    assert "Una Crane still to say" in str(item.found)
    with pytest.raises(Refusal, match="approved"):
        publish_edition(
            owner, draft, effective_on=timezone.localdate(), digest=draft.digest,
            overrides={"consultation": "On paper.", "approved": "In a hurry."},
        )  # fmt: skip
    approve_draft(chair, draft, is_yes=True)
    assert approved(draft)
    approve_draft(third, draft, is_yes=False, words="Not like this.")
    assert not approved(draft)


def test_one_yes_is_enough_where_nobody_said_more(draft: Edition, approver: Person) -> None:
    assert not approved(draft)
    approve_draft(approver, draft, is_yes=True)
    assert approved(draft)


def test_who_publishes_cannot_loosen_who_must_approve(
    owner: Person, compliance: Person, employee: Person, signed_in: SignIn, approver: Person
) -> None:
    with pytest.raises(NotAllowed):
        set_approval_terms(owner, quorum=1, named=[])
    with pytest.raises(Invalid, match="approver"):
        set_approval_terms(compliance, quorum=1, named=[employee])
    with pytest.raises(Invalid):
        set_approval_terms(compliance, quorum=0, named=[])
    browser = signed_in(compliance)
    assert "Jon Hale" in browser.get("/policy/approvals/").content.decode()
    browser.post("/policy/approvals/", {"quorum": "2", "named": [approver.pk]})
    assert 'value="2"' in browser.get("/policy/approvals/").content.decode()
    assert browser.post("/policy/approvals/", {"quorum": "0"}).status_code == 422


@pytest.fixture
def second(owner: Person, first: Edition) -> Edition:
    draft = start_draft(owner, files=files_of(first), title="Next", based_on=first)
    body = files_of(first)[PATH].replace(b"at_most: 6", b"at_most: 5")
    save_page(owner, draft, PATH, body, version=1)
    return Edition.objects.get(pk=draft.pk)


def test_the_notice_is_seen_before_it_goes_out_and_whom_it_asks(
    second: Edition, owner: Person, employee: Person, make_person: Make, signed_in: SignIn
) -> None:
    browser, address = signed_in(owner), f"/handbook/preview/{second.pk}/"
    assert "Nobody is asked anything" in browser.get(address).content.decode()
    (change,) = queries.draft_changes(second, timezone.localdate())
    decide_change(
        owner, second, change, materiality=Materiality.NEW_DUTY,
        sentence="At most five hashtags.", why="Fewer are read.", asks_again=True,
    )  # fmt: skip
    page = browser.get(address).content.decode()
    assert "HB-207" in page
    assert "At most five hashtags." in page
    assert "Hello Ada" in page
    assert signed_in(employee).get(address).status_code == 403
    for odd in ("99", "x", "²", "-1"):
        assert browser.get(address, {"for": odd}).status_code == 200


def test_each_finds_what_waits_for_them_on_their_first_page(
    second: Edition, owner: Person, approver: Person, signed_in: SignIn
) -> None:
    assert "Decide on changes" in signed_in(owner).get("/").content.decode()
    assert "Approve an edition" not in signed_in(approver).get("/").content.decode()


def test_an_approver_is_asked_once_all_else_is_done(
    draft: Edition, approver: Person, signed_in: SignIn
) -> None:
    from watchword.site.consultation.models import Round

    today = timezone.localdate()
    Round.objects.create(
        edition=draft, title="All", opens_on=today, closes_on=today, closed_at=timezone.now()
    )
    page = signed_in(approver).get("/").content.decode()
    assert "Approve an edition" in page
    approve_draft(approver, draft, is_yes=True)
    assert "Approve an edition" not in signed_in(approver).get("/").content.decode()


def test_who_may_not_take_the_folder_out_is_not_offered_it(
    draft: Edition, approver: Person, editor: Person, signed_in: SignIn
) -> None:
    address = f"/policy/drafts/{draft.pk}/"
    assert "folders/" in signed_in(editor).get(address).content.decode()
    assert "folders/" not in signed_in(approver).get(address).content.decode()


def test_nobody_approves_a_state_that_they_did_not_see(
    draft: Edition, approver: Person, editor: Person, signed_in: SignIn
) -> None:
    seen, jon = draft.digest, signed_in(approver)
    assert seen in jon.get(f"/policy/drafts/{draft.pk}/publish/").content.decode()
    page = draft.pages.get(path="policy.md")
    save_page(editor, draft, "policy.md", bytes(page.text.body) + b"\nMore.\n", version=1)
    late = jon.post(f"/policy/drafts/{draft.pk}/approve/", {"answer": "yes", "digest": seen})
    assert late.status_code == 409
    assert not draft.approvals.exists()


def test_the_same_answer_twice_is_one_and_long_words_are_not_lost(
    draft: Edition, approver: Person, owner: Person, signed_in: SignIn
) -> None:
    jon, address = signed_in(approver), f"/policy/drafts/{draft.pk}/"
    for _ in range(2):
        jon.post(f"{address}approve/", {"answer": "yes", "digest": draft.digest, "words": "Ok."})
    assert draft.approvals.count() == 1
    long = {"answer": "no", "digest": draft.digest, "words": "long " * 500}
    kept = jon.post(f"{address}approve/", long)
    assert kept.status_code == 422
    assert b"long long" in kept.content
    assert jon.post(f"{address}approve/", {"digest": draft.digest}).status_code == 422
    notice = signed_in(owner).post(f"{address}notice/", {"words": "notice " * 5_000})
    assert notice.status_code == 422
    assert b"notice notice" in notice.content
    assert draft.approvals.count() == 1


def test_a_draft_with_a_broken_page_says_so_on_every_page_of_it(
    second: Edition, owner: Person, editor: Person, signed_in: SignIn
) -> None:
    version = second.pages.get(path="policy.md").version
    save_page(editor, second, "policy.md", b"---\ntitle: [\n", version=version)
    ada, address = signed_in(owner), f"/policy/drafts/{second.pk}/"
    for page in ("", "changes/", "publish/", "languages/", "consultation/", "pages/policy.md/"):
        assert ada.get(address + page).status_code in (200, 409), page
    late = ada.post(f"{address}changes/HB-207/", {"HB-207-materiality": "new-duty"})
    assert late.status_code == 409
    assert "cannot be used as it stands" in late.content.decode()


def test_who_writes_in_a_draft_that_was_given_up_reads_that(draft: Edition, editor: Person) -> None:
    give_up_draft(editor, draft)
    with pytest.raises(Refusal, match="given up"):
        save_page(editor, draft, "policy.md", b"x", version=1)
