"""Who may sign in, and how; allauth does the work."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone

from watchword.site.audit.actions import System
from watchword.site.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from the organisation's records: nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False

    def pre_login(self, request: HttpRequest, user: Person, **settings: object) -> object:
        """Refuse a person who does not work here now."""
        if not user.is_here(timezone.localdate()):
            return render(request, "people/not_here.html", status=403)
        return super().pre_login(request, user, **settings)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Single sign-on finds a person on record; it adds one only where the site is told to."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Join the identity to its person, by id in the HR system or by verified address."""
        if sociallogin.is_existing:
            return
        claimed = claimed_identity(sociallogin)
        person = person_of(claimed) or joined_by(claimed)
        if person is None:
            raise ImmediateHttpResponse(render(request, "people/not_known.html", status=403))
        sociallogin.connect(request, person)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: whoever may be added is on record before this is asked."""
        del request, sociallogin
        return False


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """Who somebody is, as their organisation's sign-in says.

    Attributes:
        id: Their id in the HR system; "" where it says none.
        email: A verified address, in small letters; "" without one.
        given_name: As it says.
        family_name: As it says.
    """

    id: str
    email: str
    given_name: str
    family_name: str


def claimed_identity(sociallogin: SocialLogin) -> Claimed:
    """What counts of what single sign-on says."""
    conf = settings.CONFIGURATION
    addresses = [one for one in sociallogin.email_addresses if one.verified or conf.sso_trust]
    said = sociallogin.account.extra_data
    said = said.get("userinfo") or said.get("id_token") or said
    value = said.get(conf.sso_id, "") if conf.sso_id else ""
    value = value[0] if isinstance(value, list) and value else value  # SAML says lists
    user = sociallogin.user
    return Claimed(
        id=str(value or ""),
        email=addresses[0].email.lower() if addresses else "",
        given_name=str(getattr(user, "given_name", "") or said.get("given_name", "")),
        family_name=str(getattr(user, "family_name", "") or said.get("family_name", "")),
    )


def person_of(claimed: Claimed) -> Person | None:
    """The person on record; their id comes before their address, which may have changed."""
    by_id = Person.objects.filter(external_id=claimed.id).first() if claimed.id else None
    if by_id is not None or not claimed.email:
        return by_id
    return Person.objects.filter(email=claimed.email).first()


def joined_by(claimed: Claimed) -> Person | None:
    """A person added because single sign-on knows them; None where the site does not allow it."""
    from watchword.site.people.actions import set_up_person

    if not settings.CONFIGURATION.sso_joins or not claimed.email:
        return None
    return set_up_person(
        System(audit_id="single-sign-on", audit_name="Single sign-on"),
        external_id=claimed.id or claimed.email,
        email=claimed.email,
        given_name=claimed.given_name or claimed.email.partition("@")[0],
        family_name=claimed.family_name,
    )
