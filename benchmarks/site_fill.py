"""An invented organisation of any size in a site's database: bulk rows that hold together.

Digests of editions and the chain of the record are true; ``watchword site check`` finds nothing
wrong. ``python benchmarks/site_fill.py --people 100000`` with WATCHWORD_HOME (and, for
PostgreSQL, WATCHWORD_DATABASE) set fills that site.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")
TODAY = date.today()  # noqa: DTZ011 - the site's own day
NOW = datetime.now(UTC)
JOBS = (
    "nurse", "charge nurse", "porter", "physiotherapist", "consultant", "pharmacist", "cleaner",
    "receptionist", "midwife", "radiographer", "dietitian", "paramedic", "manager", "engineer",
    "social worker", "volunteer", "researcher", "lecturer", "cook", "driver",
)  # fmt: skip
GIVEN = ("Ada", "Bram", "Cleo", "Dan", "Edda", "Finn", "Greta", "Hal", "Ivo", "June", "Kit", "Lena")
FAMILY = ("Moss", "Hale", "Reed", "Quill", "Fenn", "Lowe", "Park", "Tully", "Ashe", "Dunn", "Marr")
TEAM = 50


def say(words: str, since: float) -> None:
    print(f"{words:<46} {time.perf_counter() - since:7.1f} s", file=sys.stderr, flush=True)


def people(count: int) -> None:
    from allauth.account.models import EmailAddress

    from watchword.site.people.models import Grant, Person, Team
    from watchword.site.people.roles import Role

    Team.objects.bulk_create(Team(name=f"Team {n}") for n in range(max(1, count // TEAM)))
    teams = list(Team.objects.order_by("pk").values_list("pk", flat=True))
    made = (
        Person(
            external_id=f"P{n}",
            email=f"p{n}@glenmarrow.example",
            given_name=GIVEN[n % len(GIVEN)],
            family_name=f"{FAMILY[n // 7 % len(FAMILY)]} {n}",
            job=JOBS[n % len(JOBS)],
            team_id=teams[n // TEAM % len(teams)],
            password="!",
            start_date=TODAY - timedelta(days=1_000),
        )
        for n in range(count)
    )
    Person.objects.bulk_create(made, batch_size=2_000)
    keys = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, count, TEAM):
        Person.objects.filter(
            pk__gt=keys[start], pk__lte=keys[min(start + TEAM, count) - 1]
        ).update(reports_to_id=keys[start])
    EmailAddress.objects.bulk_create(
        (
            EmailAddress(user_id=key, email=f"p{n}@glenmarrow.example", verified=True, primary=True)
            for n, key in enumerate(keys)
        ),
        batch_size=2_000,
    )
    roles = [(1, Role.OWNER), (2, Role.EDITOR), (3, Role.APPROVER), (4, Role.COMPLIANCE),
             (5, Role.ADMINISTRATOR), (6, Role.TRAINER)]  # fmt: skip
    grants = [Grant(person_id=keys[at], role=role) for at, role in roles]
    grants += [Grant(person_id=key, role=Role.AUTHOR) for key in keys[10 : 10 + count // 300]]
    Grant.objects.bulk_create(grants)


def folder(rules: int) -> dict[str, bytes]:
    """The health board's policy with so many rules: its own, repeated under other ids."""
    from watchword.policy.starters import make_policy

    with tempfile.TemporaryDirectory() as scratch:
        make_policy("health-board", Path(scratch) / "policy", today=TODAY)
        root = Path(scratch) / "policy"
        files = {
            one.relative_to(root).as_posix(): one.read_bytes()
            for one in sorted(root.rglob("*"))
            if one.is_file()
        }
    own = [path for path in files if path.startswith("rules/")]
    have = sum(path.startswith(("rules/", "guidelines/")) for path in files)
    for n in range(max(0, rules - have)):
        path = own[n % len(own)]
        old = re.search(r"HB-\d+", path)
        assert old
        new = old[0].replace("HB", f"H{chr(67 + n // len(own))}")
        body = files[path].replace(f"id: {old[0]}".encode(), f"id: {new}".encode(), 1)
        files[path.replace(old[0], new)] = body
    return files


def editions(count: int, rules: int) -> list[int]:
    from django.db import connection

    from watchword.site.editions.folder import digest_of, kept
    from watchword.site.editions.models import Edition, Page, State, Text
    from watchword.site.editions.stamp import stamped
    from watchword.site.kit.triggers import put_up, take_down

    files, made = folder(rules), []
    own = sorted(path for path in files if path.startswith("rules/"))
    take_down(connection)
    for number in range(1, count + 1):
        day = TODAY - timedelta(days=90 * (count - number) + 1)
        for at in range(5):
            path = own[(number * 5 + at) % len(own)]
            head, sign, tail = files[path].partition(b"\n## Why\n")
            files[path] = head + sign + f"Looked at for edition {number}. ".encode() + tail
        files["policy.md"] = stamped(files["policy.md"], number=number, revised=day, lines=[])
        texts = {path: kept(body) for path, body in files.items()}
        unique = {one.digest: one for one in texts.values()}
        Text.objects.bulk_create(unique.values(), ignore_conflicts=True)
        edition = Edition.objects.create(
            number=number,
            title="Social media policy",
            state=State.PUBLISHED,
            based_on_id=made[-1] if made else None,
            revised=day,
            effective_on=day,
            review_on=day + timedelta(days=365),
            digest=digest_of(files),
            published_at=NOW - timedelta(days=90 * (count - number) + 1),
            key_changes=[
                {"rules": "HB-207", "what": "Changed.", "why": "", "materiality": "clarified"}
            ],
        )
        Page.objects.bulk_create(
            Page(edition=edition, path=path, text=text) for path, text in texts.items()
        )
        made.append(edition.pk)
    put_up(connection)
    return made


def readings(editions: list[int], acknowledgements: int) -> None:
    """Everybody has acknowledged the latest editions; one in twenty not the last one."""
    from watchword.site.editions.folder import policy_of
    from watchword.site.editions.models import Edition
    from watchword.site.editions.reach import Reader, readers, rules_for, slug, who_are
    from watchword.site.handbook.models import Assignment, Reading
    from watchword.site.people.models import Person

    count = Person.objects.count()
    for back in range(max(1, acknowledgements // count)):
        edition = Edition.objects.get(pk=editions[-1 - back % len(editions)])
        policy, rows = policy_of(edition), []
        for job, speaks in readers(Person.objects.all()):
            reader = Reader(slug(job), speaks)
            rules = [one.id for one in rules_for(policy, reader)]
            reading, _ = Reading.objects.get_or_create(
                edition=edition, cause="published", reader=reader.key, came_from="",
                defaults={"rules": rules, "changed": rules[:3]},
            )  # fmt: skip
            keys = who_are(Person.objects.all(), job, speaks=speaks).values_list("pk", flat=True)
            rows += [(key, reading.pk) for key in keys.iterator(10_000)]
        when = NOW - timedelta(days=90 * back + 2)
        made = (
            Assignment(
                person_id=key, edition=edition, reading_id=reading, assigned_at=when,
                due_on=when.date() + timedelta(days=14), told=1, told_on=when.date(),
                done_at=None if back == 0 and n % 20 == 0 else when,
                edition_digest=edition.digest, receipt=f"R{back}-{n}",
            )
            for n, (key, reading) in enumerate(rows)
        )  # fmt: skip
        while batch := list(islice(made, 20_000)):
            Assignment.objects.bulk_create(batch, batch_size=2_000)


def others() -> None:
    from watchword.site.editions.models import Edition
    from watchword.site.handbook.models import Question
    from watchword.site.notices.models import Notice
    from watchword.site.people.models import Person
    from watchword.site.training.models import Lesson

    keys = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    edition = Edition.objects.published().first()
    assert edition
    Lesson.objects.bulk_create(
        (
            Lesson(person_id=key, module="before-your-first-post", title="Before your first post",
                   due_on=TODAY + timedelta(days=20), edition=edition.number,
                   passed_at=None if n % 3 == 0 else NOW,
                   valid_until=None if n % 3 == 0 else TODAY + timedelta(days=300),
                   certificate="" if n % 3 == 0 else f"C{n}")
            for n, key in enumerate(keys)
        ),
        batch_size=2_000,
    )  # fmt: skip
    Notice.objects.bulk_create(
        (
            Notice(person_id=key, to=f"p{n}@glenmarrow.example", kind="edition",
                   about=f"bulk:{n}", subject="Rules to read", body="Hello", state="sent", sent_at=NOW)
            for n, key in enumerate(keys)
        ),
        batch_size=2_000,
    )  # fmt: skip
    Question.objects.bulk_create(
        Question(person_id=keys[n % len(keys)], edition=edition, rule="HB-207", words=f"Question {n}?",
                 answer="" if n % 10 == 0 else "Yes.", answered_at=None if n % 10 == 0 else NOW,
                 is_public=n % 2 == 0)
        for n in range(min(2_000, len(keys)))
    )  # fmt: skip


COLUMNS = ("number", "at", "who", "name", "deed", "subject", "title", "edition", "before", "after",
           "previous", "digest")  # fmt: skip


def entries(count: int, people: int) -> Iterator[tuple[object, ...]]:
    """A true chain of so many deeds."""
    from watchword.site.audit.chain import FIRST, digest_of, written_time

    previous, start = FIRST, NOW - timedelta(days=1_000)
    for number in range(1, count + 1):
        at = start + timedelta(seconds=number * 15)
        who = number * 7_919 % people
        held: dict[str, object] = {
            "number": number, "at": written_time(at), "who": f"P{who}", "name": f"Person {who}",
            "deed": "acknowledge" if number % 5 else "save-page",
            "subject": f"edition:{number % 40}", "title": "Edition", "edition": number % 40 or None,
            "before": {}, "after": {"receipt": f"R{number}"}, "previous": previous,
        }  # fmt: skip
        previous = digest_of(held)
        after = f'{{"receipt": "R{number}"}}'
        yield (number, at, f"P{who}", f"Person {who}", held["deed"], held["subject"], "Edition",
               held["edition"], "{}", after, held["previous"], previous)  # fmt: skip


def record(count: int, people: int) -> None:
    from django.db import connection, transaction

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            copy = f"COPY audit_entry ({', '.join(COLUMNS)}) FROM STDIN"
            with cursor.copy(copy) as target:
                for row in entries(count, people):
                    target.write_row(row)
        return
    places = ", ".join("?" for _ in COLUMNS)
    rows = entries(count, people)
    with transaction.atomic(), connection.cursor() as cursor:
        raw = cursor.cursor.connection
        while batch := list(islice(rows, 50_000)):
            shown = [(one[0], one[1].strftime("%Y-%m-%d %H:%M:%S.%f"), *one[2:]) for one in batch]  # type: ignore[attr-defined]
            raw.executemany(
                f"INSERT INTO audit_entry ({', '.join(COLUMNS)}) VALUES ({places})",
                shown,
            )


def fill(args: argparse.Namespace) -> None:
    """Fill an empty site."""
    import django

    django.setup()
    from django.db import connection

    from watchword.site.running import prepare

    start = time.perf_counter()
    prepare()
    say("empty site", start)
    record(args.entries, args.people)
    say(f"{args.entries:,} entries of the record", start)
    people(args.people)
    say(f"{args.people:,} people", start)
    made = editions(args.editions, args.rules)
    say(f"{args.editions} editions of {args.rules} rules", start)
    readings(made, args.acknowledgements)
    say(f"{args.acknowledgements:,} acknowledgements", start)
    others()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":  # a site that grew over years has no such long log
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    say("lessons, notices, questions, statistics", start)


def sizes(parser: argparse.ArgumentParser) -> None:
    """How large the organisation is."""
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--editions", type=int, default=40)
    parser.add_argument("--rules", type=int, default=300)
    parser.add_argument("--acknowledgements", type=int, default=2_000_000)
    parser.add_argument("--entries", type=int, default=5_000_000)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    sizes(parser)
    fill(parser.parse_args())
