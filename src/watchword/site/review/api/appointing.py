"""Who holds the roles that rules and tiers name, through the programming interface."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.kit.api import Done, Email, Line, Number, operation
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.review import access, actions
from watchword.site.review.api.writing import approvals
from watchword.site.review.models import Appointment, OutsideApprover
from watchword.site.review.roles import RoleHeld, roles_held


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


class AppointmentIn(Schema):
    """Who holds a role that rules and tiers name."""

    role: Line
    person_id: Number
    deputy_for_id: Number | None = None
    since: date | None = None
    until: date | None = None


class AppointmentOut(Schema):
    """An appointment."""

    id: int
    role: str
    person_id: int
    deputy_for_id: int | None
    since: date
    until: date | None


class OutsiderIn(Schema):
    """Somebody outside who is asked by a signed link."""

    role: Line
    name: Line
    organisation: Line
    email: Email
    until: date | None = None


class OutsiderOut(Schema):
    """Somebody outside who is asked by a signed link."""

    id: int
    role: str
    name: str
    organisation: str
    since: date
    until: date | None


class RoleOut(Schema):
    """A role that the policy asks, and who holds it today."""

    role: str
    asked_by: list[str] = Field(description="Ids of rules, names of tiers.")
    holders: list[int] = Field(description="Persons who may answer.")
    appointments: list[AppointmentOut]
    outsiders: list[OutsiderOut]


def _shown(one: RoleHeld) -> dict[str, object]:
    return {
        "role": one.role,
        "asked_by": list(one.asked_by),
        "holders": [each.pk for each in one.holders],
        "appointments": list(one.appointments),
        "outsiders": list(one.outsiders),
    }


@operation(approvals, "GET", "/roles", access.APPOINT, list[RoleOut])
def list_roles(request: HttpRequest) -> list[dict[str, object]]:
    """Every role that the policy in force asks, and who holds it."""
    edition = access_in_force(_actor(request))
    if edition is None:
        return []
    return [_shown(one) for one in roles_held(policy_of(edition), timezone.localdate())]


@operation(approvals, "POST", "/appointments", access.APPOINT, AppointmentOut)
def appoint(request: HttpRequest, given: AppointmentIn) -> Appointment:
    """Say who holds a role, or stands in for its holder."""
    keys = {given.person_id, given.deputy_for_id} - {None}
    people = Person.objects.in_bulk(keys)
    if len(people) < len(keys):
        raise NotThere
    return actions.appoint(
        _actor(request),
        role=given.role[:100],
        person=people[given.person_id],
        deputy_for=people.get(given.deputy_for_id) if given.deputy_for_id else None,
        since=given.since,
        until=given.until,
    )


@operation(approvals, "DELETE", "/appointments/{pk}", access.APPOINT, Done)
def end_appointment(request: HttpRequest, pk: Number) -> Done:
    """End an appointment."""
    actions.end_appointment(_actor(request), access.access_appointment(_actor(request), pk))
    return Done()


@operation(approvals, "POST", "/outsiders", access.APPOINT, OutsiderOut)
def name_outsider(request: HttpRequest, given: OutsiderIn) -> OutsideApprover:
    """Let somebody outside answer for a role, by a signed link for each post that asks it."""
    fields = given.dict() | {"name": given.name[:150], "organisation": given.organisation[:200]}
    return actions.name_outsider(_actor(request), **fields)


@operation(approvals, "DELETE", "/outsiders/{pk}", access.APPOINT, Done)
def end_outsider(request: HttpRequest, pk: Number) -> Done:
    """Ask somebody outside no longer; every link of theirs closes."""
    actions.end_outsider(_actor(request), access.access_outsider(_actor(request), pk))
    return Done()
