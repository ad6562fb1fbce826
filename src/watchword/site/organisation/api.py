"""Whose site it is, through the programming interface."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from watchword.channels.base import channel_names
from watchword.site.kit.api import Done, Line, operation
from watchword.site.kit.refusal import Invalid, NotThere
from watchword.site.organisation import access, actions
from watchword.site.organisation.models import Organisation, Sector, Size
from watchword.site.people.models import Person

router = Router()
_HOUR = r"^([01]\d|2[0-3]):[0-5]\d$"


class OrganisationIn(Schema):
    """The organisation."""

    name: Line = Field(min_length=1, max_length=120)
    sector: Sector
    size: Size | None = None
    networks: list[Line] = Field(default_factory=list, max_length=100)
    languages: list[Line] = Field(default_factory=list, max_length=50)
    hours: list[tuple[str, str] | None] = Field(
        default_factory=list,
        max_length=7,
        description="Opening and closing time by day, Monday first; null for a closed day.",
    )


class OrganisationOut(OrganisationIn):
    """The organisation, and whether its handbook is public."""

    size: str = ""  # type: ignore[assignment]
    is_handbook_public: bool


@operation(router, "GET", "", access.SET_UP, OrganisationOut)
def organisation(request: HttpRequest) -> Organisation:
    """Whose site it is."""
    del request
    found = access.access_organisation()
    if found is None:
        raise NotThere
    return found


@operation(router, "PUT", "", access.SET_UP, OrganisationOut)
def save_organisation(request: HttpRequest, given: OrganisationIn) -> Organisation:
    """Say whose site it is."""
    assert isinstance(request.user, Person)
    _look(given)
    return actions.save_organisation(
        request.user,
        name=given.name,
        sector=given.sector,
        size=given.size or "",
        networks=given.networks,
        languages=given.languages,
        hours=given.hours,
    )


def _look(given: OrganisationIn) -> None:
    import re

    unknown = sorted(set(given.networks) - set(channel_names()))
    if unknown:
        raise Invalid(f"There is no network {unknown[0]!r}.", fields={"networks": "unknown"})
    for pair in filter(None, given.hours):
        if not all(re.fullmatch(_HOUR, one) for one in pair) or pair[0] >= pair[1]:
            raise Invalid("Times are written 09:00, the opening before the closing one.")


class PublicIn(Schema):
    """Whether anybody may read the handbook."""

    is_public: bool


@operation(router, "PUT", "/public-handbook", access.OPEN_HANDBOOK, Done)
def open_handbook(request: HttpRequest, given: PublicIn) -> Done:
    """Let anybody read the handbook without signing in, or let nobody again."""
    assert isinstance(request.user, Person)
    actions.open_handbook(request.user, is_public=given.is_public)
    return Done()
