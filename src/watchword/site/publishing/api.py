"""What goes out, and what is out, through the programming interface."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from watchword.site.kit.api import Instant, Line, Many, Number, PageNumber, Prose, many, operation
from watchword.site.people.models import Person
from watchword.site.publishing import access, actions
from watchword.site.publishing.models import Delivery, Look, Post

router = Router()


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


class DeliveryOut(Schema):
    """One draft on its way to one account."""

    id: int
    draft_id: int
    account: str
    state: str
    planned_at: datetime | None
    is_by_hand: bool
    words: str


class RegisteredOut(Schema):
    """A post of the register."""

    id: int
    account: str
    address: str
    text: str
    made: str
    digest: str
    published_at: datetime


class MoveIn(Schema):
    """When it is to go out."""

    planned_at: Instant


class DropIn(Schema):
    """Why it is dropped."""

    words: Prose


class EnterIn(Schema):
    """The link of a post that was made by hand."""

    address: Line


def _shown(one: Delivery) -> dict[str, object]:
    names = ("draft_id", "state", "planned_at", "is_by_hand", "words")
    return {name: getattr(one, name) for name in names} | {"id": one.pk, "account": one.account.key}


def _entered(one: Post) -> dict[str, object]:
    names = ("address", "text", "made", "digest", "published_at")
    return {name: getattr(one, name) for name in names} | {"id": one.pk, "account": one.account.key}


@operation(router, "GET", "/queue", access.SEE, Many[DeliveryOut])
def list_queue(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Everything on its way."""
    return many(access.access_deliveries(_actor(request)), page, _shown)


@operation(router, "POST", "/queue/{pk}/release", access.DECIDE, DeliveryOut)
def release_post(request: HttpRequest, pk: Number) -> dict[str, object]:
    """Let one held or missed post go out now."""
    found = access.access_delivery(_actor(request), pk)
    return _shown(actions.release(_actor(request), found))


@operation(router, "POST", "/queue/{pk}/move", access.DECIDE, DeliveryOut)
def move_post(request: HttpRequest, pk: Number, given: MoveIn) -> dict[str, object]:
    """Move one post to another time."""
    found = access.access_delivery(_actor(request), pk)
    return _shown(actions.reschedule(_actor(request), found, given.planned_at))


@operation(router, "POST", "/queue/{pk}/again", access.DECIDE, DeliveryOut)
def try_post_again(request: HttpRequest, pk: Number) -> dict[str, object]:
    """Try a failed post once more."""
    found = access.access_delivery(_actor(request), pk)
    return _shown(actions.try_again(_actor(request), found))


@operation(router, "POST", "/queue/{pk}/drop", access.DECIDE, DeliveryOut)
def drop_post(request: HttpRequest, pk: Number, given: DropIn) -> dict[str, object]:
    """Drop one post for good."""
    found = access.access_delivery(_actor(request), pk)
    return _shown(actions.drop(_actor(request), found, words=given.words))


@operation(router, "POST", "/queue/{pk}/enter", access.ENTER, RegisteredOut)
def enter_post(request: HttpRequest, pk: Number, given: EnterIn) -> dict[str, object]:
    """Enter the link of a post that was made by hand."""
    found = access.access_delivery(_actor(request), pk)
    return _entered(actions.enter_by_hand(_actor(request), found, address=given.address[:500]))


@operation(router, "GET", "/register", access.SEE, Many[RegisteredOut])
def list_register(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Every official post."""
    return many(access.access_posts(_actor(request)), page, _entered)


class LookOut(Schema):
    """One post of a monthly sample."""

    id: int
    month: date
    post_id: int
    is_fine: bool | None = Field(description="Null until somebody looked.")
    words: str
    seed: str = Field(description="Digest by which anybody can draw again.")


class LookIn(Schema):
    """What somebody says of a post of the sample."""

    is_fine: bool
    words: Prose = ""


def _looked(one: Look) -> dict[str, object]:
    names = ("post_id", "is_fine", "words")
    found = {name: getattr(one, name) for name in names}
    return found | {"id": one.pk, "month": one.sample.month, "seed": one.sample.seed}


@operation(router, "GET", "/sample", access.LOOK, Many[LookOut])
def list_sample(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """The posts of every monthly sample."""
    return many(access.access_looks(_actor(request)), page, _looked)


@operation(router, "POST", "/sample/{pk}", access.LOOK, LookOut)
def look_at_post(request: HttpRequest, pk: Number, given: LookIn) -> dict[str, object]:
    """Say whether a post of the sample is as it should be."""
    found = access.access_look(_actor(request), pk)
    return _looked(actions.look(_actor(request), found, **given.dict()))
