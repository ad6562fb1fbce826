"""Who may have tokens: everybody, their own."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right
from watchword.site.tokens.models import Token

OWN = right("token.own", _("Make and revoke one's own tokens"), Role.EMPLOYEE)

place(area="settings", page="tokens", words=_("My tokens"), right=OWN, order=70)


def access_tokens(person: Person) -> QuerySet[Token]:
    """A person's own tokens."""
    return Token.objects.filter(person=person)


def access_token(person: Person, pk: int) -> Token:
    """One of a person's own tokens.

    Raises:
        NotThere: There is none.
    """
    found = access_tokens(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
