"""Learning through the programming interface."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.api import Done, Line, Many, Number, PageNumber, Prose, many, operation
from watchword.site.kit.refusal import Invalid, NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.training import access, actions
from watchword.site.training.actions.writing import Written
from watchword.site.training.models import Lesson, OwnModule, Plan
from watchword.site.training.modules import Module
from watchword.site.training.queries import with_own

router = Router()


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _now(request: HttpRequest) -> Edition:
    found = access_in_force(_actor(request))
    if found is None:
        raise NotThere
    return found


def _module(edition: Edition, name: str) -> Module:
    found = next((one for one in with_own(policy_of(edition)) if one.name == name), None)
    if found is None:
        raise NotThere
    return found


class ModuleOut(Schema):
    """A training module with its questions; which answers are right is not told."""

    name: str
    title: str
    material: str
    minutes: int
    pass_mark: int
    questions: list[dict[str, object]]


def _drawn(one: Module) -> dict[str, object]:
    names = ("name", "title", "material", "minutes", "pass_mark")
    asked = [
        {
            "key": each.key,
            "words": each.words,
            "rule": each.rule,
            "choices": {choice.key: choice.words for choice in each.choices},
        }
        for each in one.questions
        if len(each.choices) > 1
    ]
    return {name: getattr(one, name) for name in names} | {"questions": asked}


@operation(router, "GET", "/modules", access.LEARN, list[ModuleOut])
def list_modules(request: HttpRequest) -> list[dict[str, object]]:
    """The training modules of the edition in force."""
    return [_drawn(one) for one in with_own(policy_of(_now(request)))]


class AnswersIn(Schema):
    """Chosen answers."""

    answers: dict[Line, Line] = Field(max_length=200)


class Result(Schema):
    """What came of it."""

    has_passed: bool
    certificate: str
    valid_until: date | None
    wrong: list[str] = Field(description="Rules to read again.")


@operation(router, "POST", "/modules/{name}/answers", access.LEARN, Result)
def answer_module(request: HttpRequest, name: Line, given: AnswersIn) -> dict[str, object]:
    """Answer a module's questions; passed, the certificate's number comes back."""
    edition = _now(request)
    lesson, wrong = actions.answer_module(
        _actor(request),
        _module(edition, name),
        dict(given.answers),
        edition=edition,
        is_first_try=False,
    )
    return {
        "has_passed": lesson is not None,
        "certificate": lesson.certificate if lesson else "",
        "valid_until": lesson.valid_until if lesson else None,
        "wrong": [one.rule for one in wrong],
    }


class LessonOut(Schema):
    """One person's learning of one module."""

    person: str
    external_id: str
    module: str
    title: str
    due_on: date | None
    passed_at: datetime | None
    valid_until: date | None
    certificate: str


@operation(router, "GET", "/lessons", access.BOARD, Many[LessonOut])
def list_lessons(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Who has learned what; a manager sees their own team."""

    def drawn(one: Lesson) -> dict[str, object]:
        names = ("module", "title", "due_on", "passed_at", "valid_until", "certificate")
        who = {"person": str(one.person), "external_id": one.person.external_id}
        return who | {name: getattr(one, name) for name in names}

    return many(access.access_lessons(_actor(request)).order_by("pk"), page, drawn)


class PlanIn(Schema):
    """Who learns a module."""

    module: Line
    role: Role | None = None
    job: Line = Field("", max_length=100)
    days_to_learn: int = Field(30, ge=1, le=365)
    again_after_days: int | None = Field(365, ge=30, le=3650)


class PlanOut(Schema):
    """A plan."""

    id: int
    module: str
    role: str
    job: str
    days_to_learn: int
    again_after_days: int | None


@operation(router, "GET", "/plans", access.PLAN, list[PlanOut])
def list_plans(request: HttpRequest) -> list[Plan]:
    """Who learns which module."""
    del request
    return list(Plan.objects.all()[:500])


@operation(router, "POST", "/plans", access.PLAN, PlanOut)
def plan_module(request: HttpRequest, given: PlanIn) -> Plan:
    """Plan that people with a role or job learn a module, and assign it to them."""
    if not given.role and not given.job.strip():
        raise Invalid("Say whom the module is for: a role or a job.")
    fields = given.dict(exclude={"module", "role"}) | {"role": str(given.role or "")}
    return actions.plan_module(_actor(request), _module(_now(request), given.module), **fields)


@operation(router, "DELETE", "/plans/{pk}", access.PLAN, Done)
def drop_plan(request: HttpRequest, pk: Number) -> Done:
    """Drop a plan; who has begun keeps their lesson."""
    actions.drop_plan(_actor(request), access.access_plan(_actor(request), pk))
    return Done()


class QuestionIn(Schema):
    """A question about one rule."""

    words: Line
    right: Line
    wrong: list[Line] = Field(max_length=10)
    rule: Line


class OwnModuleIn(Schema):
    """A module written here."""

    title: Line = Field(max_length=200)
    minutes: int = Field(0, ge=0, le=600)
    pass_mark: int = Field(0, ge=0, le=40)
    opening: Prose = ""
    material: Prose = ""
    questions: list[QuestionIn] = Field(default_factory=list, max_length=40)


class OwnModuleOut(OwnModuleIn):
    """A module written here, as it is kept."""

    id: int
    name: str
    version: int
    is_open: bool


@operation(router, "GET", "/own-modules", access.WRITE, list[OwnModuleOut])
def list_own_modules(request: HttpRequest) -> list[OwnModule]:
    """Modules written here, open or not; pictures and videos are added on the site."""
    del request
    return list(OwnModule.objects.all()[:500])


@operation(router, "POST", "/own-modules", access.WRITE, OwnModuleOut)
def write_module(request: HttpRequest, given: OwnModuleIn) -> OwnModule:
    """Write a module; it is closed at first."""
    return actions.save_module(_actor(request), None, Written(**given.dict()))


@operation(router, "PUT", "/own-modules/{pk}", access.WRITE, OwnModuleOut)
def change_module(
    request: HttpRequest, pk: Number, given: OwnModuleIn, version: Number
) -> OwnModule:
    """Change a module; version says which saved state that is a change of."""
    held = access.access_own_module(_actor(request), pk)
    return actions.save_module(_actor(request), held, Written(**given.dict()), version=version)


class OpenIn(Schema):
    """Whether a module is open to who is to learn it."""

    is_open: bool


@operation(router, "POST", "/own-modules/{pk}/open", access.WRITE, Done)
def open_module(request: HttpRequest, pk: Number, given: OpenIn) -> Done:
    """Open a module to who is to learn it, or close it."""
    held = access.access_own_module(_actor(request), pk)
    actions.open_module(_actor(request), held, is_open=given.is_open)
    return Done()
