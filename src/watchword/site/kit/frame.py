"""What every page has around it: areas, who is signed in, the banner's place."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.banners import banners_for
from watchword.site.kit.deed import may
from watchword.site.kit.help import help_text
from watchword.site.kit.look import AREA_KEYS, THEMES, look_of
from watchword.site.people.models import Person
from watchword.site.people.roles import Right

AREAS = (
    ("today", _("Today"), "home"),
    ("policy", _("Policy"), "book"),
    ("posts", _("Posts"), "send"),
    ("inbox", _("Inbox"), "inbox"),
    ("insight", _("Insight"), "chart-bar"),
    ("assurance", _("Assurance"), "shield-check"),
    ("settings", _("Settings"), "settings"),
)
"""The areas of the site: stable name, words, icon."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One page that the navigation leads to.

    Attributes:
        area: The area in which it stands.
        page: Name of its address.
        words: For people.
        right: Who sees it.
        order: Place within the area.
    """

    area: str
    page: str
    words: str | Promise
    right: Right
    order: int = 50


_places: list[Place] = []


def place(*, area: str, page: str, words: str | Promise, right: Right, order: int = 50) -> None:
    """Put a page into the navigation; apps do so in their ``access.py``."""
    _places.append(Place(area=area, page=page, words=words, right=right, order=order))


@dataclass(frozen=True, slots=True)
class Link:
    """A place as a page shows it."""

    words: str | Promise
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Area:
    """An area as a page shows it."""

    name: str
    words: str | Promise
    icon: str
    links: tuple[Link, ...]

    @property
    def key(self) -> str:
        """The letter that goes to it, after ``g``."""
        return AREA_KEYS[self.name]

    @property
    def is_here(self) -> bool:
        """Whether the reader is in it."""
        return any(one.is_here for one in self.links)


def areas(person: Person, path: str) -> tuple[Area, ...]:
    """The areas in which the person may see something."""
    found = []
    for name, words, icon in AREAS:
        mine = sorted((one for one in _places if one.area == name), key=lambda one: one.order)
        links = [(one.words, _address(one.page)) for one in mine if may(person, one.right)]
        here = max((to for _, to in links if _is_below(path, to)), key=len, default=None)
        shown = tuple(Link(words, to, to == here) for words, to in links)
        if shown:
            found.append(Area(name, words, icon, shown))
    # a page below two places belongs to the longer one
    longest = max(
        (one.address for area in found for one in area.links if one.is_here), key=len, default=""
    )
    return tuple(
        Area(
            one.name,
            one.words,
            one.icon,
            tuple(Link(x.words, x.address, x.address == longest) for x in one.links),
        )
        for one in found
    )


def _is_below(path: str, place: str) -> bool:
    """Whether an address is a place or below it; everything is below the root, which says nothing."""
    return path == place or (place != "/" and path.startswith(place))


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch as error:
        raise LookupError(f"the navigation names {page!r}, which no address has") from error


def frame(request: HttpRequest) -> dict[str, object]:
    """What the base template needs; nothing for those who are not signed in."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {"areas": (), "look": look_of(request)}
    return {
        "look": look_of(request),
        "themes": THEMES,
        "areas": areas(person, request.path),
        "banners": banners_for(person),
        "help": help_text(getattr(request, "help", "")),
    }
