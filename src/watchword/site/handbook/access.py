"""Who may read, acknowledge, ask, and see how far others are."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from watchword.site.handbook.models import Assignment, AssignmentQuerySet, Question
from watchword.site.kit.deed import may
from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person, Team
from watchword.site.people.roles import Role, right

READ = right("handbook.read", _("Read the handbook and one's own rules"), Role.EMPLOYEE)
ACKNOWLEDGE = right("handbook.acknowledge", _("Acknowledge an edition for oneself"), Role.EMPLOYEE)
ASK = right("handbook.ask", _("Ask about a rule"), Role.EMPLOYEE)
ANSWER = right("handbook.answer", _("Answer questions about rules"), Role.OWNER, Role.EDITOR)
BOARD = right(
    "handbook.board",
    _("See who has acknowledged (managers: their own team)"),
    Role.MANAGER,
    Role.OWNER,
    Role.COMPLIANCE,
)
NUDGE = right(
    "handbook.nudge",
    _("Remind people (managers: their own team)"),
    Role.MANAGER,
    Role.OWNER,
    Role.COMPLIANCE,
)
PREVIEW = right(
    "handbook.preview",
    _("See whom a draft would ask and what they would be told"),
    Role.OWNER,
    Role.EDITOR,
    Role.APPROVER,
    Role.COMPLIANCE,
)

place(area="policy", page="my-rules", words=_("My rules"), right=READ, order=5)
place(area="policy", page="handbook", words=_("Handbook"), right=READ, order=15)
place(area="policy", page="questions", words=_("Questions and answers"), right=READ, order=20)
place(area="policy", page="acknowledgements", words=_("Acknowledgements"), right=BOARD, order=60)


def access_own_assignment(person: Person, pk: int) -> Assignment:
    """An assignment of one's own.

    Raises:
        NotThere: There is none, or it is somebody else's.
    """
    found = (
        Assignment.objects.select_related("edition", "reading").filter(pk=pk, person=person).first()
    )
    if found is None:
        raise NotThere
    return found


def access_assignments(person: Person) -> AssignmentQuerySet:
    """Assignments that a person may see: everybody's for owner and compliance, else the team's."""
    rows = Assignment.objects.filter(is_off=False)
    rows = rows.select_related("person__team", "edition", "reading")
    if person.roles & {Role.OWNER, Role.COMPLIANCE}:
        return rows
    if may(person, BOARD):
        return rows.filter(person__reports_to=person)
    return rows.none()


def access_assignment(person: Person, pk: int) -> Assignment:
    """An assignment of somebody whom a person may see.

    Raises:
        NotThere: There is none, or it is of another team.
    """
    found = access_assignments(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def access_team(person: Person, pk: int) -> Team | None:
    """A team of which a person may see somebody; None for 0, people without a team.

    Raises:
        NotThere: There is none, or nobody in it whom the person may see.
    """
    seen = access_assignments(person)
    if pk == 0:
        return None
    found = Team.objects.filter(pk=pk).first()
    if found is None or not seen.filter(person__team=found).exists():
        raise NotThere
    return found


def access_questions(person: Person) -> QuerySet[Question]:
    """Questions that a person may see: public ones, their own, and all for who answers."""
    from django.db.models import Q

    if may(person, ANSWER):
        return Question.objects.all()
    return Question.objects.filter(Q(is_public=True) | Q(person=person))


def access_question(person: Person, pk: int) -> Question:
    """One question.

    Raises:
        NotThere: There is none, or the person may not see it.
    """
    found = access_questions(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
