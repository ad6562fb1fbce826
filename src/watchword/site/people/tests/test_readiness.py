"""Readiness: one function says what is missing, everywhere; joiners, movers and leavers drive it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from watchword.site.audit.models import Entry
from watchword.site.clockwork import beat
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import (
    acknowledge,
    answer_quiz,
    assign_edition,
    assign_joiners,
)
from watchword.site.handbook.models import Assignment
from watchword.site.handbook.quiz import quiz_of
from watchword.site.people.actions import (
    apply_people,
    end_leavers,
    give_role,
    save_person,
    take_role,
)
from watchword.site.people.models import Person
from watchword.site.people.readiness import Readiness, readiness_of
from watchword.site.people.records import read_people
from watchword.site.people.roles import Role
from watchword.site.training.actions import answer_module, plan_module
from watchword.site.training.models import Lesson
from watchword.site.training.modules import Module, modules_of

SignIn = Callable[[Person], Client]
Make = Callable[..., Person]


def today() -> date:
    return timezone.localdate()


def readiness(person: Person, on: date | None = None) -> Readiness:
    return readiness_of([person], on or today())[person.pk]


def missing(person: Person, on: date | None = None) -> list[str]:
    return [one.name for one in readiness(person, on).parts if not one.is_met]


def read(person: Person) -> Assignment:
    waiting = Assignment.objects.open().get(person=person)
    answer_quiz(person, waiting, {one.key: one.right_key for one in quiz_of(waiting)})
    return acknowledge(person, waiting)


@pytest.fixture
def trainer(make_person: Make) -> Person:
    return make_person("Tess Lowe", Role.TRAINER)


@pytest.fixture
def module(first: Edition) -> Module:
    return modules_of(policy_of(first))[0]


def learn(person: Person, module: Module, edition: Edition) -> None:
    right = {one.key: one.right_key for one in module.questions}
    answer_module(person, module, right, edition=edition, is_first_try=True)


def test_who_was_never_asked_is_not_ready_when_rules_apply(employee: Person) -> None:
    assert readiness(employee).is_ready, "there is no edition yet"


def test_a_joiner_becomes_ready_by_acknowledging_and_learning(
    employee: Person, trainer: Person, first: Edition, module: Module
) -> None:
    plan_module(trainer, module, job="nurse")
    assert missing(employee) == ["acknowledged", "trained"]
    assign_joiners(first, today())
    found = readiness(employee)
    assert found.words == "not yet acknowledged, trained"
    assert [one.address for one in found.missing] == [
        "/handbook/mine/",
        f"/training/modules/{module.name}/",
    ]
    read(employee)
    assert missing(employee) == ["trained"]
    learn(employee, module, first)
    assert readiness(employee).is_ready
    assert missing(employee, today() + timedelta(days=366)) == ["trained"], "it is refreshed"


def test_who_has_read_before_stays_ready_until_the_next_is_overdue(
    employee: Person, first: Edition
) -> None:
    assign_edition(first, today())
    read(employee)
    again = Assignment.objects.get(person=employee)
    again.pk, again.done_at, again.receipt = None, None, ""
    reading = again.reading
    reading.pk, reading.came_from = None, "later"
    reading.save()
    again.reading, again.due_on = reading, today() + timedelta(days=3)
    again.save()
    assert readiness(employee).is_ready
    assert missing(employee, today() + timedelta(days=4)) == ["acknowledged"]


def test_a_plan_for_managers_reaches_whoever_people_report_to(
    employee: Person, trainer: Person, make_person: Make, module: Module
) -> None:
    lead = make_person("Mara Quill")
    Person.objects.filter(pk=employee.pk).update(reports_to=lead)
    plan_module(trainer, module, role=Role.MANAGER)
    assert [one.person for one in Lesson.objects.all()] == [lead]
    assert "trained" in missing(lead)
    assert "trained" not in missing(employee)


def test_as_many_questions_to_the_database_for_one_as_for_many(
    make_person: Make, trainer: Person, module: Module, first: Edition
) -> None:
    plan_module(trainer, module, role=Role.AUTHOR)
    people = [make_person(f"Kim {name}", Role.AUTHOR, job="nurse") for name in "ABCDEFGH"]
    assign_edition(first, today())
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            readiness_of(some, today())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_readiness_is_shown_wherever_people_are(
    employee: Person, compliance: Person, first: Edition, signed_in: SignIn
) -> None:
    assign_edition(first, today())
    browser = signed_in(compliance)
    for address in ("/people/", "/handbook/acknowledgements/", f"/people/{employee.pk}/"):
        page = browser.get(address).content.decode()
        assert "not yet" in page, address
    text = b"".join(browser.get("/people/?form=csv").streaming_content).decode()
    assert "not yet acknowledged" in text
    mine = signed_in(employee).get("/handbook/mine/").content.decode()
    assert "Readiness" in mine
    assert 'href="/handbook/mine/"' in mine
    assert (
        'href="/handbook/mine/"'
        not in browser.get(f"/people/{employee.pk}/")
        .content.decode()
        .partition('id="readiness"')[2]
        .partition("</section>")[0]
    ), "nobody acknowledges for another"


HEAD = "external_id,email,given_name,family_name,team,role\n"


def bring(by: Person, job: str) -> None:
    body = f"{HEAD}A-1,lena@glenmarrow.example,Lena,Marr,Clinics,{job}\n".encode()
    rows, skipped, _ = read_people(body)
    apply_people(by, rows, skipped)


@pytest.mark.django_db(transaction=True)
def test_a_mover_gets_rules_that_newly_apply_and_loses_those_that_do_not(
    administrator: Person, owner: Person, approver: Person, starter: dict[str, bytes]
) -> None:
    from watchword.site.editions.actions import approve_draft, publish_edition, start_draft

    files = dict(starter)
    files["rules/HB-998-porters.md"] = _rule("HB-998", "Porters", "porter")
    files["rules/HB-999-clerks.md"] = _rule("HB-999", "Clerks", "clerk")
    draft = start_draft(owner, files=files, title="Policy")
    approve_draft(approver, draft, is_yes=True)
    edition = publish_edition(
        owner,
        draft,
        effective_on=today(),
        digest=draft.digest,
        overrides={"consultation": "Asked before, on paper."},
    )
    bring(administrator, "porter")
    assign_joiners(edition, today())
    lena = Person.objects.get(external_id="A-1")
    waiting = Assignment.objects.open().get(person=lena)
    assert "HB-998" in waiting.reading.changed
    assert "HB-999" not in waiting.reading.changed

    bring(administrator, "clerk")
    waiting = Assignment.objects.open().get(person=lena)
    assert "HB-999" in waiting.reading.changed, "what newly applies"
    assert "HB-998" not in waiting.reading.changed, "what does not apply any longer"
    assert len(waiting.reading.changed) > 1, "what was not read yet is read with it"

    lena = Person.objects.get(pk=lena.pk)
    read(lena)
    bring(administrator, "porter")
    waiting = Assignment.objects.open().get(person=lena)
    assert waiting.reading.changed == ["HB-998"], "the rest is acknowledged"
    bring(administrator, "driver")
    assert not Assignment.objects.open().filter(person=lena).exists(), "nothing is left to read"
    assert Assignment.objects.filter(person=lena, done_at__isnull=False).count() == 1


def _rule(key: str, title: str, job: str) -> bytes:
    return f"""---
id: {key}
title: {title}
section: writing
since: 1
status: active
severity: low
applies:
  people: [{job}]
---
## Rule
Say who you are.

## Why
People want to know whom they talk to, and trust those who say so at once.
""".encode()


@pytest.mark.django_db(transaction=True)
def test_a_role_brings_rules_and_modules_and_taking_it_calls_them_off(
    administrator: Person, employee: Person, trainer: Person, first: Edition, module: Module
) -> None:
    assign_edition(first, today())
    read(employee)
    plan_module(trainer, module, role=Role.AUTHOR)
    give_role(administrator, employee, Role.AUTHOR)
    assert Assignment.objects.open().filter(person=employee).count() == 1
    assert Lesson.objects.open().filter(person=employee).count() == 1
    again = Person.objects.get(pk=employee.pk)
    take_role(administrator, again, Role.AUTHOR)
    assert not Assignment.objects.open().filter(person=employee).exists()
    assert not Lesson.objects.open().filter(person=employee).exists()


@pytest.mark.django_db(transaction=True)
def test_a_leaver_loses_sessions_and_roles_at_once(
    administrator: Person, make_person: Make
) -> None:
    gone = make_person("Ola Finch", Role.EDITOR, Role.AUTHOR)
    browser = Client()
    browser.force_login(gone)
    assert browser.get("/").status_code == 200
    save_person(administrator, gone, end_date=today() - timedelta(days=1))
    assert browser.get("/").status_code == 302
    assert not gone.grants.exists()
    taken = Entry.objects.filter(deed="take-role", subject=f"person:{gone.external_id}")
    assert {one.before["role"] for one in taken} == {"editor", "author"}


@pytest.mark.django_db(transaction=True)
def test_whose_leaving_was_entered_before_loses_them_the_day_after_the_last(
    make_person: Make, first: Edition
) -> None:
    last = today()
    soon = make_person("Ola Finch", Role.EDITOR, end_date=last)
    assign_edition(first, today())
    assert end_leavers(last) == 0, "the last day is worked"
    beat(timezone.now() + timedelta(days=1))
    assert not soon.grants.exists()
    assert not Assignment.objects.open().filter(person=soon).exists()
    assert end_leavers(last + timedelta(days=1)) == 0, "once"
