"""Passwords held against a bundled list of breached ones, also in disguise; nothing calls home.

The list is Django's: the 20,000 that breaches showed most often (Royce Williams, 2019). Few of them
have twelve characters, so what people make of them to reach twelve is looked for too: capitals,
digits and signs around them or in place of letters, and the same one twice.
"""

from __future__ import annotations

from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from watchword.site.people.models import Person

_AROUND = "0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ £€§"
_DISGUISE = str.maketrans("013457@$!", "oleastasi")
SHORTEST_WORD = 4
"""A listed password shorter than this says nothing inside a longer one."""


class DisguisedPasswordValidator:
    """Refuses what is a breached password but for disguise."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Refuse.

        Raises:
            ValidationError: The password is one of those that are tried first.
        """
        del user
        if is_disguised(password):
            raise ValidationError(
                _(
                    "Passwords like this one stand in lists of stolen passwords, and are tried first."
                ),
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """What people are told beforehand."""
        return _("Four words that have nothing to do with each other make a good password.")


def is_disguised(password: str) -> bool:
    """Whether a password is a listed one in disguise: ``Pa55word!2026``, ``qwertyqwerty``."""
    small = password.lower()
    stripped = small.strip(_AROUND)
    for core in (stripped, stripped.translate(_DISGUISE), small.translate(_DISGUISE)):
        if len(core) >= SHORTEST_WORD and any(_is_listed(part) for part in _parts(core)):
            return True
    return False


def _parts(core: str) -> list[str]:
    """A word, and what it repeats when it is the same twice or more."""
    repeats = [
        core[:size]
        for size in range(SHORTEST_WORD, len(core) // 2 + 1)
        if len(core) % size == 0 and core[:size] * (len(core) // size) == core
    ]
    return [core, *repeats]


def _is_listed(word: str) -> bool:
    return word in _listed()


@cache
def _listed() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
