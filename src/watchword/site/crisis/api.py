"""The freeze through the programming interface."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from watchword.site.crisis import access, actions
from watchword.site.crisis.models import HoldingLine, Situation
from watchword.site.crisis.proof import prove
from watchword.site.kit.api import (
    Done,
    Instant,
    Line,
    Many,
    Number,
    PageNumber,
    Prose,
    many,
    operation,
)
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person

router = Router()


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


class SituationOut(Schema):
    """A crisis, a drill or a planned time."""

    id: int
    kind: str
    title: str
    level: int
    scope: str
    is_drill: bool
    starts_at: datetime
    ended_at: datetime | None


class ScopeIn(Schema):
    """What is stopped; nothing named: every account."""

    accounts: list[Line] = Field(default_factory=list, max_length=200)
    channels: list[Line] = Field(default_factory=list, max_length=50)
    areas: list[Line] = Field(default_factory=list, max_length=200)

    def scope(self) -> actions.Scope:
        """As actions take it."""
        return actions.Scope(
            accounts=tuple(self.accounts), channels=tuple(self.channels), areas=tuple(self.areas)
        )


class DeclareIn(Schema):
    """A crisis or drill to be declared."""

    title: Line
    reason: Prose = ""
    level: int = Field(3, ge=1, le=3)
    scope: ScopeIn = ScopeIn()
    declared_for: Line = ""
    is_drill: bool = False


class PlanIn(Schema):
    """A time in which other rules hold."""

    title: Line
    reason: Prose = ""
    kind: str = Field("pre-election", pattern="^(pre-election|planned)$")
    starts_at: Instant
    ends_at: Instant
    scope: ScopeIn = ScopeIn()
    stops: bool = False


class WordsIn(Schema):
    """Words for the record."""

    words: Prose


class LineIn(Schema):
    """A holding line."""

    title: Line
    text: Prose


class LineOut(Schema):
    """A holding line."""

    id: int
    title: str
    text: str
    edition: int
    approved_at: datetime | None


class ProofOut(Schema):
    """Every way out, tried with a test post."""

    holds: bool
    seconds: float
    ways: list[dict[str, object]]


@operation(router, "GET", "/situations", access.SEE, Many[SituationOut])
def list_situations(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Every situation, the latest first."""
    return many(access.access_situations(_actor(request)), page, lambda one: one)


@operation(router, "POST", "/situations", access.DECLARE, SituationOut)
def declare_crisis(request: HttpRequest, given: DeclareIn) -> Situation:
    """Declare a crisis or a drill, and freeze what it covers."""
    fields = given.dict(exclude={"scope"})
    return actions.declare(_actor(request), scope=given.scope.scope(), **fields)


@operation(router, "POST", "/situations/planned", access.PREPARE, SituationOut)
def plan_situation(request: HttpRequest, given: PlanIn) -> Situation:
    """Plan a time in which other rules hold."""
    fields = given.dict(exclude={"scope"})
    return actions.plan_situation(_actor(request), scope=given.scope.scope(), **fields)


@operation(router, "GET", "/situations/{pk}/proof", access.SEE, ProofOut)
def prove_freeze(request: HttpRequest, pk: Number) -> dict[str, object]:
    """Try a test post on every way out; nothing of it stays."""
    found = prove(access.access_situation(_actor(request), pk))
    ways = [{"words": one.words, "is_stopped": one.is_stopped} for one in found.ways]
    return {"holds": found.holds, "seconds": found.seconds, "ways": ways}


@operation(router, "POST", "/situations/{pk}/end", access.DECLARE, SituationOut)
def end_situation(request: HttpRequest, pk: Number, given: WordsIn) -> Situation:
    """End a situation; held posts wait for a decision each."""
    found = access.access_situation(_actor(request), pk)
    return actions.end(_actor(request), found, words=given.words)


@operation(router, "POST", "/situations/{pk}/note", access.DECLARE, SituationOut)
def note_moment(request: HttpRequest, pk: Number, given: WordsIn) -> Situation:
    """Write a line of the timeline."""
    found = access.access_situation(_actor(request), pk)
    actions.note(_actor(request), found, words=given.words)
    return found


@operation(router, "POST", "/situations/{pk}/tell", access.DECLARE, SituationOut)
def tell_employees(request: HttpRequest, pk: Number, given: WordsIn) -> Situation:
    """Tell employees what to do and not to do."""
    found = access.access_situation(_actor(request), pk)
    return actions.tell_employees(_actor(request), found, words=given.words)


@operation(router, "POST", "/situations/{pk}/sign", access.DECLARE, SituationOut)
def sign_note(request: HttpRequest, pk: Number, given: WordsIn) -> Situation:
    """Sign the after-action note."""
    found = access.access_situation(_actor(request), pk)
    return actions.sign_note(_actor(request), found, words=given.words)


@operation(router, "GET", "/lines", access.SEE, Many[LineOut])
def list_lines(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Holding lines in use."""
    access.access_situations(_actor(request))
    return many(HoldingLine.objects.filter(is_gone=False), page, lambda one: one)


@operation(router, "POST", "/lines", access.PREPARE, LineOut)
def write_line(request: HttpRequest, given: LineIn) -> HoldingLine:
    """Write a holding line."""
    return actions.write_line(_actor(request), title=given.title, text=given.text)


@operation(router, "POST", "/lines/{pk}/approve", access.APPROVE_LINE, LineOut)
def approve_line(request: HttpRequest, pk: Number) -> HoldingLine:
    """Approve a holding line that somebody else wrote."""
    found = HoldingLine.objects.filter(pk=pk, is_gone=False).first()
    if found is None:
        raise NotThere
    return actions.approve_line(_actor(request), found)


@operation(router, "DELETE", "/lines/{pk}", access.PREPARE, Done)
def drop_line(request: HttpRequest, pk: Number) -> Done:
    """Take a holding line of the site out of use."""
    found = HoldingLine.objects.filter(pk=pk, is_gone=False).first()
    if found is None:
        raise NotThere
    actions.drop_line(_actor(request), found)
    return Done()
