"""Writing entries; the only place that does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.db import connection
from django.utils import timezone

from watchword.site.audit.chain import FIRST, digest_of, written_time
from watchword.site.audit.models import Entry

Values = Mapping[str, object]
_LOCK = 7_041_911
"""Number of PostgreSQL's advisory lock: one transaction at a time adds to the chain."""


class Actor(Protocol):
    """Whoever does a deed."""

    @property
    def audit_id(self) -> str:
        """Stable name in the record."""

    @property
    def audit_name(self) -> str:
        """Name for people."""


@dataclass(frozen=True, slots=True)
class System:
    """What runs by itself: reminders, review dates."""

    audit_id: str = "system"
    audit_name: str = "Watchword"


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """One deed to be recorded.

    Attributes:
        name: Verb and noun: ``publish-edition``.
        subject: Kind and id: ``edition:7``.
        title: The subject in words.
        before: Fields as they were.
        after: Fields as they are.
    """

    name: str
    subject: str
    title: str = ""
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)


def record(actor: Actor, *deeds: Deed, at: datetime | None = None) -> None:
    """Add deeds to the chain, in the transaction of what they record.

    Args:
        actor: Who did them.
        deeds: What was done; many are added at the cost of few.
        at: When; now unless given.

    Raises:
        RuntimeError: There is no transaction, so deed and record could come apart.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a deed is recorded in the transaction that does it")
    if not deeds:
        return
    last = _last()
    moment = at or timezone.now()
    entries = list(_chained(actor, deeds, moment, last))
    Entry.objects.bulk_create(entries, batch_size=2_000)


def _last() -> tuple[int, str]:
    """Number and digest of the last entry, held still until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    # SQLite: transactions begin IMMEDIATE, so there is one writer at a time
    found = Entry.objects.order_by("-number").values_list("number", "digest").first()
    return found or (0, FIRST)


def _chained(
    actor: Actor, deeds: Sequence[Deed], at: datetime, last: tuple[int, str]
) -> list[Entry]:
    from watchword.site.kit.now import edition_in_force

    number, previous = last
    edition = edition_in_force()
    entries = []
    for deed in deeds:
        number += 1
        held: dict[str, object] = {
            "number": number,
            "at": written_time(at),
            "who": actor.audit_id,
            "name": actor.audit_name,
            "deed": deed.name,
            "subject": deed.subject,
            "title": deed.title[:300],
            "edition": edition,
            "before": dict(deed.before),
            "after": dict(deed.after),
            "previous": previous,
        }
        digest = digest_of(held)
        entries.append(Entry(**{**held, "at": at}, digest=digest))
        previous = digest
    return entries
