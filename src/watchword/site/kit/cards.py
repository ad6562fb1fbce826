"""Cards on the page *Today*: what waits for this person. Apps add theirs in their ``cards.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from watchword.site.people.models import Person

Words = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """One thing to do.

    Attributes:
        title: The thing in a few words: "Read what changed".
        words: One sentence more.
        address: Where it is done.
        deed: What the button says.
        count: How many there are; None where that means nothing.
        due: By when; None without a date.
        is_late: Whether that has passed.
    """

    title: Words
    words: Words = ""
    address: str
    deed: Words
    count: int | None = None
    due: date | datetime | None = None
    is_late: bool = False


Cards = Callable[[Person], Iterable[Card]]
_makers: list[Cards] = []


def cards(maker: Cards) -> Cards:
    """Let a function add cards."""
    _makers.append(maker)
    return maker


def cards_for(person: Person) -> list[Card]:
    """What waits for a person: late first, then by date."""
    found = [card for maker in _makers for card in maker(person)]
    return sorted(found, key=lambda one: (not one.is_late, str(one.due or "9999")))
