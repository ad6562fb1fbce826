"""What a reader chose for this browser: light or dark, keys of one letter or none.

Kept in cookies, so that it holds before sign-in, without JavaScript, and before anything is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

THEMES = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark")}
KEYS = {"on": _("On"), "off": _("Off")}
CHOICES = {"theme": THEMES, "keys": KEYS}
"""What can be chosen, by the name of its cookie; the first of each holds until one chooses."""
A_YEAR = 365 * 24 * 3600

AREA_KEYS = {
    "today": "t",
    "policy": "p",
    "posts": "o",
    "inbox": "i",
    "insight": "n",
    "assurance": "a",
    "settings": "s",
}
"""The letter that goes to an area, after ``g``."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader chose.

    Attributes:
        theme: ``system``, ``light`` or ``dark``.
        keys: ``on`` or ``off``.
    """

    theme: str
    keys: str


def look_of(request: HttpRequest) -> Look:
    """What the cookies of a browser say; anything else counts as not chosen."""
    given = {name: request.COOKIES.get(name, "") for name in CHOICES}
    return Look(
        **{
            name: given[name] if given[name] in words else next(iter(words))
            for name, words in CHOICES.items()
        }
    )
