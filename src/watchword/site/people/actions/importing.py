"""Writing people from rows: joiners, movers, leavers; whole or not at all.

``apply_people`` is the one way in for the CSV file, and the seam for SCIM: whatever knows people
hands over rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from watchword.site.audit.actions import Deed, record
from watchword.site.kit.deed import deed
from watchword.site.people import access
from watchword.site.people.actions.leaving import end_rights
from watchword.site.people.models import Person, Team
from watchword.site.people.records import Changed, Comparison, Row, Skipped, compared
from watchword.site.people.signals import moved

BATCH = 2_000
_FIELDS = ("email", "given_name", "family_name", "location", "language", "start_date", "end_date")


@deed(access.CHANGE)
def apply_people(
    actor: Person,
    rows: Sequence[Row],
    skipped: Sequence[Skipped] = (),
    *,
    end_missing: bool = False,
) -> Comparison:
    """Add and change people as rows say.

    Args:
        actor: Who does it.
        rows: The people.
        skipped: Lines that were left out before.
        end_missing: Whether people who are not among the rows leave today.

    Returns:
        What was done; the same rows again change nothing.
    """
    found = compared(rows, skipped, ())
    teams = _teams(rows)
    _add(actor, found.new, teams)
    _change(actor, found.changed, teams)
    _managers(rows)
    if end_missing and found.missing:
        _end(actor, found.missing)
    return found


def _teams(rows: Sequence[Row]) -> dict[str, Team]:
    names = {str(one.values.get("team") or "") for one in rows} - {""}
    Team.objects.bulk_create((Team(name=one) for one in names), ignore_conflicts=True)
    return {one.name: one for one in Team.objects.filter(name__in=names)}


def _fields(row: Row, teams: dict[str, Team]) -> dict[str, object]:
    given: dict[str, object] = {name: row.values[name] for name in _FIELDS if name in row.values}
    if "team" in row.values:
        given["team"] = teams.get(str(row.values["team"] or ""))
    if "role" in row.values:
        given["job"] = row.values["role"]
    return given


def _add(actor: Person, rows: Sequence[Row], teams: dict[str, Team]) -> None:
    people = [Person(external_id=one.id, **_fields(one, teams)) for one in rows]
    for one in people:
        one.set_unusable_password()
    Person.objects.bulk_create(people, batch_size=BATCH)
    made = (
        Person.objects.filter(external_id__in=[one.external_id for one in people])
        if len(people) < BATCH
        else Person.objects.filter(emailaddress__isnull=True)
    )
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in made),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    record(
        actor,
        *(
            Deed(
                name="add-person",
                subject=f"person:{one.external_id}",
                title=str(one),
                after={"email": one.email, "job": one.job},
            )
            for one in people
        ),
    )


def _change(actor: Person, changes: Sequence[Changed], teams: dict[str, Team]) -> None:
    people = {
        one.external_id: one
        for one in Person.objects.filter(external_id__in=[one.row.id for one in changes])
    }
    deeds = []
    for change in changes:
        person, before = people[change.row.id], people[change.row.id].job
        for name, value in _fields(change.row, teams).items():
            setattr(person, name, value)
        person.save()
        EmailAddress.objects.filter(user=person, primary=True).exclude(email=person.email).update(
            email=person.email, verified=True
        )
        old = {name: was for name, was, _ in change.fields}
        new = {name: now for name, _, now in change.fields}
        deeds.append(
            Deed(
                name="change-person",
                subject=f"person:{person.external_id}",
                title=str(person),
                before=old,
                after=new,
            )
        )
        if person.job != before:
            transaction.on_commit(partial(moved.send, Person, person=person, before=before))
    record(actor, *deeds)
    for person in people.values():
        if person.has_left(timezone.localdate()):
            end_rights(actor, person)


def _managers(rows: Sequence[Row]) -> None:
    """Who reports to whom, once everybody is there; nobody to themselves or in a circle."""
    wanted = {
        one.id: str(one.values["manager_email"] or "")
        for one in rows
        if "manager_email" in one.values
    }
    people = (
        {one.external_id: one for one in Person.objects.filter(external_id__in=wanted)}
        if len(wanted) < BATCH
        else {one.external_id: one for one in Person.objects.all()}
    )
    by_email = {
        one.email: one for one in Person.objects.filter(email__in=set(wanted.values()) - {""})
    }
    changed = []
    for key, email in wanted.items():
        person, manager = people.get(key), by_email.get(email)
        if person is None or person.reports_to_id == (manager.pk if manager else None):
            continue
        if manager is not None and is_circle(person, manager):
            continue
        person.reports_to = manager
        changed.append(person)
    Person.objects.bulk_update(changed, ["reports_to"], batch_size=BATCH)


def is_circle(person: Person, manager: Person) -> bool:
    """Whether somebody would report to themselves, over however many others."""
    seen: Person | None = manager
    for _step in range(50):
        if seen is None:
            return False
        if seen.pk == person.pk:
            return True
        seen = seen.reports_to
    return True


def _end(actor: Person, ids: Sequence[str]) -> None:
    """People whom the organisation no longer names leave: yesterday was their last day."""
    last: date = timezone.localdate() - timedelta(days=1)
    deeds, ended = [], []
    for person in Person.objects.filter(external_id__in=ids).exclude(pk=actor.pk):
        person.end_date = last
        person.save(update_fields=["end_date"])
        ended.append(person)
        deeds.append(
            Deed(
                name="end-person",
                subject=f"person:{person.external_id}",
                title=str(person),
                after={"end_date": last.isoformat()},
            )
        )
    record(actor, *deeds)
    for person in ended:
        end_rights(actor, person)
