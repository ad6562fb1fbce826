"""Can I post this? Findings with their reasons, rewordings that help, and nothing kept."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.policy.model import Policy
from watchword.site.audit.models import Entry
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.handbook.models import Question
from watchword.site.people.models import Person
from watchword.site.review.checking import Draft, check_draft

SignIn = Callable[[Person], Client]
SECRET = "Mrs Kelso on Ward 4, phone 07700 900123"


@pytest.fixture
def policy(first: Edition) -> Policy:
    return policy_of(first)


def test_a_clean_text_is_told_so(policy: Policy, employee: Person) -> None:
    checked = check_draft(policy, employee, Draft(text="The puzzle club meets on Thursday."))
    assert checked.action is None
    assert checked.points == ()


def test_findings_point_at_the_words_and_say_why(policy: Policy, employee: Person) -> None:
    checked = check_draft(policy, employee, Draft(text="Ring her at home on 07700 900123 today"))
    marked = [one.text for one in checked.pieces if one.numbers]
    assert "07700 900123" in marked
    point = next(one for one in checked.points if "07700 900123" in one.words)
    assert point.why
    assert "".join(one.text for one in checked.pieces) == "Ring her at home on 07700 900123 today"


def test_a_rewording_is_without_the_finding(policy: Policy, employee: Person) -> None:
    checked = check_draft(policy, employee, Draft(text="Ring her at home on 07700 900123 today"))
    point = next(one for one in checked.points if "07700 900123" in one.words)
    for text in point.rewordings:
        again = check_draft(policy, employee, Draft(text=text))
        assert point.rule not in {one.rule for one in again.points}
    assert point.rewordings


def test_a_rewording_still_reads_as_a_sentence(policy: Policy, employee: Person) -> None:
    checked = check_draft(policy, employee, Draft(text="Ring her at home on 07700 900123 today."))
    point = next(one for one in checked.points if "07700 900123" in one.words)
    assert point.rewordings == ("Ring her at home today.",)


def test_nobody_who_speaks_up_is_offered_to_leave_the_concern_out(
    policy: Policy, employee: Person
) -> None:
    text = "Two nurses for thirty patients again. Unsafe staffing, and no breaks."
    checked = check_draft(policy, employee, Draft(text=text, yes=("about_work",)))
    assert any("Unsafe staffing" in one.words for one in checked.points)
    assert all("Unsafe staffing" in text for one in checked.points for text in one.rewordings)
    assert checked.points[0].words == ("Unsafe staffing",)  # before what is about the whole text


def test_what_may_be_so_is_asked_in_plain_words(
    first: Edition, employee: Person, signed_in: SignIn
) -> None:
    page = signed_in(employee).get("/posts/check/").content.decode()
    assert "It is about my work" in page
    assert "About work" not in page


def test_on_ones_own_account_about_work_the_own_view_is_offered(
    policy: Policy, employee: Person
) -> None:
    draft = Draft(text="Visiting should be open all day on every ward.", yes=("about_work",))
    checked = check_draft(policy, employee, draft)
    assert any("own view" in text.lower() for one in checked.points for text in one.rewordings)


def test_a_picture_without_a_description_counts_on_official_accounts(
    policy: Policy, employee: Person
) -> None:
    bare = check_draft(policy, employee, Draft(text="Open day", account="official", pictures=("",)))
    told = check_draft(
        policy, employee, Draft(text="Open day", account="official", pictures=("A full hall",))
    )
    rules = [{one.rule for one in each.points} for each in (bare, told)]
    assert "HB-201" in rules[0] - rules[1]


def test_nothing_is_kept_not_even_in_a_log(
    first: Edition, employee: Person, signed_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    entries = Entry.objects.count()
    caplog.set_level(logging.DEBUG)
    browser = signed_in(employee)
    page = browser.post("/posts/check/", {"text": SECRET, "account": "personal"})
    assert page["Cache-Control"] == "no-store"
    assert "07700" in page.content.decode()
    assert Entry.objects.count() == entries
    assert "Kelso" not in caplog.text
    assert not Question.objects.exists()


def test_asking_a_person_keeps_the_text_with_the_question(
    first: Edition, employee: Person, signed_in: SignIn
) -> None:
    page = signed_in(employee).post(
        "/posts/check/ask/", {"text": "May we show this?", "account": "official"}, follow=True
    )
    assert "Your question is with the owner of the policy." in page.content.decode()
    assert "May we show this?" in Question.objects.get().words


def test_the_findings_alone_are_a_fragment(
    first: Edition, employee: Person, signed_in: SignIn
) -> None:
    answer = signed_in(employee).post(
        "/posts/check/", {"text": SECRET}, headers={"X-Part": "findings"}
    )
    assert "<html" not in answer.content.decode()


@pytest.fixture(scope="module")
def starter_policy(starter: dict[str, bytes]) -> Policy:
    from watchword.policy.load import load_files

    return load_files(
        {name: body for name, body in starter.items() if name.endswith((".md", ".csv"))}
    )


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_the_pieces_together_are_the_text(starter_policy: Policy, text: str) -> None:
    checked = check_draft(starter_policy, Person(job="nurse"), Draft(text=text))
    assert "".join(one.text for one in checked.pieces) == text
