"""Exceptions: asked for, granted by somebody else, honoured in checks, over by their date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from watchword.site.audit.models import Entry
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.refusal import Invalid, NotAllowed, NotThere, Refusal
from watchword.site.notices.actions import send_due
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.review.checking import Draft, check_draft
from watchword.site.waivers.access import access_waiver
from watchword.site.waivers.actions import ask_waiver, decide_waiver, end_waiver, remind
from watchword.site.waivers.models import Waiver
from watchword.site.waivers.queries import in_force_for

Make = Callable[..., Person]
SignIn = Callable[[Person], Client]
MANY = Draft(text="Open day " + " ".join(f"#tag{one}" for one in "abcdefgh"), account="official")


def asked(by: Person, /, **given: object) -> Waiver:
    today = timezone.localdate()
    fields: dict[str, object] = {
        "rule": "HB-207",
        "because": "The festival's own list of hashtags.",
        "owner": by,
        "starts_on": today,
        "ends_on": today + timedelta(days=14),
    }
    return ask_waiver(by, **{**fields, **given})  # type: ignore[arg-type]


def rules_said(edition: Edition, person: Person) -> set[str]:
    waivers = in_force_for(person, timezone.localdate())
    checked = check_draft(policy_of(edition), person, MANY, waivers)
    return {one.rule for one in checked.points}


def test_a_granted_waiver_is_honoured_for_whom_it_is_for_and_says_so(
    first: Edition, editor: Person, owner: Person, employee: Person, signed_in: SignIn
) -> None:
    assert "HB-207" in rules_said(first, editor)
    made = asked(editor, person=editor, account="official")
    assert "HB-207" in rules_said(first, editor)
    decide_waiver(owner, made, is_yes=True, words="For the festival.")
    assert "HB-207" not in rules_said(first, editor)
    assert "HB-207" in rules_said(first, employee)
    page = signed_in(editor).post("/posts/check/", {"text": MANY.text, "account": "official"})
    assert "HB-207 says nothing here" in page.content.decode()
    own = signed_in(editor).post("/posts/check/", {"text": MANY.text, "account": "personal"})
    assert "HB-207 says nothing here" not in own.content.decode()
    assert "Waived until" in signed_in(editor).get("/handbook/").content.decode()
    assert "Waived until" not in signed_in(employee).get("/handbook/").content.decode()


def test_a_waiver_is_over_the_day_after_its_last(
    first: Edition, editor: Person, owner: Person
) -> None:
    made = asked(editor)
    decide_waiver(owner, made, is_yes=True, words="")
    assert "HB-207" not in rules_said(first, editor)
    yesterday = timezone.localdate() - timedelta(days=1)
    Waiver.objects.update(starts_on=yesterday, ends_on=yesterday)
    assert "HB-207" in rules_said(first, editor)
    assert Waiver.objects.get().state_words == "over"
    with pytest.raises(Refusal, match="not in force"):
        end_waiver(owner, made, words="Too late.")


def test_one_that_begins_later_changes_nothing_yet(
    first: Edition, editor: Person, owner: Person
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    made = asked(editor, starts_on=tomorrow, ends_on=tomorrow)
    decide_waiver(owner, made, is_yes=True, words="")
    assert "HB-207" in rules_said(first, editor)


def test_nobody_decides_on_a_waiver_of_their_own(
    first: Edition, owner: Person, make_person: Make, employee: Person
) -> None:
    second = make_person("Una Crane", Role.OWNER)
    for made in (asked(owner, owner=employee), asked(employee, owner=owner)):
        with pytest.raises(Refusal, match="somebody else decides"):
            decide_waiver(owner, made, is_yes=True, words="")
        decide_waiver(second, made, is_yes=True, words="")
    with pytest.raises(Refusal, match="decided already"):
        decide_waiver(second, made, is_yes=False, words="No.")


def test_only_owners_decide_and_a_refusal_and_an_early_end_need_reasons(
    first: Edition, owner: Person, editor: Person, compliance: Person
) -> None:
    made = asked(editor)
    for person in (editor, compliance):
        with pytest.raises(NotAllowed):
            decide_waiver(person, made, is_yes=True, words="")
        with pytest.raises(NotAllowed):
            end_waiver(person, made, words="x")
    with pytest.raises(Invalid):
        decide_waiver(owner, made, is_yes=False, words=" ")
    decide_waiver(owner, made, is_yes=True, words="")
    with pytest.raises(Invalid):
        end_waiver(owner, made, words="")
    end_waiver(owner, made, words="The festival is off.")
    assert "HB-207" in rules_said(first, editor)
    deeds = Entry.objects.filter(subject=f"waiver:{made.pk}").values_list("deed", flat=True)
    assert list(deeds) == ["end-waiver", "grant-waiver", "ask-waiver"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule": "HB-999"},
        {"because": "  "},
        {"ends_on": date(2020, 1, 1)},
        {"ends_on": date(2090, 1, 1)},
        {"channel": "friendster"},
    ],
)
def test_a_waiver_needs_a_rule_a_reason_and_an_end_within_a_year(
    first: Edition, editor: Person, wrong: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        asked(editor, **wrong)


def test_a_person_sees_their_own_waivers_and_no_others(
    first: Edition, editor: Person, employee: Person, make_person: Make, signed_in: SignIn
) -> None:
    mine = asked(employee)
    assert access_waiver(employee, mine.pk) == mine
    assert access_waiver(editor, mine.pk) == mine
    other = make_person("Lee Other")
    with pytest.raises(NotThere):
        access_waiver(other, mine.pk)
    assert "HB-207" not in signed_in(other).get("/waivers/").content.decode()
    assert signed_in(other).get(f"/waivers/{mine.pk}/").status_code == 404


def test_it_is_asked_for_and_decided_on_pages(
    first: Edition, editor: Person, owner: Person, signed_in: SignIn
) -> None:
    today = timezone.localdate()
    given = {
        "rule": "HB-207", "because": "Festival.", "owner": "nia.bell@glenmarrow.example",
        "starts_on": today.isoformat(), "ends_on": (today + timedelta(days=5)).isoformat(),
    }  # fmt: skip
    browser = signed_in(editor)
    assert browser.post("/waivers/ask/", {**given, "owner": "x@y.example"}).status_code == 422
    assert browser.post("/waivers/ask/", {**given, "rule": "HB-999"}).status_code == 422
    browser.post("/waivers/ask/", given)
    made = Waiver.objects.get()
    assert "Decide on waivers" in signed_in(owner).get("/").content.decode()
    signed_in(owner).post(f"/waivers/{made.pk}/decide/", {"deed": "grant", "words": "Yes."})
    page = browser.get(f"/waivers/{made.pk}/").content.decode()
    assert "granted" in page
    assert "Grant it" not in page
    assert "A waiver ends" in browser.get("/").content.decode()
    assert browser.post(f"/waivers/{made.pk}/decide/", {"deed": "end"}).status_code == 403


def test_its_owner_is_told_before_it_ends_once(
    first: Edition, editor: Person, owner: Person
) -> None:
    decide_waiver(owner, asked(editor), is_yes=True, words="")
    end = Waiver.objects.get().ends_on
    for days in (30, 14, 14, 9, 3, 0):
        remind(end - timedelta(days=days))
    kinds = set(Notice.objects.filter(kind="waiver").values_list("about", flat=True))
    assert {one.split(":")[-1] for one in kinds} == {"decided", "ends-14", "ends-3", "ends-0"}
    send_due()
    assert any("ends today" in one.subject for one in mail.outbox)
