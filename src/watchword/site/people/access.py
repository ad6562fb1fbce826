"""Who may see and do what with people."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.deed import may
from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right

SEE = right(
    "people.see", _("See people, teams and roles"), Role.ADMINISTRATOR, Role.COMPLIANCE, Role.OWNER
)
CHANGE = right("people.change", _("Add, change and import people"), Role.ADMINISTRATOR)
GRANT = right("people.grant", _("Give and take roles"), Role.ADMINISTRATOR)
TEAM = right(
    "people.team",
    _("See people (managers: their own team)"),
    Role.MANAGER,
    Role.ADMINISTRATOR,
    Role.COMPLIANCE,
    Role.OWNER,
)
SEE_RIGHTS = right("people.see-rights", _("See what each role may do"), Role.EMPLOYEE)
OWN = right("people.own-settings", _("Change one's own settings"), Role.EMPLOYEE)

place(area="settings", page="people", words=_("People"), right=TEAM, order=10)
place(area="settings", page="rights", words=_("Roles and rights"), right=SEE_RIGHTS, order=30)


def access_people(person: Person) -> QuerySet[Person]:
    """People whom a person may see: all of them, or for a manager their own team."""
    rows = Person.objects.select_related("team", "reports_to")
    if may(person, SEE):
        return rows
    return rows.filter(reports_to=person) if may(person, TEAM) else rows.none()


def access_person(person: Person, pk: int) -> Person:
    """One person.

    Raises:
        NotThere: There is none, or none whom this person may see.
    """
    found = access_people(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
