"""Who may ask for, grant and see waivers."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.deed import may
from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right
from watchword.site.waivers.models import Waiver

ASK = right("waiver.ask", _("Ask for a waiver, and see one's own"), Role.EMPLOYEE)
SEE_ALL = right(
    "waiver.see-all",
    _("See every waiver"),
    Role.OWNER,
    Role.EDITOR,
    Role.APPROVER,
    Role.COMPLIANCE,
)
GRANT = right("waiver.grant", _("Grant, refuse and end waivers"), Role.OWNER)

place(area="policy", page="waivers", words=_("Waivers"), right=ASK, order=55)


def access_waivers(person: Person) -> QuerySet[Waiver]:
    """Waivers that a person may see: all of them, or those they asked for, own or are named in."""
    rows = Waiver.objects.select_related("owner", "person", "team", "asked_by", "decided_by")
    if may(person, SEE_ALL):
        return rows
    return rows.filter(Q(asked_by=person) | Q(owner=person) | Q(person=person))


def access_waiver(person: Person, pk: int) -> Waiver:
    """One waiver.

    Raises:
        NotThere: There is none, or none that this person may see.
    """
    found = access_waivers(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
