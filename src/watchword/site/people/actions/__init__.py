"""Deeds about people."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Actor, Deed, record
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people import access
from watchword.site.people.actions.importing import apply_people, is_circle
from watchword.site.people.actions.leaving import end_leavers, end_rights, sign_out_everywhere
from watchword.site.people.models import Grant, Person
from watchword.site.people.roles import SPEAKS, Role
from watchword.site.people.signals import moved

__all__ = [
    "apply_people",
    "end_leavers",
    "give_role",
    "save_person",
    "save_settings",
    "set_up_person",
    "sign_out_everywhere",
    "take_role",
]


@deed(access.GRANT)
def give_role(actor: Person, person: Person, role: Role) -> None:
    """Give a person a role; rules and modules that come with it are assigned."""
    spoke = bool(person.roles & SPEAKS)
    if _give(actor, person, role, actor):
        _moved(person, spoke=spoke)


@deed(access.CHANGE)
def save_person(actor: Person, /, person: Person | None, **fields: object) -> Person:
    """Add somebody by hand, or change what is on record of them; ``email`` and so on.

    Raises:
        Invalid: The id or address is somebody else's, or the manager reports to this person.
    """
    made = person or Person(external_id=str(fields["external_id"]))
    before = {name: str(getattr(made, name) or "") for name in fields} if person else {}
    job, others = made.job, Person.objects.exclude(pk=made.pk)
    if others.filter(email__iexact=str(fields.get("email", ""))).exists():
        raise Invalid(_("Somebody else has this address."), fields={"email": _("Choose another.")})
    if others.filter(external_id=str(fields.get("external_id", ""))).exists():
        raise Invalid(_("Somebody else has this id."), fields={"external_id": _("Choose another.")})
    manager = fields.get("reports_to")
    if person and isinstance(manager, Person) and is_circle(person, manager):
        raise Invalid(
            _("Nobody reports to themselves, nor in a circle."),
            fields={"manager": _("Name somebody who does not report to this person.")},
        )
    for name, value in fields.items():
        setattr(made, name, value.lower() if name == "email" and isinstance(value, str) else value)
    if person is None:
        made.set_unusable_password()
    made.save()
    EmailAddress.objects.update_or_create(
        user=made, primary=True, defaults={"email": made.email, "verified": True}
    )
    after = {name: str(getattr(made, name) or "") for name in fields}
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    name = "change-person" if person else "add-person"
    old = {one: before[one] for one in changed if one in before}
    record(
        actor,
        Deed(
            name=name,
            subject=f"person:{made.external_id}",
            title=str(made),
            before=old,
            after=changed,
        ),
    )
    if person is not None and made.job != job:
        transaction.on_commit(lambda: moved.send(Person, person=made, before=job))
    if made.has_left(timezone.localdate()):
        end_rights(actor, made)
    return made


@deed(access.OWN)
def save_settings(actor: Person, *, language: str, zone: str) -> None:
    """Choose one's own language and time zone."""
    actor.language, actor.timezone = language, zone
    actor.save(update_fields=["language", "timezone"])
    after = {"language": language, "timezone": zone}
    record(
        actor,
        Deed(
            name="change-settings",
            subject=f"person:{actor.external_id}",
            title=str(actor),
            after=after,
        ),
    )


@deed(access.GRANT)
def take_role(actor: Person, person: Person, role: Role) -> None:
    """Take a role from a person; what only the role asked of them is called off.

    Raises:
        Refusal: Nobody would be administrator any more.
    """
    if role is Role.ADMINISTRATOR and not _other_administrators(person):
        raise Refusal(
            _("Nobody else here is an administrator."), _("Make somebody else one first.")
        )
    spoke = bool(person.roles & SPEAKS)
    taken, _rows = Grant.objects.filter(person=person, role=role).delete()
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
        _moved(person, spoke=spoke)


def _other_administrators(person: Person) -> bool:
    here = Person.objects.here(timezone.localdate()).exclude(pk=person.pk)
    return here.filter(grants__role=Role.ADMINISTRATOR).exists()


def _moved(person: Person, *, spoke: bool) -> None:
    """Say that a person's roles are others now, once that is kept."""
    again = Person.objects.get(pk=person.pk)
    transaction.on_commit(lambda: moved.send(Person, person=again, before=again.job, spoke=spoke))


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


def _give(by: Actor, person: Person, role: Role, given_by: Person | None) -> bool:
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
    return made
