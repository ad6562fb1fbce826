"""Making and revoking tokens, and knowing one again."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Person
from watchword.site.tokens import access
from watchword.site.tokens.models import Scope, Token

LONGEST = timedelta(days=366)
MOST = 20
"""Live tokens a person; more are a mistake or a program that makes them."""
SIGN = "wwt_"
"""What every token begins with, so that scanners for leaked secrets know one."""
_SHOWN = 10


@deed(access.OWN)
def make_token(
    actor: Person, *, name: str, scopes: Sequence[Scope | str], expires_on: date
) -> tuple[Token, str]:
    """Make a token; the secret is returned once and kept nowhere.

    Raises:
        Invalid: It has no name or scope, ends today or before, or later than in a year; or there
            are too many.
    """
    today = timezone.localdate()
    wrong = {}
    if not name.strip():
        wrong["name"] = _("Say what it is for.")
    if not scopes or set(scopes) - set(Scope.values):
        wrong["scopes"] = _("Choose what it is good for.")
    if not today < expires_on <= today + LONGEST:
        wrong["expires_on"] = _("Choose a day within a year from tomorrow on.")
    if wrong:
        raise Invalid(_("This token cannot be made."), fields=dict(wrong))
    if Token.objects.filter(person=actor, revoked_at=None, expires_on__gte=today).count() >= MOST:
        raise Invalid(_("You have twenty tokens."), _("Revoke those that nothing uses."))
    secret = SIGN + secrets.token_urlsafe(32)
    made = Token.objects.create(
        person=actor,
        name=name.strip()[:100],
        prefix=secret[:_SHOWN],
        digest=digest_of(secret),
        scopes=sorted(map(str, scopes)),
        expires_on=expires_on,
    )
    after = {"scopes": made.scopes, "expires_on": expires_on.isoformat()}
    record(
        actor,
        Deed(name="make-token", subject=f"token:{made.pk}", title=str(made), after=after),
    )
    return made, secret


@deed(access.OWN)
def revoke_token(actor: Person, token: Token) -> None:
    """Make a token open nothing any more; at once."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record(actor, Deed(name="revoke-token", subject=f"token:{token.pk}", title=str(token)))


def digest_of(secret: str) -> str:
    """What is kept of a token; its 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(secret: str, today: date) -> Token | None:
    """The live token of that secret, whose person works here today; None when there is none."""
    found = (
        Token.objects.select_related("person")
        .filter(digest=digest_of(secret), revoked_at=None, expires_on__gte=today)
        .first()
    )
    if found is None or not found.person.is_here(today):
        return None
    if found.used_on != today:
        Token.objects.filter(pk=found.pk).update(used_on=today)
    return found
