"""What ends when somebody leaves: sessions, roles, and whatever listens to ``left``; the same day."""

from __future__ import annotations

from datetime import date

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from watchword.site.audit.actions import Actor, Deed, System, record
from watchword.site.people.models import Grant, Person
from watchword.site.people.signals import left


def end_leavers(today: date) -> int:
    """End the rights of everybody whose last day has passed; how many people that is.

    Whose leaving is entered beforehand is found by the clock in the first hour after the last day;
    until then they are refused at the door, as everybody is who does not work here now.
    """
    from allauth.usersessions.models import UserSession

    rows = Person.objects.filter(Q(end_date__lt=today) | Q(is_active=False))
    holds = Exists(Grant.objects.filter(person=OuterRef("pk")))
    is_in = Exists(UserSession.objects.filter(user=OuterRef("pk")))
    count = 0
    for person in rows.filter(holds | is_in):
        with transaction.atomic():
            end_rights(System(), person)
        count += 1
    return count


def end_rights(by: Actor, person: Person) -> None:
    """Take every role of a leaver, on record, and end every session; others hear of it."""
    held = list(Grant.objects.filter(person=person).values_list("role", flat=True))
    Grant.objects.filter(person=person).delete()
    deeds = (
        Deed(
            name="take-role",
            subject=f"person:{person.external_id}",
            title=str(person),
            before={"role": role},
        )
        for role in held
    )
    record(by, *deeds)
    sign_out_everywhere(person)
    transaction.on_commit(lambda: left.send(Person, person=person))


def sign_out_everywhere(person: Person) -> None:
    """End every session of a person at once."""
    from allauth.usersessions.models import UserSession

    keys = list(UserSession.objects.filter(user=person).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=person).delete()
