"""Who may say whose site it is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.organisation.models import Organisation
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right

SET_UP = right(
    "organisation.set-up",
    _("Say whose site it is and how it begins"),
    Role.OWNER,
    Role.ADMINISTRATOR,
)
OPEN_HANDBOOK = right(
    "organisation.open-handbook", _("Open the handbook to everybody, or close it"), Role.OWNER
)

place(area="settings", page="organisation", words=_("Organisation"), right=SET_UP, order=5)


def access_organisation(person: Person | None = None) -> Organisation | None:
    """The organisation, which everybody may know; None before anybody said."""
    del person
    return Organisation.objects.first()
