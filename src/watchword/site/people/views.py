"""Pages about people."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from watchword.site.kit.door import PersonRequest, door
from watchword.site.people import access
from watchword.site.people.roles import PURPOSE, Role, all_rights


@door(access.SEE_RIGHTS, help="people/rights")
def rights(request: PersonRequest) -> HttpResponse:
    """What each role may do: the table that the product itself obeys."""
    table = [(one, [role in one.roles for role in Role]) for one in all_rights()]
    roles = [(role, PURPOSE[role]) for role in Role]
    return render(request, "people/rights.html", {"roles": roles, "table": table})


@door(access.OWN)
def second_factor_needed(request: PersonRequest) -> HttpResponse:
    """A role asks for a second factor, and there is none yet."""
    return render(request, "people/second_factor_needed.html")
