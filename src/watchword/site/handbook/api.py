"""Reading and acknowledging through the programming interface."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from watchword.site.editions.access import access_in_force
from watchword.site.editions.api.schemas import RuleOut, rule_out
from watchword.site.editions.folder import policy_of
from watchword.site.editions.reach import reader_of, rules_for
from watchword.site.handbook import access, actions, queries
from watchword.site.handbook.models import Assignment, Question
from watchword.site.handbook.quiz import quiz_of
from watchword.site.kit.api import Done, Line, Many, Number, PageNumber, Prose, many, operation
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.terms.facts import Facts

router = Router()
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


@operation(router, "GET", "/handbook.{form}", access.READ, None)
def handbook_document(request: HttpRequest, form: Line) -> HttpResponse:
    """The handbook in force as pdf or docx."""
    edition = access_in_force(_actor(request))
    if edition is None or form not in _TYPES:
        raise NotThere
    made = queries.document(policy_of(edition), Facts(), form)
    return HttpResponse(made, content_type=_TYPES[form])


@operation(router, "GET", "/my-rules", access.READ, list[RuleOut])
def my_rules(request: HttpRequest) -> list[dict[str, object]]:
    """The rules and guidelines in force that apply to the token's person."""
    edition = access_in_force(_actor(request))
    if edition is None:
        raise NotThere
    found = rules_for(policy_of(edition), reader_of(_actor(request)))
    return [rule_out(one) for one in found]


class QuizOut(Schema):
    """A question before an acknowledgement."""

    key: str
    words: str
    rule: str
    choices: dict[str, str] = Field(description="Answers to choose from, by key.")


class AssignmentOut(Schema):
    """Something to read and acknowledge, or the record that it was."""

    id: int
    edition: int
    due_on: date
    changed: list[str] = Field(description="Rules that are new or changed for this person.")
    done_at: datetime | None
    receipt: str
    questions: list[QuizOut]


def _assignment(one: Assignment) -> dict[str, object]:
    asked = quiz_of(one) if one.done_at is None else ()
    return {
        "id": one.pk,
        "edition": one.edition.number,
        "due_on": one.due_on,
        "changed": one.reading.changed,
        "done_at": one.done_at,
        "receipt": one.receipt,
        "questions": [
            {
                "key": each.key,
                "words": each.words,
                "rule": each.rule,
                "choices": {choice.key: choice.words for choice in each.choices},
            }
            for each in asked
        ],
    }


@operation(router, "GET", "/my-assignments", access.READ, list[AssignmentOut])
def my_assignments(request: HttpRequest) -> list[dict[str, object]]:
    """What the token's person has to read, and has read."""
    return [_assignment(one) for one in queries.own_assignments(_actor(request))[:200]]


class AnswersIn(Schema):
    """Chosen answers."""

    answers: dict[Line, Line] = Field(
        default_factory=dict, max_length=20, description="Key of the answer by key of the question."
    )


class Acknowledged(Schema):
    """What came of it."""

    assignment: AssignmentOut
    wrong: list[str] = Field(description="Rules to read again; empty when it is acknowledged.")


@operation(router, "POST", "/my-assignments/{pk}/acknowledge", access.ACKNOWLEDGE, Acknowledged)
def acknowledge(request: HttpRequest, pk: Number, given: AnswersIn) -> dict[str, object]:
    """Answer the questions, and say that one has read and understood."""
    found = access.access_own_assignment(_actor(request), pk)
    wrong = actions.answer_quiz(_actor(request), found, dict(given.answers))
    if not wrong:
        found = actions.acknowledge(_actor(request), found)
    return {"assignment": _assignment(found), "wrong": [one.rule for one in wrong]}


class StandingOut(Schema):
    """How far one person has got."""

    id: int
    person: str
    external_id: str
    team: str
    edition: int
    due_on: date
    done_at: datetime | None
    state: str


@operation(router, "GET", "/acknowledgements", access.BOARD, Many[StandingOut])
def list_acknowledgements(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Who has acknowledged; a manager sees their own team."""
    rows = access.access_assignments(_actor(request)).order_by("-assigned_at", "pk")

    def drawn(one: Assignment) -> dict[str, object]:
        return {
            "id": one.pk,
            "person": str(one.person),
            "external_id": one.person.external_id,
            "team": str(one.person.team or ""),
            "edition": one.edition.number,
            "due_on": one.due_on,
            "done_at": one.done_at,
            "state": one.state_words,
        }

    return many(rows, page, drawn)


@operation(router, "POST", "/acknowledgements/{pk}/remind", access.NUDGE, Done)
def remind(request: HttpRequest, pk: Number) -> Done:
    """Remind one person, within the limits: weekdays, once a day, three times in all."""
    found = access.access_assignment(_actor(request), pk)
    actions.nudge_person(_actor(request), found, timezone.now())
    return Done()


class QuestionOut(Schema):
    """A question about the policy."""

    id: int
    rule: str
    words: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    is_public: bool


@operation(router, "GET", "/questions", access.READ, Many[QuestionOut])
def list_questions(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Public questions and one's own; every question for who answers them."""
    return many(access.access_questions(_actor(request)), page, lambda one: one)


class QuestionIn(Schema):
    """A new question."""

    words: Prose = Field(min_length=1, max_length=2_000)
    rule: Line = Field("", max_length=60)


@operation(router, "POST", "/questions", access.ASK, QuestionOut)
def ask(request: HttpRequest, given: QuestionIn) -> Question:
    """Ask the owner of the policy."""
    edition = access_in_force(_actor(request))
    if edition is None:
        raise NotThere
    return actions.ask(_actor(request), edition, words=given.words, rule=given.rule)


class AnswerIn(Schema):
    """An answer."""

    words: Prose = Field(min_length=1)
    is_public: bool = False


@operation(router, "POST", "/questions/{pk}/answer", access.ANSWER, QuestionOut)
def answer(request: HttpRequest, pk: Number, given: AnswerIn) -> Question:
    """Answer a question; with is_public for everybody, without the asker's name."""
    found = access.access_question(_actor(request), pk)
    return actions.answer_question(
        _actor(request), found, words=given.words, is_public=given.is_public
    )
