"""Who must sign in with a second factor, and whether they can."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings

from watchword.site.people.models import Person


def must_have_second_factor(person: Person) -> bool:
    """Whether one of the person's roles asks for it."""
    return bool({str(role) for role in person.roles} & settings.SECOND_FACTOR_ROLES)


def lacks_second_factor(person: Person) -> bool:
    """Whether the person must have a second factor and has none yet."""
    if not must_have_second_factor(person):
        return False
    wanted = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return not Authenticator.objects.filter(user=person, type__in=wanted).exists()
