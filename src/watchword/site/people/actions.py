"""Deeds about people."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction

from watchword.site.audit.actions import Actor, Deed, record
from watchword.site.kit.deed import deed
from watchword.site.people import access
from watchword.site.people.models import Grant, Person
from watchword.site.people.roles import Role


@deed(access.GRANT)
def give_role(actor: Person, person: Person, role: Role) -> None:
    """Give a person a role."""
    _give(actor, person, role, actor)


@deed(access.GRANT)
def take_role(actor: Person, person: Person, role: Role) -> None:
    """Take a role from a person."""
    taken, _ = Grant.objects.filter(person=person, role=role).delete()
    if taken:
        before = {"role": role}
        record(
            actor,
            Deed(
                name="take-role",
                subject=f"person:{person.external_id}",
                title=str(person),
                before=before,
            ),
        )


def set_up_person(
    by: Actor, *, external_id: str, email: str, given_name: str, family_name: str = "",
    password: str | None = None, roles: Iterable[Role] = (), **fields: object,
) -> Person:  # fmt: skip
    """Make a person from outside the site: the command line, the demonstration."""
    with transaction.atomic():
        person = Person(
            external_id=external_id,
            email=email.lower(),
            given_name=given_name,
            family_name=family_name,
            **fields,
        )
        person.set_password(password)
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        made = {"email": person.email, "team": str(person.team or "")}
        record(
            by,
            Deed(name="add-person", subject=f"person:{external_id}", title=str(person), after=made),
        )
        for role in roles:
            _give(by, person, role, None)
    return person


def _give(by: Actor, person: Person, role: Role, given_by: Person | None) -> None:
    _grant, made = Grant.objects.get_or_create(
        person=person, role=role, defaults={"given_by": given_by}
    )
    if made:
        after = {"role": role}
        record(
            by,
            Deed(
                name="give-role",
                subject=f"person:{person.external_id}",
                title=str(person),
                after=after,
            ),
        )
