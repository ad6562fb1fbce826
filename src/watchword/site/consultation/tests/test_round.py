"""A round of consultation: asked, answered, closed, on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from watchword.site.consultation.access import access_by_link, link_for
from watchword.site.consultation.actions import (
    close_round,
    comment,
    decide_comment,
    invite,
    stand,
    start_round,
    support,
    take_link_back,
)
from watchword.site.consultation.models import Consultee, Disposition, Group, Round
from watchword.site.editions.actions import save_page, start_draft
from watchword.site.editions.checklist import checklist
from watchword.site.editions.folder import files_of
from watchword.site.editions.models import Edition
from watchword.site.kit.refusal import Invalid, NotAllowed, NotThere, Refusal
from watchword.site.notices.models import Notice
from watchword.site.people.links import made_link
from watchword.site.people.models import Person

SignIn = Callable[[Person], Client]
PATH = "rules/HB-207-few-hashtags.md"


@pytest.fixture
def draft(owner: Person, first: Edition) -> Edition:
    made = start_draft(owner, files=files_of(first), title="Social media policy", based_on=first)
    body = bytes(made.pages.get(path=PATH).text.body).replace(b"at_most: 6", b"at_most: 5")
    save_page(owner, made, PATH, body, version=1)
    return Edition.objects.get(pk=made.pk)


@pytest.fixture
def round_(owner: Person, draft: Edition) -> Round:
    today = timezone.localdate()
    return start_round(
        owner, draft, title="Edition 2", words="Tell us.", opens_on=today, closes_on=today + timedelta(days=14)
    )  # fmt: skip


@pytest.fixture
def una(owner: Person, round_: Round) -> Consultee:
    return invite(
        owner, round_, group="Union of Carers", name="Una Grey", email="una@union.example"
    )


@pytest.fixture
def leo(owner: Person, round_: Round) -> Consultee:
    return invite(
        owner,
        round_,
        group="Team leads",
        name="Leo Marsh",
        email="leo@glenmarrow.example",
        may_sign=False,
    )


def test_an_invitation_brings_a_link_of_ones_own(una: Consultee) -> None:
    mail = Notice.objects.get(kind="invitation")
    assert mail.to == "una@union.example"
    assert link_for(una) in mail.body


def test_a_link_that_is_damaged_taken_back_or_for_something_else_opens_nothing(
    owner: Person, una: Consultee
) -> None:
    token = link_for(una).split("/")[2]
    assert access_by_link(token) == una
    for wrong in (
        token[:-1],
        token + "x",
        "",
        made_link("receipt", una.pk, una.key),
        made_link("consultation", 999, una.key),
    ):
        with pytest.raises(NotThere):
            access_by_link(wrong)
    take_link_back(owner, una)
    with pytest.raises(NotThere):
        access_by_link(token)


def test_every_comment_has_an_answer_before_a_round_is_closed(
    owner: Person, round_: Round, una: Consultee, leo: Consultee
) -> None:
    said = comment(una, rule="HB-207", words="Five is fine, but why not four?")
    support(leo, said)
    support(leo, said)
    assert said.supporters.count() == 1
    stand(una, agrees=True, words="")
    with pytest.raises(Refusal, match="taken until"):
        close_round(owner, round_)
    Round.objects.filter(pk=round_.pk).update(
        opens_on=timezone.localdate() - timedelta(days=9),
        closes_on=timezone.localdate() - timedelta(days=1),
    )
    round_.refresh_from_db()
    with pytest.raises(Refusal, match="no answer"):
        close_round(owner, round_)
    decide_comment(
        owner, said, outcome=Disposition.Outcome.NOT, because="Four is too few for a campaign."
    )
    close_round(owner, round_)
    assert Group.objects.get(name="Team leads").stand == Group.Stand.SILENT
    assert Notice.objects.filter(kind="answers", to="una@union.example").exists()
    item = next(one for one in checklist(round_.edition) if one.name == "consultation")
    assert item.is_met


def test_an_open_round_holds_publishing_unless_somebody_says_why(round_: Round) -> None:
    item = next(one for one in checklist(round_.edition) if one.name == "consultation")
    assert not item.is_met
    assert item.may_override


def test_nothing_is_said_after_the_last_day_or_for_another_round(
    una: Consultee, round_: Round
) -> None:
    Round.objects.filter(pk=round_.pk).update(
        closes_on=timezone.localdate() - timedelta(days=1),
        opens_on=timezone.localdate() - timedelta(days=2),
    )
    again = Consultee.objects.get(pk=una.pk)
    with pytest.raises(Refusal):
        comment(again, rule="", words="Too late")


def test_who_does_not_speak_for_a_group_does_not_sign_and_a_no_needs_its_reason(
    una: Consultee, leo: Consultee
) -> None:
    with pytest.raises(NotAllowed):
        stand(leo, agrees=True, words="")
    with pytest.raises(Invalid):
        stand(una, agrees=False, words=" ")


def test_a_consultee_without_an_account_comments_from_a_phone_and_sees_the_answer(
    una: Consultee, owner: Person, editor: Person, round_: Round, signed_in: SignIn, client: Client
) -> None:
    address = link_for(una)
    page = client.get(address)
    assert page["Referrer-Policy"] == "same-origin", "browsers refuse our forms with no-referrer"
    words = page.content.decode()
    assert "HB-207" in words
    assert "HB-401" not in words, "only what changes is shown"
    assert words.index("HB-207") < words.index("The draft as a whole")
    assert (
        client.post(
            f"{address}comment/", {"rule": "HB-207", "words": "Good <b>idea</b>"}
        ).status_code
        == 302
    )
    page_after = client.get(address).content.decode()
    assert "Good &lt;b&gt;idea" in page_after
    said = round_.comments.get()
    signed_in(editor).post(
        f"/policy/comments/{said.pk}/", {"outcome": "accepted", "because": "Yes."}
    )
    assert "Accepted" in client.get(address).content.decode()
    assert client.post(f"{address}stand/", {"agrees": "yes"}).status_code == 302
    room = signed_in(owner).get(f"/policy/rounds/{round_.pk}/").content.decode()
    assert "signed off" in room
    assert (
        signed_in(owner).get(f"/policy/rounds/{round_.pk}/report.pdf").content.startswith(b"%PDF")
    )
    assert signed_in(owner).get(f"/policy/rounds/{round_.pk}/report.docx").content.startswith(b"PK")


def test_an_employee_sees_no_room(employee: Person, round_: Round, signed_in: SignIn) -> None:
    assert signed_in(employee).get(f"/policy/rounds/{round_.pk}/").status_code == 403
    assert signed_in(employee).post(f"/policy/rounds/{round_.pk}/invite/", {}).status_code == 403


def test_who_commented_keeps_the_receipt_in_sight_and_who_supports_is_told_so(
    una: Consultee, leo: Consultee, client: Client
) -> None:
    made = comment(una, rule="HB-207", words="Good idea")
    assert made.receipt in client.get(link_for(una)).content.decode()
    others = client.get(link_for(leo)).content.decode()
    assert made.receipt not in others
    assert "Support this" in others
    support(leo, made)
    others = client.get(link_for(leo)).content.decode()
    assert "You support this" in others
    assert "Support this" not in others


def test_a_comment_is_on_a_rule_of_the_draft_and_a_stand_is_yes_or_no(
    una: Consultee, round_: Round, client: Client
) -> None:
    address = link_for(una)
    for rule in ("HB-999", "../x"):
        answer = client.post(f"{address}comment/", {"rule": rule, "words": "Good."})
        assert answer.status_code == 404
    assert not round_.comments.exists()
    for wrong in ({"agrees": "maybe", "words": "Hm."}, {"words": "Hm."}):
        assert client.post(f"{address}stand/", wrong).status_code == 422
    assert (
        client.post(f"{address}stand/", {"agrees": "no", "words": "x" * 5_001}).status_code == 422
    )
    una.group.refresh_from_db()
    assert not una.group.stand_by
