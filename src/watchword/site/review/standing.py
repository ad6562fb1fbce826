"""In which roles a person may say yes, and where a request stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.policy.approval import ANY_APPROVER, Step
from watchword.site.editions.reach import slug
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.review.models import Appointment, Approval, OutsideApprover, Request, Revision


@dataclass(frozen=True, slots=True)
class Seat:
    """A role in which somebody may answer, and for whom they stand in."""

    role: str
    instead_of: Person | None = None


def role_name(role: str) -> str:
    """A role as rules write it, for people."""
    return _("a post approver") if role == ANY_APPROVER else role.replace("-", " ")


def seats_of(person: Person, today: date | None = None) -> list[Seat]:
    """Every role in which a person may answer: by job, by appointment, as a deputy."""
    today = today or timezone.localdate()
    found = [Seat(slug(person.job))] if person.job else []
    if Role.REVIEWER in person.roles:
        found.append(Seat(ANY_APPROVER))
    now = Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))
    named = Appointment.objects.filter(now, person=person).select_related("deputy_for")
    return [*found, *(Seat(one.role, one.deputy_for) for one in named)]


def roles_of(person: Person) -> set[str]:
    """Names of the roles in which a person may answer."""
    return {one.role for one in seats_of(person)}


def steps_of(request: Request) -> list[Step]:
    """The steps of a request."""
    return [
        Step(any_of=tuple(one.get("any_of", ())), all_of=tuple(one.get("all_of", ())))
        for one in request.steps
    ]


def current_step(request: Request) -> tuple[int, set[str]] | None:
    """The step that is asked now, and the roles still missing; None when all said yes."""
    yes = list(request.approvals.filter(answer=Approval.Answer.YES))
    for number, step in enumerate(steps_of(request)):
        said = {one.role for one in yes if one.step == number}
        if step.all_of:
            if missing := set(step.all_of) - said:
                return number, missing
        elif not said & set(step.any_of):
            return number, set(step.any_of)
    return None


def writers_of(request: Request) -> set[int]:
    """Keys of everybody whose words the revision holds: all who wrote since the last approval."""
    approved = Request.objects.filter(draft=request.draft_id, state=Request.State.APPROVED)
    last = approved.order_by("-pk").values_list("revision__number", flat=True).first() or 0
    number = request.revision.number
    rows = Revision.objects.filter(draft=request.draft_id, number__lte=number)
    since = rows.filter(Q(number__gt=last) | Q(number=number))
    return set(since.values_list("author_id", flat=True))


def outside_step(outsider: OutsideApprover, request: Request) -> int | None:
    """The step that somebody outside may answer now; None when they may not."""
    step = current_step(request)
    if step is None or request.state != Request.State.OPEN:
        return None
    if not outsider.is_asked_on(timezone.localdate()) or outsider.role not in step[1]:
        return None
    writers = Person.objects.filter(pk__in=writers_of(request), email__iexact=outsider.email)
    if writers.exists() or request.approvals.filter(outsider=outsider).exists():
        return None
    return step[0]


def seat_for(person: Person, request: Request) -> tuple[int, Seat] | None:
    """The step and role in which a person may answer a request now; None when they may not."""
    step = current_step(request)
    if step is None or request.state != Request.State.OPEN:
        return None
    if person.pk in writers_of(request) or request.approvals.filter(person=person).exists():
        return None
    number, missing = step
    for seat in seats_of(person):
        if seat.role in missing:
            return number, seat
    return None
