"""Readiness: whether a person has acknowledged, is trained (and later attested), and what is missing.

A right to speak for the organisation depends on it. Each part is said by the app that knows it
(``readiness.py`` with ``@part``); whoever asks uses :func:`readiness_of`, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from watchword.site.people.models import Person

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing.

    Attributes:
        words: What it is, for people: "Edition 2, by 3 December".
        address: Where the person does it.
        deed: What the link says.
    """

    words: Words
    address: str
    deed: Words


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a person's readiness.

    Attributes:
        name: Stable name: ``acknowledged``.
        words: For people: "Acknowledged".
        missing: What is missing; nothing when the part is met.
        note: A sentence more where it is met: "Edition 2".
    """

    name: str
    words: Words
    missing: tuple[Missing, ...] = ()
    note: Words = ""

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Readiness:
    """A person's readiness on a day."""

    parts: tuple[Part, ...]

    @property
    def is_ready(self) -> bool:
        """Whether every part is met."""
        return all(one.is_met for one in self.parts)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """All that is missing, in order of parts."""
        return tuple(each for one in self.parts for each in one.missing)

    @property
    def words(self) -> str:
        """In a few words, for a list and its CSV."""
        if self.is_ready:
            return gettext("ready")
        names = ", ".join(str(one.words).lower() for one in self.parts if not one.is_met)
        return gettext("not yet %(parts)s") % {"parts": names}


Maker = Callable[[Sequence[Person], date], Mapping[int, Part]]
_parts: dict[str, tuple[int, Maker]] = {}


def part(name: str, order: int) -> Callable[[Maker], Maker]:
    """Let a function say one part of readiness, for many people at once."""

    def declare(maker: Maker) -> Maker:
        _parts[name] = (order, maker)
        return maker

    return declare


def readiness_of(people: Iterable[Person], today: date) -> dict[int, Readiness]:
    """The readiness of some people on a day, by key; as many queries for one as for a thousand."""
    asked = list({one.pk: one for one in people}.values())
    made = [maker(asked, today) for _order, maker in sorted(_parts.values(), key=lambda x: x[0])]
    return {
        one.pk: Readiness(tuple(found[one.pk] for found in made if one.pk in found))
        for one in asked
    }


def with_readiness(rows: Sequence[object]) -> None:
    """Give each row of a list its person's ``readiness``; rows are people, or have a person."""
    people = [cast("Person", getattr(one, "person", one)) for one in rows]
    found = readiness_of(people, timezone.localdate())
    for row, person in zip(rows, people, strict=True):
        row.readiness = found[person.pk]  # type: ignore[attr-defined]
