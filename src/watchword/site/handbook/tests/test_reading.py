"""Reading and acknowledging: what applies to me, and the record of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from watchword.site.audit.models import Entry
from watchword.site.editions.actions import (
    approve_draft,
    decide_change,
    publish_edition,
    save_page,
    start_draft,
)
from watchword.site.editions.folder import files_of
from watchword.site.editions.models import Edition, Materiality
from watchword.site.editions.queries import draft_changes
from watchword.site.editions.reach import reader_of
from watchword.site.handbook.actions import (
    acknowledge,
    answer_question,
    answer_quiz,
    ask,
    assign_edition,
    assign_joiners,
    call_off_leavers,
)
from watchword.site.handbook.actions.assigning import assign_mover
from watchword.site.handbook.clock import assign_what_was_left
from watchword.site.handbook.models import Answer, Assignment, Reading
from watchword.site.handbook.quiz import quiz_of
from watchword.site.kit.refusal import NotThere, Refusal
from watchword.site.kit.triggers import put_up, take_down
from watchword.site.notices.models import Notice
from watchword.site.people.actions import give_role
from watchword.site.people.models import Person
from watchword.site.people.roles import Role

SignIn = Callable[[Person], Client]
Make = Callable[..., Person]
PATH = "rules/HB-207-few-hashtags.md"


def read(person: Person) -> Assignment:
    """Answer every question rightly, and acknowledge."""
    waiting = Assignment.objects.open().get(person=person)
    answer_quiz(person, waiting, {one.key: one.right_key for one in quiz_of(waiting)})
    return acknowledge(person, waiting)


@pytest.fixture
def employee(make_person: Make) -> Person:
    """Somebody who may post from official accounts, so that every rule applies."""
    return make_person("Sam Reed", Role.AUTHOR, job="nurse")


@pytest.fixture
def assigned(employee: Person, first: Edition) -> Assignment:
    assign_edition(first, timezone.localdate())
    return Assignment.objects.get(person=employee)


@pytest.fixture
def second(owner: Person, approver: Person, first: Edition) -> Edition:
    draft = start_draft(owner, files=files_of(first), title="Next", based_on=first)
    body = bytes(draft.pages.get(path=PATH).text.body).replace(b"at_most: 6", b"at_most: 5")
    save_page(owner, draft, PATH, body, version=1)
    draft.refresh_from_db()
    (change,) = draft_changes(draft, timezone.localdate())
    decide_change(
        owner,
        draft,
        change,
        materiality=Materiality.NEW_DUTY,
        sentence="At most five.",
        why="Read more.",
        asks_again=True,
    )
    approve_draft(approver, draft, is_yes=True)
    return publish_edition(
        owner,
        draft,
        effective_on=timezone.localdate(),
        digest=draft.digest,
        overrides={"consultation": "Asked before, on paper."},
    )


def test_a_first_edition_is_read_by_everybody_who_works_here(
    employee: Person, first: Edition, make_person: Make
) -> None:
    gone = make_person("Old Hand", end_date=timezone.localdate() - timedelta(days=1))
    count = assign_edition(first, timezone.localdate())
    assert count == Person.objects.here(timezone.localdate()).count()
    assert not Assignment.objects.filter(person=gone).exists()
    assert assign_edition(first, timezone.localdate()) == 0, "a second run assigns nothing twice"


def test_acknowledging_is_bound_to_edition_and_rules_and_kept(
    employee: Person, assigned: Assignment
) -> None:
    done = read(employee)
    assert done.edition_digest == assigned.edition.digest
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", done.receipt)
    entry = Entry.objects.get(deed="acknowledge")
    assert entry.after["changed"] == assigned.reading.changed
    assert entry.who == employee.external_id
    mail = Notice.objects.get(kind="receipt")
    assert mail.to == employee.email
    assert done.receipt in mail.body


def test_a_wrong_answer_opens_the_rule_and_leaves_no_trace(
    employee: Person, assigned: Assignment
) -> None:
    questions = quiz_of(assigned)
    assert questions
    wrong = {one.key: "nonsense" for one in questions}
    assert answer_quiz(employee, assigned, wrong) == questions
    with pytest.raises(Refusal, match="still open"):
        acknowledge(employee, assigned)
    read(employee)
    assert not Answer.objects.exists()
    assert "nonsense" not in str(list(Entry.objects.values_list("after", flat=True)))


def test_nobody_acknowledges_for_another(approver: Person, assigned: Assignment) -> None:
    with pytest.raises(NotThere):
        acknowledge(approver, assigned)


def test_a_new_duty_asks_again_and_the_old_receipt_stays(
    employee: Person, assigned: Assignment, second: Edition
) -> None:
    before = read(employee)
    assign_edition(second, timezone.localdate())
    waiting = Assignment.objects.open().get(person=employee)
    assert waiting.reading.changed == ["HB-207"]
    before.refresh_from_db()
    assert before.receipt


def test_an_unread_edition_is_taken_over_by_the_next(
    employee: Person, assigned: Assignment, second: Edition
) -> None:
    assign_edition(second, timezone.localdate())
    assert Assignment.objects.open().filter(person=employee).count() == 1
    with pytest.raises(Refusal, match="newer"):
        acknowledge(employee, assigned)


def test_who_takes_over_an_unread_edition_reads_all_that_was_open(
    employee: Person, assigned: Assignment, second: Edition
) -> None:
    assign_edition(second, timezone.localdate())
    waiting = Assignment.objects.open().get(person=employee)
    assert set(assigned.reading.changed) <= set(waiting.reading.changed)


def test_joiners_get_the_edition_in_force_and_leavers_nothing_more(
    first: Edition, make_person: Make
) -> None:
    today = timezone.localdate()
    assign_edition(first, today)
    new = make_person("New Face")
    assert assign_joiners(first, today) == 1
    assert assign_joiners(first, today) == 0
    Person.objects.filter(pk=new.pk).update(end_date=today - timedelta(days=1))
    assert call_off_leavers(today) == 1


def test_the_page_leads_a_person_through_in_one_go(
    employee: Person, assigned: Assignment, signed_in: SignIn
) -> None:
    browser = signed_in(employee)
    page = browser.get("/handbook/mine/").content.decode()
    assert "I have read and understood" in page
    address = f"/handbook/mine/{assigned.pk}/acknowledge/"
    wrong = browser.post(address, {f"q-{one.key}": "x" for one in quiz_of(assigned)})
    assert wrong.status_code == 422
    said = wrong.content.decode()
    assert "nobody sees how often" in said
    assert said.count('class="opened"') == len(quiz_of(assigned)), "each question opens its rule"
    assert f'{address}#sign"' in said, "the answer comes where the questions are"
    right = browser.post(address, {f"q-{one.key}": one.right_key for one in quiz_of(assigned)})
    receipt = browser.get(right["Location"]).content.decode()
    assert assigned.edition.digest in receipt
    assert "You are up to date" in browser.get("/handbook/mine/").content.decode()


def test_a_manager_sees_their_own_team_only(
    assigned: Assignment, employee: Person, make_person: Make, signed_in: SignIn, compliance: Person
) -> None:
    lead = make_person("Mara Quill")
    Person.objects.filter(pk=employee.pk).update(reports_to=lead)
    page = signed_in(lead).get("/handbook/acknowledgements/").content.decode()
    assert "Sam Reed" in page
    assert "Jon Hale" not in page
    assert "Jon Hale" in signed_in(compliance).get("/handbook/acknowledgements/").content.decode()
    assert signed_in(employee).get("/handbook/acknowledgements/").status_code == 403


def test_the_handbook_comes_as_page_pdf_and_word(
    employee: Person, first: Edition, signed_in: SignIn
) -> None:
    browser = signed_in(employee)
    page = browser.get("/handbook/").content.decode()
    assert "Describe every picture" in page
    nurse = browser.get("/handbook/?account=personal").content.decode()
    assert len(nurse) < len(page)
    assert browser.get("/handbook/as.pdf").content.startswith(b"%PDF")
    assert browser.get("/handbook/as.docx").content.startswith(b"PK")
    assert browser.get("/handbook/?edition=99").status_code == 404


def test_a_question_is_answered_for_everybody_without_its_asker(
    employee: Person, editor: Person, approver: Person, first: Edition, signed_in: SignIn
) -> None:
    asker = signed_in(employee)
    asker.post("/handbook/questions/ask/", {"words": "May I share an advert?", "rule": "HB-603"})
    assert "May I share" not in signed_in(approver).get("/handbook/questions/").content.decode()
    from watchword.site.handbook.models import Question

    key = Question.objects.get().pk
    assert (
        signed_in(approver).post(f"/handbook/questions/{key}/answer/", {"words": "Yes"}).status_code
        == 403
    )
    signed_in(editor).post(
        f"/handbook/questions/{key}/answer/", {"words": "Yes, gladly.", "is_public": "on"}
    )
    assert "Yes, gladly." in Notice.objects.get(kind="answer", to=employee.email).body
    others = signed_in(approver).get("/handbook/questions/").content.decode()
    assert "Yes, gladly." in others
    assert "Sam Reed" not in others


def test_rules_for_official_accounts_reach_only_those_who_post_from_one(
    first: Edition, make_person: Make
) -> None:
    nurse, author = (
        make_person("Ola Finch", job="nurse"),
        make_person("Tom Ash", Role.AUTHOR, job="nurse"),
    )
    assign_edition(first, timezone.localdate())
    fewer, all_of_them = (
        set(Assignment.objects.get(person=one).reading.rules) for one in (nurse, author)
    )
    assert fewer < all_of_them
    assert "HB-207" not in fewer


def test_a_new_role_brings_the_rules_that_it_needs(
    first: Edition, make_person: Make, administrator: Person
) -> None:
    nurse = make_person("Ola Finch", job="nurse")
    before = reader_of(nurse)
    assign_edition(first, timezone.localdate())
    read(nurse)
    give_role(administrator, nurse, Role.AUTHOR)
    again = Person.objects.get(pk=nurse.pk)
    made = assign_mover(first, again, before, timezone.localdate())
    assert made is not None
    assert "HB-207" in made.reading.changed
    assert "HB-401" not in made.reading.changed


def test_assigning_that_was_broken_off_goes_on_by_itself(
    employee: Person, make_person: Make, first: Edition
) -> None:
    others = [make_person(f"Kim No{one}", job=f"job {one}") for one in range(3)]
    Assignment.objects.all().delete()
    now, later = timezone.now(), timezone.now() + timedelta(minutes=11)
    with connection.cursor() as cursor:  # as if the worker had been killed in the middle
        take_down(connection)
        cursor.execute("DELETE FROM audit_entry WHERE deed = 'assign-edition'")
        put_up(connection)
    keep = Reading.objects.filter(edition=first).first()
    if keep is not None:
        Assignment.objects.create(person=employee, edition=first, reading=keep, due_on=now.date())
    assign_what_was_left(now)
    assert Assignment.objects.count() <= 1, "a run of just now may still be going on"
    assign_what_was_left(later)
    assert {one.person for one in Assignment.objects.open()} >= {employee, *others}
    count = Assignment.objects.count()
    assign_what_was_left(later)
    assert Assignment.objects.count() == count
    assert Entry.objects.filter(deed="assign-edition").count() == 1


def test_two_who_answer_at_once_do_not_write_over_each_other(
    employee: Person, editor: Person, owner: Person, first: Edition
) -> None:
    asked = ask(employee, first, words="May I share an advert?")
    for _ in range(2):
        answer_question(editor, asked, words="Yes, gladly.", is_public=True)
    assert Notice.objects.filter(kind="answer").count() == 1
    with pytest.raises(Refusal, match="answered this question meanwhile"):
        answer_question(owner, asked, words="No.", is_public=True)
    asked.refresh_from_db()
    assert asked.answer == "Yes, gladly."


def test_a_question_that_is_too_long_stays_in_its_form(
    employee: Person, first: Edition, signed_in: SignIn
) -> None:
    answer = signed_in(employee).post("/handbook/questions/ask/", {"words": "why " * 600})
    assert answer.status_code == 422
    assert b"why why" in answer.content
