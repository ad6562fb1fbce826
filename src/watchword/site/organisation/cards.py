"""The first card of a new site, and the banner of one with sample data."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from watchword.site.kit.banners import Banner, banner
from watchword.site.kit.cards import Card, cards
from watchword.site.kit.deed import may
from watchword.site.organisation import access
from watchword.site.people.models import Person


@cards
def begin(person: Person) -> Iterator[Card]:
    """Say whose site it is."""
    if may(person, access.SET_UP) and access.access_organisation() is None:
        yield Card(
            title=_("Begin here"),
            words=_("Say whose site this is, then bring your policy or take a template."),
            address=reverse("organisation"),
            deed=_("Begin"),
        )


@banner
def sample(person: Person) -> Iterator[Banner]:
    """Nothing here is real."""
    del person
    found = access.access_organisation()
    if found is not None and found.is_sample:
        yield Banner(
            words=_(
                "Sample data: the people and the policy here are invented. "
                "Begin for real in a folder of its own."
            )
        )
