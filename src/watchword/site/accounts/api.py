"""Official accounts through the programming interface."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from watchword.site.accounts import access, actions
from watchword.site.accounts.models import Account
from watchword.site.kit.api import Line, Many, PageNumber, Text, many, operation
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person

router = Router()


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


class AccountOut(Schema):
    """An official account."""

    key: str
    channel: str
    handle: str
    purpose: str
    pillars: list[str]
    plan: dict[str, float]
    owner: str
    administrators: list[str]
    area: str


class SeatsIn(Schema):
    """Who writes for an account."""

    external_ids: list[Line] = Field(max_length=200)
    area: Line = ""


class JoinIn(Schema):
    """What a network gave; it is encrypted, and never given out again."""

    server: Line = Field(pattern="^https?://")
    identity: Line = ""
    secret: Text = Field(min_length=1, max_length=2_000)


@operation(router, "GET", "", access.SEE, Many[AccountOut])
def list_accounts(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Every official account."""
    return many(access.access_accounts(_actor(request)), page, lambda one: one)


@operation(router, "GET", "/{key}", access.SEE, AccountOut)
def one_account(request: HttpRequest, key: Line) -> Account:
    """One official account."""
    return access.access_account(_actor(request), key)


@operation(router, "PUT", "/{key}/seats", access.SEAT, AccountOut)
def seat_people(request: HttpRequest, key: Line, given: SeatsIn) -> Account:
    """Say who writes for an account, and which area it speaks for."""
    found = access.access_account(_actor(request), key)
    people = list(Person.objects.filter(external_id__in=given.external_ids))
    if len(people) < len(set(given.external_ids)):
        raise NotThere
    actions.set_seats(_actor(request), found, people)
    actions.set_area(_actor(request), found, given.area)
    return found


@operation(router, "PUT", "/{key}/connection", access.JOIN, AccountOut)
def join_account(request: HttpRequest, key: Line, given: JoinIn) -> Account:
    """Join an account to its network."""
    found = access.access_account(_actor(request), key)
    server, identity = given.server[:300], given.identity[:300]
    actions.join(_actor(request), found, server=server, identity=identity, secret=given.secret)
    return found


@operation(router, "DELETE", "/{key}/connection", access.JOIN, AccountOut)
def part_account(request: HttpRequest, key: Line) -> Account:
    """Forget an account's token."""
    found = access.access_account(_actor(request), key)
    actions.part(_actor(request), found)
    return found
