"""Modules learned: assigned by role and job, passed, again after a while, no mistakes shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from watchword.policy.load import load_files
from watchword.site.audit.models import Entry
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.refusal import Invalid, NotAllowed
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.training.actions import answer_module, assign_plan, plan_module
from watchword.site.training.models import Lesson, Missed, Plan
from watchword.site.training.modules import Module, modules_of
from watchword.site.training.queries import is_trained

Make = Callable[..., Person]
SignIn = Callable[[Person], Client]


@pytest.fixture
def trainer(make_person: Make) -> Person:
    return make_person("Tess Lowe", Role.TRAINER)


@pytest.fixture
def author(make_person: Make) -> Person:
    return make_person("Tom Ash", Role.AUTHOR)


@pytest.fixture
def module(first: Edition) -> Module:
    return modules_of(policy_of(first))[0]


def right(module: Module) -> dict[str, str]:
    return {one.key: one.right_key for one in module.questions}


def test_a_module_of_the_policy_has_material_questions_and_a_pass_mark(module: Module) -> None:
    assert (module.title, module.pass_mark, module.minutes) == ("Before your first post", 8, 40)
    assert len(module.questions) == 10
    for one in module.questions:
        assert len(one.choices) >= 2
        assert one.right_key in {each.key for each in one.choices}
        assert one.rule.startswith("HB-")


def test_every_question_of_every_starter_can_be_answered() -> None:
    from pathlib import Path

    import watchword

    folder = Path(watchword.__file__).parent / "starters"
    folder = folder if folder.is_dir() else Path(watchword.__file__).parents[2] / "policies"
    asked = 0
    for one in sorted(folder.iterdir()):
        files = {
            each.relative_to(one).as_posix(): each.read_bytes()
            for each in one.rglob("*")
            if each.suffix in (".md", ".csv")
        }
        for module in modules_of(load_files(files)) if files else ():
            for question in module.questions:
                asked += 1
                assert len(question.choices) > 1, (one.name, question.words)
    assert asked > 40


def test_a_plan_assigns_by_role_or_job_once(
    trainer: Person, author: Person, employee: Person, module: Module
) -> None:
    made = plan_module(trainer, module, role=Role.AUTHOR)
    assert [one.person for one in Lesson.objects.all()] == [author]
    assert assign_plan(made, module, timezone.localdate()) == 0
    plan_module(trainer, module, job="nurse")
    assert Lesson.objects.filter(person=employee).exists()
    with pytest.raises(Invalid):
        plan_module(trainer, module)
    with pytest.raises(NotAllowed):
        plan_module(employee, module, role=Role.AUTHOR)


def test_passing_makes_a_certificate_that_ends_and_a_refresher_in_time(
    trainer: Person, author: Person, module: Module, first: Edition
) -> None:
    made = plan_module(trainer, module, role=Role.AUTHOR, again_after_days=365)
    lesson, wrong = answer_module(author, module, right(module), edition=first, is_first_try=True)
    assert lesson is not None
    assert wrong == ()
    today = timezone.localdate()
    assert lesson.valid_until == today + timedelta(days=365)
    assert is_trained(author, module.name, today)
    assert assign_plan(made, module, today + timedelta(days=300)) == 0
    assert assign_plan(made, module, today + timedelta(days=340)) == 1
    assert not is_trained(author, module.name, today + timedelta(days=366))


def test_below_the_pass_mark_nothing_is_passed_and_nobody_learns_who_missed_what(
    author: Person, module: Module, first: Edition
) -> None:
    answers = right(module)
    for one in module.questions[:3]:
        answers[one.key] = next(each.key for each in one.choices if each.key != one.right_key)
    lesson, wrong = answer_module(author, module, answers, edition=first, is_first_try=True)
    assert lesson is None
    assert len(wrong) == 3
    assert not Entry.objects.filter(deed="pass-module").exists()
    assert sum(Missed.objects.values_list("wrong", flat=True)) == 3
    answer_module(author, module, answers, edition=first, is_first_try=False)
    assert sum(Missed.objects.values_list("wrong", flat=True)) == 3
    with pytest.raises(Invalid):
        answer_module(author, module, {}, edition=first, is_first_try=True)


def test_the_pages_lead_to_a_certificate(
    author: Person, trainer: Person, module: Module, signed_in: SignIn
) -> None:
    browser = signed_in(author)
    page = browser.get(f"/training/modules/{module.name}/").content.decode()
    assert "It takes 8 right answers of 10" in page
    wrong = browser.post(
        f"/training/modules/{module.name}/", {f"q-{key}": "x" for key in right(module)}
    )
    assert wrong.status_code == 422
    assert "Nobody sees how often" in wrong.content.decode()
    done = browser.post(
        f"/training/modules/{module.name}/",
        {f"q-{key}": value for key, value in right(module).items()},
    )
    assert "Certificate" in browser.get(done["Location"]).content.decode()
    assert signed_in(trainer).get(done["Location"]).status_code == 404
    board = signed_in(trainer).get("/training/lessons/").content.decode()
    assert "Tom Ash" in board
    assert signed_in(author).get("/training/lessons/").status_code == 403
    sent = {
        "module": module.name,
        "role": "author",
        "days_to_learn": "30",
        "again_after_days": "365",
    }
    assert signed_in(author).post("/training/plans/", sent).status_code == 403
    assert signed_in(trainer).post("/training/plans/", sent).status_code == 302
    assert Plan.objects.count() == 1
