"""The seam for SCIM 2.0: resources of a directory become rows, and rows do all the rest.

See docs/decisions/0010-one-way-in-for-people.md; the mapping stands there as a table.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from watchword.site.audit.models import Entry
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import assign_joiners
from watchword.site.handbook.models import Assignment
from watchword.site.kit.refusal import NotAllowed
from watchword.site.people.actions import apply_people, give_role
from watchword.site.people.models import Person
from watchword.site.people.records import Row
from watchword.site.people.roles import Role
from watchword.site.tokens.actions import make_token
from watchword.site.tokens.models import Scope

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
LENA: dict[str, Any] = {
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
    "id": "2819c223",
    "externalId": "GH-501",
    "userName": "lmarr",
    "name": {"givenName": "Lena", "familyName": "Marr"},
    "emails": [
        {"value": "home@elsewhere.example", "type": "home"},
        {"value": "Lena.Marr@glenmarrow.example", "type": "work", "primary": True},
    ],
    "title": "physiotherapist",
    "active": True,
    ENTERPRISE: {"department": "Clinics"},
}


def row_of(resource: dict[str, Any]) -> Row:
    """What the door will do; the mapping is the decision's."""
    emails = sorted(resource.get("emails", []), key=lambda one: not one.get("primary"))
    more = resource.get(ENTERPRISE, {})
    values: dict[str, Any] = {
        "external_id": resource.get("externalId") or resource["id"],
        "email": (emails[0]["value"] if emails else resource["userName"]).lower(),
        "given_name": resource["name"]["givenName"],
        "family_name": resource["name"].get("familyName", ""),
        "role": resource.get("title", ""),
        "team": more.get("department", ""),
    }
    if not resource.get("active", True):
        values["end_date"] = timezone.localdate() - timedelta(days=1)
    return Row(line=1, values=values)


def send(by: Person, **changes: object) -> None:
    apply_people(by, [row_of({**LENA, **changes})])


def lena() -> Person:
    return Person.objects.get(external_id="GH-501")


def test_a_resource_adds_a_person_with_team_and_job_and_again_changes_nothing(
    administrator: Person,
) -> None:
    send(administrator)
    found = lena()
    assert (found.email, found.job, str(found.team)) == (
        "lena.marr@glenmarrow.example",
        "physiotherapist",
        "Clinics",
    )
    count = Entry.objects.count()
    send(administrator)
    assert Entry.objects.count() == count


@pytest.mark.django_db(transaction=True)
def test_a_resource_that_is_not_active_ends_sessions_tokens_roles_and_reading_at_once(
    administrator: Person, first: Edition
) -> None:
    send(administrator)
    give_role(administrator, lena(), Role.EDITOR)
    assign_joiners(first, timezone.localdate())
    ends = timezone.localdate() + timedelta(days=9)
    _kept, secret = make_token(lena(), name="Test", scopes=list(Scope), expires_on=ends)
    head = {"Authorization": f"Bearer {secret}"}
    browser = Client()
    browser.force_login(lena())
    assert browser.get("/").status_code == 200
    assert Client(headers=head).get("/api/v1/handbook/my-rules").status_code == 200

    send(administrator, active=False)

    assert not UserSession.objects.filter(user=lena()).exists()
    assert browser.get("/").status_code == 302
    assert not lena().grants.exists()
    assert Client(headers=head).get("/api/v1/handbook/my-rules").status_code == 401
    from watchword.site.handbook.actions import call_off_leavers

    call_off_leavers(timezone.localdate())  # the clock, within the hour
    assert not Assignment.objects.open().filter(person=lena()).exists()
    assert Entry.objects.filter(deed="take-role", subject="person:GH-501").exists()


def test_a_directory_speaks_as_somebody_who_may(compliance: Person) -> None:
    with pytest.raises(NotAllowed):
        send(compliance)
