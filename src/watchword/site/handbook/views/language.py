"""In which language somebody reads."""

from __future__ import annotations

from django.http import HttpRequest

from watchword.policy.model import Policy
from watchword.site.editions.folder import policy_of
from watchword.site.editions.languages import chosen_language, policy_in
from watchword.site.editions.models import Edition
from watchword.site.kit.door import PersonRequest


def read_policy(request: PersonRequest, edition: Edition) -> Policy:
    """The policy in the language that the reader chose, here or before, or reads pages in."""
    session = request.session
    if wish := request.GET.get("language", "")[:35]:
        session["reads"] = wish
    chosen = chosen_language(policy_of(edition), session.get("reads", ""), request.user.language)
    return policy_in(edition, chosen)


def public_policy(request: HttpRequest, edition: Edition) -> Policy:
    """The policy in the language asked for, or that the reader's browser prefers."""
    accepted = request.headers.get("Accept-Language", "")
    wishes = [one.partition(";")[0].strip() for one in accepted[:200].split(",")]
    wish = request.GET.get("language", "")[:35]
    return policy_in(edition, chosen_language(policy_of(edition), wish, *wishes))
