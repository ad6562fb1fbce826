"""Webhooks through the programming interface."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from watchword.site.kit.api import Done, Line, Many, Number, PageNumber, many, operation
from watchword.site.people.models import Person
from watchword.site.webhooks import access, actions
from watchword.site.webhooks.models import Delivery, Receiver

router = Router()


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


class ReceiverIn(Schema):
    """A receiver."""

    name: Line = Field(min_length=1, max_length=100)
    address: Line
    deeds: list[Line] = Field(min_length=1, max_length=50)
    is_on: bool = True


class ReceiverOut(ReceiverIn):
    """A receiver as it is kept."""

    id: int


class NewReceiver(ReceiverOut):
    """A receiver with its secret, which is told this once."""

    secret: str


class DeliveryOut(Schema):
    """One telling of one deed."""

    id: int
    receiver_id: int
    entry: int
    deed: str
    state: str
    tries: int
    answer: int | None
    error: str
    sent_at: datetime | None


@operation(router, "GET", "", access.MANAGE, list[ReceiverOut])
def list_receivers(request: HttpRequest) -> list[Receiver]:
    """Who is told of what."""
    del request
    return list(Receiver.objects.all()[:200])


@operation(router, "POST", "", access.MANAGE, NewReceiver)
def add_receiver(request: HttpRequest, given: ReceiverIn) -> dict[str, object]:
    """Name a receiver; it is told of what comes from now on."""
    made = actions.save_receiver(_actor(request), None, **given.dict())
    return given.dict() | {"id": made.pk, "secret": actions.secret_for(made)}


@operation(router, "GET", "/deliveries", access.MANAGE, Many[DeliveryOut])
def list_deliveries(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """What was delivered and what failed, the latest first."""
    del request
    return many(Delivery.objects.all(), page, lambda one: one)


@operation(router, "POST", "/deliveries/{pk}/again", access.MANAGE, Done)
def deliver_again(request: HttpRequest, pk: Number) -> Done:
    """Deliver one once more."""
    actions.deliver_again(_actor(request), access.access_delivery(_actor(request), pk))
    return Done()


@operation(router, "PUT", "/{pk}", access.MANAGE, ReceiverOut)
def change_receiver(request: HttpRequest, pk: Number, given: ReceiverIn) -> Receiver:
    """Change a receiver."""
    found = access.access_receiver(_actor(request), pk)
    return actions.save_receiver(_actor(request), found, **given.dict())


@operation(router, "DELETE", "/{pk}", access.MANAGE, Done)
def drop_receiver(request: HttpRequest, pk: Number) -> Done:
    """Drop a receiver with its deliveries."""
    actions.drop_receiver(_actor(request), access.access_receiver(_actor(request), pk))
    return Done()


class Secret(Schema):
    """A secret, told this once."""

    secret: str


@operation(router, "POST", "/{pk}/secret", access.MANAGE, Secret)
def renew_secret(request: HttpRequest, pk: Number) -> dict[str, str]:
    """Give a receiver a new secret; the old one signs nothing any more."""
    found = access.access_receiver(_actor(request), pk)
    return {"secret": actions.renew_secret(_actor(request), found)}
