"""Upkeep through the programming interface."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from watchword.site.editions.access import access_in_force
from watchword.site.editions.models import Edition
from watchword.site.kit.api import Done, Number, Prose, operation
from watchword.site.kit.dates import Day, dates_for
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.upkeep import access, actions, queries
from watchword.site.upkeep.models import ContactCheck

router = Router()


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _edition(request: HttpRequest) -> Edition:
    found = access_in_force(_actor(request))
    if found is None:
        raise NotThere
    return found


class ReviewIn(Schema):
    """A review that changes nothing."""

    because: Prose
    next_on: date | None = None


class ReviewOut(Schema):
    """When the next review is."""

    next_on: date


@operation(router, "POST", "/review", access.REVIEW, ReviewOut)
def record_review(request: HttpRequest, given: ReviewIn) -> object:
    """Record a review after which the edition in force stays as it is."""
    return actions.record_review(_actor(request), _edition(request), **given.dict())


class CheckOut(Schema):
    """A contact that was asked."""

    id: int
    contact: str
    asked_on: date
    is_right: bool | None
    words: str


@operation(router, "GET", "/contacts", access.SEE, list[CheckOut])
def list_contacts(request: HttpRequest) -> list[ContactCheck]:
    """The latest check of each contact of the edition in force."""
    return queries.checks_of(_edition(request))


@operation(router, "POST", "/contacts/ask", access.CONTACTS, Done)
def ask_contacts(request: HttpRequest) -> Done:
    """Ask every contact now whether it is still right."""
    actions.ask_contacts(_actor(request), _edition(request))
    return Done()


class AnswerIn(Schema):
    """Whether a contact is right."""

    is_right: bool
    words: Prose = ""


@operation(router, "PUT", "/contacts/{pk}", access.CONTACTS, Done)
def settle_contact(request: HttpRequest, pk: Number, given: AnswerIn) -> Done:
    """Say for a contact whether it is right."""
    actions.settle_contact(_actor(request), access.access_check(pk), **given.dict())
    return Done()


class DayOut(Schema):
    """A date that concerns the token's person."""

    name: str
    on: date
    title: str
    address: str


@operation(router, "GET", "/my-dates", access.FEED, list[DayOut])
def my_dates(request: HttpRequest) -> list[Day]:
    """Dates that concern the token's person, in order."""
    return dates_for(_actor(request))
