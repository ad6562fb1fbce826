"""Who may see, declare, end and prepare for a crisis."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from watchword.site.crisis.models import Situation
from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right

SEE = right(
    "crisis.see",
    _("See the freeze, its timeline and the holding lines"),
    Role.AUTHOR,
    Role.REVIEWER,
    Role.DUTY,
    Role.OWNER,
    Role.COMPLIANCE,
)
DECLARE = right(
    "crisis.declare", _("Declare a crisis or a drill, freeze, and end it"), Role.DUTY, Role.OWNER
)
PREPARE = right(
    "crisis.prepare",
    _("Name spokespeople, deputies and planned times; write holding lines"),
    Role.DUTY,
    Role.OWNER,
)
APPROVE_LINE = right(
    "crisis.approve-line", _("Approve a holding line that one did not write"), Role.OWNER
)

place(area="posts", page="freeze", words=_("Freeze"), right=SEE, order=70)


def access_situations(person: Person) -> QuerySet[Situation]:
    """Situations that a person may see: all, for whoever holds the right."""
    del person
    return Situation.objects.select_related("declared_by", "ended_by", "signed_by")


def access_situation(person: Person, pk: int) -> Situation:
    """One situation.

    Raises:
        NotThere: There is none.
    """
    found = access_situations(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
