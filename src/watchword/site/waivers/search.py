"""What the search finds among waivers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.search import Asked, Hit, Hits, Rows, matching, searched
from watchword.site.people.models import Person
from watchword.site.waivers import access
from watchword.site.waivers.models import Waiver

FIELDS = ("rule", "because", "owner__given_name", "owner__family_name", "campaign", "job")


@searched("waivers", _("Waivers"), right=access.ASK, order=45)
def waivers(person: Person, wanted: Asked) -> Hits:
    """Waivers that the person may see."""
    return Rows(matching(access.access_waivers(person), wanted, *FIELDS), _waiver)


def _waiver(one: Waiver) -> Hit:
    return Hit(
        title=f"{one.rule}: {one.whom}",
        address=reverse("waiver", args=[one.pk]),
        words=one.because,
        notes=(one.state_words, one.owner, one.ends_on),
    )
