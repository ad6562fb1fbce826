"""People through the programming interface."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja import UploadedFile as Upload
from pydantic import Field

from watchword.site.kit.api import Email, Line, Many, Number, PageNumber, many, operation
from watchword.site.kit.refusal import Invalid
from watchword.site.people import access, actions
from watchword.site.people.models import Person, Team
from watchword.site.people.records import LARGEST, compared, read_people
from watchword.site.people.roles import Role, all_rights

router = Router()
_GIVEN = frozenset({Role.EMPLOYEE, Role.MANAGER})
"""Roles that nobody gives: they come with being employed, and with having people."""


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


class PersonOut(Schema):
    """A person."""

    id: int
    external_id: str
    email: str
    given_name: str
    family_name: str
    job: str
    team: str
    manager_email: str
    start_date: date | None
    end_date: date | None
    away_until: date | None
    location: str
    roles: list[str]


def _drawn(one: Person) -> dict[str, object]:
    names = set(PersonOut.model_fields) - {"id", "team", "manager_email", "roles"}
    return {name: getattr(one, name) for name in names} | {
        "id": one.pk,
        "team": str(one.team or ""),
        "manager_email": one.reports_to.email if one.reports_to else "",
        "roles": sorted(map(str, one.roles)),
    }


@operation(router, "GET", "", access.TEAM, Many[PersonOut])
def list_people(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Everybody; for a manager, their own team."""
    rows = access.access_people(_actor(request)).order_by("pk").prefetch_related("grants")
    return many(rows, page, _drawn)


class RightOut(Schema):
    """One thing that may be done, and who may."""

    name: str
    words: str
    roles: list[str]


@operation(router, "GET", "/rights", access.SEE_RIGHTS, list[RightOut])
def list_rights(request: HttpRequest) -> list[dict[str, object]]:
    """What each role may do."""
    del request
    return [
        {"name": one.name, "words": str(one.words), "roles": sorted(map(str, one.roles))}
        for one in all_rights()
    ]


class Imported(Schema):
    """What an import did, or would do."""

    added: int
    changed: int
    same: int
    missing: int = Field(description="People on record whom the file does not name.")
    skipped: list[str] = Field(description="Lines that were left out, and why.")


@operation(router, "POST", "/import", access.CHANGE, Imported)
def import_people(
    request: HttpRequest,
    file: File[Upload],
    end_missing: Form[bool] = False,
    only_look: Form[bool] = False,
) -> dict[str, object]:
    """Bring people in from a CSV file.

    With only_look nothing is changed; with end_missing, people whom the file does not name leave.
    """
    if (file.size or 0) > LARGEST:
        raise Invalid("The file is larger than 40 MB.")
    rows, skipped, ignored = read_people(file.read())
    if only_look:
        found = compared(rows, skipped, ignored)
    else:
        found = actions.apply_people(_actor(request), rows, skipped, end_missing=end_missing)
    return {
        "added": len(found.new),
        "changed": len(found.changed),
        "same": found.unchanged,
        "missing": len(found.missing),
        "skipped": [f"line {one.line}: {one.reason}" for one in skipped[:1_000]],
    }


class PersonIn(Schema):
    """What is on record of a person."""

    external_id: Line = Field(min_length=1, max_length=100)
    email: Email
    given_name: Line = Field(min_length=1, max_length=150)
    family_name: Line = Field("", max_length=150)
    job: Line = Field("", max_length=100)
    team: Line = Field("", max_length=200)
    manager_email: Line = ""
    start_date: date | None = None
    end_date: date | None = None
    away_until: date | None = None
    location: Line = Field("", max_length=100)


def _fields(given: PersonIn) -> dict[str, object]:
    fields = given.dict()
    team, manager = fields.pop("team").strip(), fields.pop("manager_email").strip()
    found = Person.objects.filter(email__iexact=manager).first() if manager else None
    if manager and found is None:
        raise Invalid("Nobody here has the manager's address.", fields={"manager_email": "unknown"})
    held = Team.objects.get_or_create(name=team)[0] if team else None
    return fields | {"team": held, "reports_to": found}


@operation(router, "POST", "", access.CHANGE, PersonOut)
def add_person(request: HttpRequest, given: PersonIn) -> dict[str, object]:
    """Add somebody by hand."""
    return _drawn(actions.save_person(_actor(request), None, **_fields(given)))


@operation(router, "GET", "/{pk}", access.TEAM, PersonOut)
def one_person(request: HttpRequest, pk: Number) -> dict[str, object]:
    """One person."""
    return _drawn(access.access_person(_actor(request), pk))


@operation(router, "PUT", "/{pk}", access.CHANGE, PersonOut)
def change_person(request: HttpRequest, pk: Number, given: PersonIn) -> dict[str, object]:
    """Change what is on record of somebody."""
    found = access.access_person(_actor(request), pk)
    return _drawn(actions.save_person(_actor(request), found, **_fields(given)))


class RolesIn(Schema):
    """The roles that somebody is to hold."""

    roles: list[Role] = Field(max_length=20)


@operation(router, "PUT", "/{pk}/roles", access.GRANT, PersonOut)
def set_roles(request: HttpRequest, pk: Number, given: RolesIn) -> dict[str, object]:
    """Give and take roles, so that somebody holds just these."""
    found = access.access_person(_actor(request), pk)
    wanted, held = set(given.roles) - _GIVEN, found.roles - _GIVEN
    for role in sorted(wanted - held):
        actions.give_role(_actor(request), found, role)
    for role in sorted(held - wanted):
        actions.take_role(_actor(request), found, role)
    return _drawn(access.access_person(_actor(request), pk))
