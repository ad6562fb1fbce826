"""Dates that concern a person, for their calendar feed. Apps add theirs in ``cards.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from watchword.site.people.models import Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One date.

    Attributes:
        name: Stable name, unique on the site, so that a calendar knows it again: ``waiver-7``.
        on: The day.
        title: What is then.
        address: Where more is said.
    """

    name: str
    on: date
    title: str
    address: str


Days = Callable[[Person], Iterable[Day]]
_makers: list[Days] = []


def dates(maker: Days) -> Days:
    """Let a function add dates."""
    _makers.append(maker)
    return maker


def dates_for(person: Person) -> list[Day]:
    """What is when, for a person, in order."""
    found = [one for maker in _makers for one in maker(person)]
    return sorted(found, key=lambda one: (one.on, one.name))
