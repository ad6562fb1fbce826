"""``Authorization: Bearer wwt_...``: how a program says who it is, and what it is held to."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from watchword.site.kit.deed import require
from watchword.site.kit.refusal import NotAllowed
from watchword.site.people.models import Person
from watchword.site.people.roles import Right
from watchword.site.people.second_factor import lacks_second_factor
from watchword.site.tokens.actions import token_of
from watchword.site.tokens.models import Scope


class Bearer(HttpBearer):
    """A personal token, for one operation.

    Cookies open nothing here, so no page can make a browser do a deed.

    Args:
        right: Who may do the operation.
        scope: What the token must be good for.
    """

    def __init__(self, right: Right, scope: str) -> None:
        super().__init__()
        self.right = right
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The person of a token; None, and so 401, for any that opens nothing.

        Raises:
            NotAllowed: The token is not good for this, or its person may not do it or lacks the
                second factor that their roles need.
        """
        found = token_of(token, timezone.localdate())
        if found is None:
            return None
        if lacks_second_factor(found.person):
            raise NotAllowed(
                "Your roles need a second factor at sign-in, and you have none.",
                "Sign in on the site and set one up; the token works then.",
            )
        if not _covers(found.scopes, self.scope):
            raise NotAllowed(
                f"This token is not good for '{self.scope}'.", "Make one that is, on the site."
            )
        require(found.person, self.right)
        request.user = found.person
        return found.person


def _covers(scopes: list[str], needed: str) -> bool:
    """Whether a token is good for a thing; whoever may read or write may check a draft too."""
    return needed in scopes or (needed == Scope.CHECK and bool(scopes))
