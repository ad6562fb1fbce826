"""Who looks after the policy's dates and contacts."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right
from watchword.site.upkeep.models import ContactCheck, Feed

SEE = right(
    "upkeep.see",
    _("See when the policy is reviewed, and whether its contacts are right"),
    Role.OWNER,
    Role.EDITOR,
    Role.COMPLIANCE,
)
REVIEW = right("upkeep.review", _("Record that a review changes nothing"), Role.OWNER)
CONTACTS = right("upkeep.contacts", _("Ask contacts, and say whether they are right"), Role.OWNER)
FEED = right("upkeep.feed", _("Have one's dates in one's own calendar"), Role.EMPLOYEE)

place(area="policy", page="upkeep", words=_("Review and contacts"), right=SEE, order=70)
place(area="settings", page="feed", words=_("My calendar"), right=FEED, order=60)


def access_check(pk: int) -> ContactCheck:
    """A contact's check.

    Raises:
        NotThere: There is none.
    """
    found = ContactCheck.objects.select_related("edition").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def access_check_by_key(key: str) -> ContactCheck:
    """A contact's check by its link.

    Raises:
        NotThere: The link opens nothing.
    """
    found = ContactCheck.objects.select_related("edition").filter(key=key).first()
    if found is None or len(key) < 32:  # noqa: PLR2004 - a whole key
        raise NotThere
    return found


def access_feed(key: str) -> Person:
    """The person of a calendar feed.

    Raises:
        NotThere: The address opens nothing, or not any more.
    """
    found = Feed.objects.select_related("person").filter(key=key).first()
    if found is None or not found.person.is_here(timezone.localdate()):
        raise NotThere
    return found.person
