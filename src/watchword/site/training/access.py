"""Who may learn, plan learning, and see how far others are."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.deed import may
from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right
from watchword.site.training.models import Lesson, Medium, OwnModule, Plan

LEARN = right("training.learn", _("Learn a module"), Role.EMPLOYEE)
PLAN = right("training.plan", _("Plan who learns which module"), Role.TRAINER, Role.OWNER)
WRITE = right("training.write", _("Write training modules"), Role.TRAINER, Role.OWNER)
BOARD = right(
    "training.board",
    _("See who has learned what (managers: their own team)"),
    Role.MANAGER,
    Role.TRAINER,
    Role.OWNER,
    Role.COMPLIANCE,
)

place(area="policy", page="training", words=_("Training"), right=LEARN, order=25)
place(area="policy", page="lessons", words=_("Who has learned what"), right=BOARD, order=65)


def access_own_lesson(person: Person, module: str) -> Lesson | None:
    """A person's open lesson of a module; None when there is none."""
    return Lesson.objects.open().filter(person=person, module=module).first()


def access_certificate(person: Person, pk: int) -> Lesson:
    """A certificate: one's own.

    Raises:
        NotThere: There is none.
    """
    found = Lesson.objects.filter(pk=pk, person=person, passed_at__isnull=False).first()
    if found is None:
        raise NotThere
    return found


def access_verified(number: str) -> Lesson:
    """A certificate by its number: whoever has it may see what stands on it, and no more.

    Raises:
        NotThere: There is none with this number.
    """
    written = "".join(one for one in number.upper() if one.isalnum())[:16]
    parts = [written[at : at + 4] for at in range(0, len(written), 4)]
    rows = Lesson.objects.filter(passed_at__isnull=False).select_related("person")
    found = rows.filter(certificate="-".join(parts)).first() if len(written) == 16 else None  # noqa: PLR2004 - four groups of four
    if found is None:
        raise NotThere(
            _("No certificate has this number."), _("Compare it with the paper, sign by sign.")
        )
    return found


def access_lessons(person: Person) -> QuerySet[Lesson]:
    """Lessons that a person may see: everybody's, or for managers the team's."""
    rows = Lesson.objects.filter(is_off=False).select_related("person__team")
    if person.roles & {Role.TRAINER, Role.OWNER, Role.COMPLIANCE}:
        return rows
    return rows.filter(person__reports_to=person) if may(person, BOARD) else rows.none()


def access_own_module(person: Person, pk: int) -> OwnModule:
    """A module written here, open or not, for who writes modules.

    Raises:
        NotThere: There is none.
    """
    found = OwnModule.objects.filter(pk=pk).first() if may(person, WRITE) else None
    if found is None:
        raise NotThere
    return found


def access_medium(person: Person, pk: int) -> Medium:
    """A picture, video or link: of an open module for who learns, of any for who writes.

    Raises:
        NotThere: There is none, or none in a module that this person may see.
    """
    rows = Medium.objects.select_related("module")
    rows = rows if may(person, WRITE) else rows.filter(module__is_open=True)
    found = rows.filter(pk=pk).first() if may(person, LEARN) else None
    if found is None:
        raise NotThere
    return found


def access_plan(person: Person, pk: int) -> Plan:
    """A plan.

    Raises:
        NotThere: There is none.
    """
    del person  # whoever plans may see every plan
    found = Plan.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
