"""One's own tokens; new ones are made on the site only, where a second factor stands before them."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from watchword.site.kit.api import Done, Number, operation
from watchword.site.people.models import Person
from watchword.site.tokens import access, actions
from watchword.site.tokens.models import Token

router = Router()


class TokenOut(Schema):
    """A token, without its secret."""

    id: int
    name: str
    prefix: str
    scopes: list[str]
    expires_on: date
    used_on: date | None
    is_live: bool


@operation(router, "GET", "", access.OWN, list[TokenOut])
def list_tokens(request: HttpRequest) -> list[Token]:
    """The tokens of this token's person."""
    assert isinstance(request.user, Person)
    return list(access.access_tokens(request.user)[:100])


@operation(router, "DELETE", "/{pk}", access.OWN, Done)
def revoke_token(request: HttpRequest, pk: Number) -> Done:
    """Make a token open nothing any more; this one too."""
    assert isinstance(request.user, Person)
    actions.revoke_token(request.user, access.access_token(request.user, pk))
    return Done()
