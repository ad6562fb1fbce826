"""Giving people what they have to read; runs in the background, in batches, and may run twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from watchword.site.audit.actions import Deed, System, record
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.editions.reach import Reader, reader_of, readers, rules_for, slug, who_are
from watchword.site.handbook.models import Assignment, Reading
from watchword.site.people.models import Person

DAYS_TO_READ = 14
BATCH = 2_000
_CLOCK = System(audit_id="system", audit_name="Watchword")


def assign_edition(edition: Edition, today: date) -> int:
    """Assign a published edition to everybody whom it asks; how many people that is.

    A first edition is read by all. A later one by those who have a rule that its owner said is
    to be acknowledged again; older open assignments of these people are taken over by it.
    """
    asked = asked_rules(edition)
    count = 0
    for job, speaks in readers(Person.objects.here(today)):
        reading = _reading(edition, Reading.Cause.PUBLISHED, Reader(slug(job), speaks), asked)
        if reading is None:
            continue
        people = who_are(Person.objects.here(today), job, speaks=speaks)
        # read to the end before writing: SQLite lets nobody write from an older state it still reads
        keys = list(people.order_by("pk").values_list("pk", flat=True))
        count += _assign(iter(keys), reading, today)
    with transaction.atomic():
        subject = f"edition:{edition.pk}"
        record(
            _CLOCK,
            Deed(
                name="assign-edition", subject=subject, title=str(edition), after={"people": count}
            ),
        )
    return count


def assign_joiners(edition: Edition, today: date) -> int:
    """Assign the edition in force to whoever works here and was never assigned anything."""
    assigned = Assignment.objects.filter(person=OuterRef("pk"), is_off=False)
    new = Person.objects.here(today).filter(~Exists(assigned))
    count = 0
    for job, speaks in readers(new):
        reading = _reading(edition, Reading.Cause.JOINED, Reader(slug(job), speaks), None)
        if reading is not None:
            people = who_are(new, job, speaks=speaks)
            count += _assign(iter(list(people.values_list("pk", flat=True))), reading, today)
    return count


def call_off_leavers(today: date) -> int:
    """Call off what people who left have not done."""
    return Assignment.objects.open().filter(person__end_date__lt=today).update(is_off=True)


def assign_mover(
    edition: Edition, person: Person, before: Reader, today: date
) -> Assignment | None:
    """Assign the rules that a person's new job or role brings; None when nothing is left to read.

    What they had not read yet is read with it, but for rules that do not apply to them any longer.
    """
    policy, now = policy_of(edition), reader_of(person)
    rules = [one.id for one in rules_for(policy, now)]
    known = {one.id for one in rules_for(policy, before)}
    still = Assignment.objects.open().filter(person=person)
    waiting = {each for one in still.select_related("reading") for each in one.reading.changed}
    brought = [one for one in rules if one not in known]
    changed = [one for one in rules if one in waiting or one not in known]
    if not changed:
        still.update(is_off=True)
        return None
    if brought or waiting - set(rules):
        reading, _ = Reading.objects.get_or_create(
            edition=edition,
            cause=Reading.Cause.MOVED,
            reader=now.key,
            came_from=_came_from(before, waiting),
            defaults={"rules": rules, "changed": changed},
        )
        first = still.order_by("due_on").values_list("due_on", flat=True).first()
        due = today + timedelta(days=DAYS_TO_READ) if brought or first is None else first
        still.update(is_off=True)
        _revive_or_assign(person, reading, due)
    return Assignment.objects.open().filter(person=person, edition=edition).first()


def _revive_or_assign(person: Person, reading: Reading, due: date) -> None:
    """Assign a reading to one person; who moves back and forth has read it, or takes it up again."""
    given = {"edition_id": reading.edition_id, "due_on": due}
    row, is_new = Assignment.objects.get_or_create(person=person, reading=reading, defaults=given)
    if not is_new and row.done_at is None:
        Assignment.objects.filter(pk=row.pk).update(is_off=False, due_on=due)


def _came_from(before: Reader, waiting: Iterable[str]) -> str:
    """What decides a mover's reading: the reader before, and what was still open."""
    rest = ",".join(sorted(waiting))
    return f"{before.key}+{sha256(rest.encode()).hexdigest()[:16]}" if rest else before.key


def asked_rules(edition: Edition) -> frozenset[str] | None:
    """Rules that are acknowledged again; None for a first edition, of which all are."""
    if edition.based_on_id is None:
        return None
    return frozenset(edition.decisions.filter(asks_again=True).values_list("rule", flat=True))


def _reading(
    edition: Edition, cause: Reading.Cause, reader: Reader, asked: frozenset[str] | None
) -> Reading | None:
    """What such readers read; None when nothing."""
    rules = [one.id for one in rules_for(policy_of(edition), reader)]
    changed = rules if asked is None else [one for one in rules if one in asked]
    if not changed:
        return None
    reading, _ = Reading.objects.get_or_create(
        edition=edition,
        cause=cause,
        reader=reader.key,
        came_from="",
        defaults={"rules": rules, "changed": changed},
    )
    return reading


def _assign(people: Iterator[int], reading: Reading, today: date) -> int:
    """Assign a reading, a batch a transaction, so that nobody who reads or writes waits long."""
    count = 0
    while keys := list(islice(people, BATCH)):
        with transaction.atomic():
            count += _assign_batch(keys, reading, today)
    return count


def _assign_batch(keys: Sequence[int], reading: Reading, today: date) -> int:
    """Assign to some people; what they had not read yet of older readings is read with it."""
    same = Q(reading__edition=reading.edition_id, reading__cause=reading.cause)
    same &= Q(reading__reader=reading.reader)
    has_it = Assignment.objects.filter(same, person_id__in=keys)
    done = set(has_it.values_list("person_id", flat=True))
    new = [key for key in keys if key not in done]
    open_ones: dict[int, list[int]] = {}
    rows = Assignment.objects.open().filter(person_id__in=new).order_by("reading_id")
    for person, held in rows.values_list("person_id", "reading_id"):
        open_ones.setdefault(person, []).append(held)
    Assignment.objects.open().filter(person_id__in=new).update(is_off=True)
    joined = {held: _joined(reading, held) for held in set(map(tuple, open_ones.values()))}
    Assignment.objects.bulk_create(
        (
            Assignment(
                person_id=key,
                edition_id=reading.edition_id,
                reading=joined.get(tuple(open_ones.get(key, ())), reading),
                due_on=today + timedelta(days=DAYS_TO_READ),
            )
            for key in new
        ),
        ignore_conflicts=True,
    )
    return len(new)


def _joined(reading: Reading, held: tuple[int, ...]) -> Reading:
    """A reading together with older ones that were still open."""
    wanted = set(reading.changed)
    for one in Reading.objects.filter(pk__in=held):
        wanted |= set(one.changed)
    changed = [one for one in reading.rules if one in wanted]
    made, _ = Reading.objects.get_or_create(
        edition_id=reading.edition_id,
        cause=reading.cause,
        reader=reading.reader,
        came_from="+".join([reading.came_from, *map(str, held)])[:100],
        defaults={"rules": reading.rules, "changed": changed},
    )
    return made
