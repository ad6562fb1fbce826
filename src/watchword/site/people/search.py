"""What the search finds about people."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.listing import listing_address
from watchword.site.kit.search import Asked, Hit, Hits, Rows, few_among_many, matching, searched
from watchword.site.people import access
from watchword.site.people.models import Person, Team

FIELDS = ("given_name", "family_name", "email", "external_id", "job")


@searched("people", _("People"), right=access.TEAM, order=70)
def people(person: Person, wanted: Asked) -> Hits:
    """People whom the person may see."""
    return Rows(few_among_many(access.access_people(person), wanted, *FIELDS), _person)


@searched("teams", _("Teams"), right=access.SEE, order=75)
def teams(person: Person, wanted: Asked) -> Hits:
    """Teams."""
    del person  # the right to see is the same for all of them
    return Rows(matching(Team.objects.all(), wanted, "name"), _team)


def _person(one: Person) -> Hit:
    notes = tuple(str(given) for given in (one.team, one.job) if given)
    return Hit(
        title=one.get_full_name(),
        address=reverse("person", args=[one.pk]),
        words=one.email,
        notes=notes,
    )


def _team(one: Team) -> Hit:
    return Hit(title=one.name, address=listing_address("people", team=str(one.pk)))
