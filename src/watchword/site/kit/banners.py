"""What stands at the top of every page: a freeze, sample data. Apps add theirs in ``cards.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from watchword.site.people.models import Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Banner:
    """A line at the top of every page.

    Attributes:
        words: What it says.
        address: Where more is said; "" for nowhere.
        deed: Words of that link.
        is_grave: Whether it stops people from doing something.
    """

    words: str | Promise
    address: str = ""
    deed: str | Promise = ""
    is_grave: bool = False


Banners = Callable[[Person], Iterable[Banner]]
_makers: list[Banners] = []


def banner(maker: Banners) -> Banners:
    """Let a function add banners."""
    _makers.append(maker)
    return maker


def banners_for(person: Person) -> list[Banner]:
    """What stands at the top for a person, grave ones first."""
    found = [one for maker in _makers for one in maker(person)]
    return sorted(found, key=lambda one: not one.is_grave)
