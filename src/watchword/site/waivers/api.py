"""Waivers through the programming interface."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from watchword.site.kit.api import Line, Many, Number, PageNumber, Prose, many, operation
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person, Team
from watchword.site.waivers import access, actions
from watchword.site.waivers.models import Waiver

router = Router()


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


class WaiverOut(Schema):
    """A waiver."""

    id: int
    rule: str
    whom: str
    because: str
    starts_on: date
    ends_on: date
    state: str
    decided_words: str


class WaiverIn(Schema):
    """A waiver to be asked for."""

    rule: Line
    because: Prose
    owner_id: Number
    starts_on: date
    ends_on: date
    person_id: Number | None = None
    team_id: Number | None = None
    job: Line = ""
    account: Line = ""
    channel: Line = ""
    campaign: Line = ""


class WordsIn(Schema):
    """Why it is decided so."""

    words: Prose = ""


@operation(router, "GET", "", access.ASK, Many[WaiverOut])
def list_waivers(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Every waiver that the token's person may see."""
    return many(access.access_waivers(_actor(request)), page, lambda one: one)


@operation(router, "POST", "", access.ASK, WaiverOut)
def ask_waiver(request: HttpRequest, given: WaiverIn) -> Waiver:
    """Ask for an exception from a rule."""
    owner = Person.objects.filter(pk=given.owner_id).first()
    person = Person.objects.filter(pk=given.person_id).first() if given.person_id else None
    team = Team.objects.filter(pk=given.team_id).first() if given.team_id else None
    if owner is None or (given.person_id and not person) or (given.team_id and not team):
        raise NotThere
    fields = given.dict(exclude={"owner_id", "person_id", "team_id"})
    for name in ("job", "account", "channel", "campaign"):
        fields[name] = str(fields[name])[:60]
    return actions.ask_waiver(_actor(request), owner=owner, person=person, team=team, **fields)


@operation(router, "GET", "/{pk}", access.ASK, WaiverOut)
def one_waiver(request: HttpRequest, pk: Number) -> Waiver:
    """One waiver."""
    return access.access_waiver(_actor(request), pk)


@operation(router, "POST", "/{pk}/grant", access.GRANT, WaiverOut)
def grant_waiver(request: HttpRequest, pk: Number, given: WordsIn) -> Waiver:
    """Grant a waiver that somebody else asked for."""
    found = access.access_waiver(_actor(request), pk)
    return actions.decide_waiver(_actor(request), found, is_yes=True, words=given.words)


@operation(router, "POST", "/{pk}/refuse", access.GRANT, WaiverOut)
def refuse_waiver(request: HttpRequest, pk: Number, given: WordsIn) -> Waiver:
    """Refuse a waiver, with a reason."""
    found = access.access_waiver(_actor(request), pk)
    return actions.decide_waiver(_actor(request), found, is_yes=False, words=given.words)


@operation(router, "POST", "/{pk}/end", access.GRANT, WaiverOut)
def end_waiver(request: HttpRequest, pk: Number, given: WordsIn) -> Waiver:
    """End a waiver before its day, with a reason."""
    found = access.access_waiver(_actor(request), pk)
    return actions.end_waiver(_actor(request), found, words=given.words)
