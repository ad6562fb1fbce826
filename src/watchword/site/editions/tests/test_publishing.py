"""From draft to edition: decided, approved, published for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from watchword.site.editions import queries
from watchword.site.editions.actions import (
    approve_draft,
    decide_change,
    publish_edition,
    save_page,
    start_draft,
)
from watchword.site.editions.folder import files_of, policy_of
from watchword.site.editions.models import Edition, Materiality
from watchword.site.editions.stamp import stamped
from watchword.site.kit.refusal import Invalid, NotAllowed, Refusal
from watchword.site.people.models import Person

SignIn = Callable[[Person], Client]
PATH = "rules/HB-207-few-hashtags.md"


@pytest.fixture
def second(owner: Person, first: Edition) -> Edition:
    draft = start_draft(owner, files=files_of(first), title="Next", based_on=first)
    page = draft.pages.get(path=PATH)
    body = bytes(page.text.body).replace(b"at_most: 6", b"at_most: 5")
    assert body != bytes(page.text.body)
    save_page(owner, draft, PATH, body, version=page.version)
    return Edition.objects.get(pk=draft.pk)


def only_change(draft: Edition) -> queries.Change:
    (change,) = queries.draft_changes(draft, timezone.localdate())
    return change


def decide(owner: Person, draft: Edition) -> None:
    decide_change(
        owner, draft, only_change(draft), materiality=Materiality.NEW_DUTY,
        sentence="At most three hashtags.", why="Fewer are read more.", asks_again=True,
    )  # fmt: skip


def test_the_first_edition_carries_its_number_and_date(first: Edition) -> None:
    header = policy_of(first).header
    assert (header.edition, header.revised) == ("1", timezone.localdate())
    assert first.review_on is not None
    assert first.review_on > timezone.localdate() + timedelta(days=300)


def test_nothing_is_published_before_each_change_is_decided_and_approved(
    owner: Person, approver: Person, second: Edition
) -> None:
    today = timezone.localdate()
    with pytest.raises(Refusal, match="decided"):
        publish_edition(owner, second, effective_on=today, digest=second.digest)
    decide(owner, second)
    with pytest.raises(Refusal, match="approved"):
        publish_edition(owner, second, effective_on=today, digest=second.digest)
    approve_draft(approver, second, is_yes=True)
    with pytest.raises(Refusal, match="consulted"):
        publish_edition(owner, second, effective_on=today, digest=second.digest)
    reasons = {"consultation": "The unions asked for this in a meeting."}
    made = publish_edition(
        owner, second, effective_on=today, digest=second.digest, overrides=reasons
    )
    assert made.key_changes[-1]["why"] == "The unions asked for this in a meeting."
    assert "Ada Moss" in made.key_changes[-1]["what"]
    assert made.number == 2
    assert made.key_changes[0]["what"] == "At most three hashtags."
    assert b"| 2 | " in files_of(made)["policy.md"]


def test_a_change_after_approval_asks_for_a_new_one(
    owner: Person, approver: Person, second: Edition
) -> None:
    decide(owner, second)
    approve_draft(approver, second, is_yes=True)
    page = second.pages.get(path="policy.md")
    save_page(
        owner, second, "policy.md", bytes(page.text.body) + b"\nMore.\n", version=page.version
    )
    second.refresh_from_db()
    with pytest.raises(Refusal, match="approved"):
        publish_edition(owner, second, effective_on=timezone.localdate(), digest=second.digest)


def test_what_a_person_decided_about_another_change_does_not_count(
    owner: Person, second: Edition
) -> None:
    decide(owner, second)
    assert only_change(second).decision is not None
    page = second.pages.get(path=PATH)
    save_page(
        owner,
        second,
        PATH,
        bytes(page.text.body).replace(b"at_most: 5", b"at_most: 7"),
        version=page.version,
    )
    second.refresh_from_db()
    assert only_change(second).decision is None


def test_who_wrote_does_not_approve(
    make_person: Callable[..., Person], starter: dict[str, bytes]
) -> None:
    from watchword.site.people.roles import Role

    both = make_person("Kit Lane", Role.EDITOR, Role.APPROVER)
    draft = start_draft(both, files=starter)
    with pytest.raises(Refusal, match="somebody else"):
        approve_draft(both, draft, is_yes=True)


def test_a_looser_rule_names_reason_and_approver(owner: Person, first: Edition) -> None:
    draft = start_draft(owner, files=files_of(first), based_on=first)
    page = draft.pages.get(path=PATH)
    save_page(
        owner, draft, PATH, bytes(page.text.body).replace(b"at_most: 6", b"at_most: 9"), version=1
    )
    draft.refresh_from_db()
    with pytest.raises(Invalid) as caught:
        decide_change(
            owner,
            draft,
            only_change(draft),
            materiality=Materiality.CLARIFIED,
            sentence="More.",
            why="",
            asks_again=False,
        )
    assert set(caught.value.fields) == {"loosening", "approver"}


def test_an_edition_is_not_published_by_editors_or_into_the_past(
    editor: Person, owner: Person, second: Edition
) -> None:
    with pytest.raises(NotAllowed):
        publish_edition(editor, second, effective_on=timezone.localdate(), digest=second.digest)
    with pytest.raises(Invalid):
        publish_edition(owner, second, effective_on=date(2020, 1, 1), digest=second.digest)


def test_the_pages_lead_from_draft_to_edition(
    owner: Person, approver: Person, second: Edition, signed_in: SignIn
) -> None:
    ada, jon = signed_in(owner), signed_in(approver)
    page = ada.get(f"/policy/drafts/{second.pk}/changes/").content.decode()
    assert "Few hashtags" in page or "hashtags" in page
    prefix = "HB-207-"
    sent = {
        prefix + "materiality": "new-duty",
        prefix + "sentence": "At most three.",
        prefix + "why": "",
        prefix + "asks_again": "on",
    }
    assert ada.post(f"/policy/drafts/{second.pk}/changes/HB-207/", sent).status_code == 302
    sent = {"answer": "yes", "digest": second.digest}
    assert jon.post(f"/policy/drafts/{second.pk}/approve/", sent).status_code == 302
    sent = {
        "effective_on": timezone.localdate().isoformat(),
        "digest": second.digest,
        "override-consultation": "Too small.",
    }
    assert ada.post(f"/policy/drafts/{second.pk}/publish/", sent).status_code == 302
    assert "At most three." in ada.get("/policy/").content.decode()


def test_a_policy_page_with_windows_line_ends_keeps_them() -> None:
    body = b"---\r\ntitle: T\r\nedition: 1\r\n---\r\n# T\r\n"
    made = stamped(
        body,
        number=2,
        revised=date(2026, 1, 2),
        lines=[{"rules": "A-1", "what": "x|y", "why": "", "materiality": ""}],
    )
    assert b"edition: 2\r\nrevised: 2026-01-02\r\n---\r\n" in made
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert b"x\\|y" in made
