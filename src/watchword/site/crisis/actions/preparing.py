"""Preparing for a crisis: who speaks, holding lines, and times that are known before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.policy.crisis import crisis_plan
from watchword.site.audit.actions import Deed, System, record
from watchword.site.crisis import access
from watchword.site.crisis.actions.declaring import Scope
from watchword.site.crisis.models import HoldingLine, Situation, Spokesperson, Stop
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.editions.reach import slug
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Who speaks on a subject, and who stands in."""

    subject: str
    person: Person
    deputies: tuple[Person, ...] = ()
    phone: str = ""


@transaction.atomic
def take_over_plan(edition: Edition) -> int:
    """Take holding lines over from an edition's crisis plan, and its speakers where none are named.

    The lines were approved with the edition. Speakers are found by their jobs; a job that nobody
    holds is left out, and the page of the freeze says which. Returns how many lines there are.
    """
    plan, number = crisis_plan(policy_of(edition)), edition.number or 0
    HoldingLine.objects.filter(edition__gt=0).exclude(edition=number).update(is_gone=True)
    for one in plan.lines:
        HoldingLine.objects.update_or_create(
            edition=number,
            title=one.title,
            defaults={"text": one.text, "approved_at": edition.published_at, "is_gone": False},
        )
    if not Spokesperson.objects.exists():
        holders = {
            slug(one.job): one for one in Person.objects.here(timezone.localdate()).exclude(job="")
        }
        for order, each in enumerate(plan.speakers):
            if (speaker := holders.get(slug(each.job))) is None:
                continue
            made = Spokesperson.objects.create(person=speaker, subject=each.subject, order=order)
            if deputy := holders.get(slug(each.deputy)):
                Spokesperson.objects.create(
                    person=deputy, subject=each.subject, order=order, deputy_for=made
                )
    after = {"lines": len(plan.lines), "speakers": Spokesperson.objects.count()}
    record(
        System(),
        Deed(
            name="take-over-plan", subject=f"edition:{edition.pk}", title=str(edition), after=after
        ),
    )
    return len(plan.lines)


@deed(access.PREPARE)
def name_spokespeople(actor: Person, named: Sequence[Named]) -> None:
    """Say who speaks in a crisis, on what, with deputies and phones; instead of who did before."""
    before = [str(one) for one in Spokesperson.objects.all()]
    Spokesperson.objects.all().delete()
    for number, one in enumerate(named):
        made = Spokesperson.objects.create(
            person=one.person, subject=one.subject.strip()[:200], phone=one.phone[:60], order=number
        )
        for deputy in one.deputies:
            Spokesperson.objects.create(
                person=deputy, subject=made.subject, deputy_for=made, order=number
            )
    after = {"people": [str(one) for one in Spokesperson.objects.all()]}
    record(
        actor,
        Deed(
            name="name-spokespeople", subject="crisis:plan", before={"people": before}, after=after
        ),
    )


@deed(access.PREPARE)
def write_line(actor: Person, *, title: str, text: str) -> HoldingLine:
    """Write a holding line; it counts once somebody else has approved it.

    Raises:
        Invalid: It has no title or no words.
    """
    if not title.strip() or not text.strip():
        raise Invalid(_("A holding line has a title and words."))
    made = HoldingLine.objects.create(title=title.strip()[:200], text=text.strip(), made_by=actor)
    _record(actor, "write-line", made, {"text": made.text})
    return made


@deed(access.APPROVE_LINE)
def approve_line(actor: Person, line: HoldingLine) -> HoldingLine:
    """Approve a holding line that somebody else wrote.

    Raises:
        Refusal: The actor wrote it, or it is approved already.
    """
    line = HoldingLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if line.made_by_id == actor.pk:
        raise Refusal(_("You wrote this line, so somebody else approves it."))
    if line.approved_at is not None:
        raise Refusal(_("This line is approved already."))
    line.approved_by, line.approved_at = actor, timezone.now()
    line.save(update_fields=["approved_by", "approved_at"])
    _record(actor, "approve-line", line, {"text": line.text})
    return line


@deed(access.PREPARE)
def drop_line(actor: Person, line: HoldingLine) -> None:
    """Take a line of the site out of use; the policy's own lines change with an edition.

    Raises:
        Refusal: It stands in the policy.
    """
    if line.edition:
        raise Refusal(_("This line stands in the policy."), _("Change the crisis plan there."))
    HoldingLine.objects.filter(pk=line.pk).update(is_gone=True)
    _record(actor, "drop-line", line, {})


@deed(access.PREPARE)
def plan_situation(
    actor: Person,
    *,
    title: str,
    reason: str,
    starts_at: datetime,
    ends_at: datetime,
    kind: str = Situation.Kind.ELECTION,
    scope: Scope = Scope(),  # noqa: B008 - a value
    stops: bool = False,
) -> Situation:
    """Plan a time in which other rules hold: before an election, a funeral, an exam.

    Args:
        actor: Who plans it.
        title: What it is called.
        reason: Why.
        starts_at: When it begins.
        ends_at: When it ends.
        kind: One of :class:`Situation.Kind`, but no crisis.
        scope: Which accounts it is about.
        stops: Whether it holds what is scheduled, as a freeze does.

    Raises:
        Invalid: It has no title, ends before it begins, or has passed.
    """
    wrong = {}
    if not title.strip():
        wrong["title"] = _("Say what it is.")
    if ends_at <= starts_at or ends_at <= timezone.now():
        wrong["ends_at"] = _("It ends before it begins, or in the past.")
    if kind not in (Situation.Kind.ELECTION, Situation.Kind.PLANNED):
        wrong["kind"] = _("A crisis is declared, not planned.")
    accounts = list(scope.rows())
    if not accounts and not scope.is_all:
        wrong["scope"] = _("This covers no account.")
    if wrong:
        raise Invalid(_("This cannot be planned."), fields=dict(wrong))
    made = Situation.objects.create(
        kind=kind,
        level=0,
        title=title.strip()[:200],
        reason=reason.strip(),
        starts_at=starts_at,
        ended_at=ends_at,
        is_for_all=scope.is_all,
        scope=str(scope)[:300],
        declared_by=actor,
    )
    if stops or not scope.is_all:
        targets = [None] if scope.is_all else accounts
        Stop.objects.bulk_create(Stop(situation=made, account=one) for one in targets)
    after = {"kind": kind, "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(),
             "scope": made.scope, "stops": stops}  # fmt: skip
    record(
        actor,
        Deed(name="plan-situation", subject=f"situation:{made.pk}", title=made.title, after=after),
    )
    return made


def _record(actor: Person, name: str, line: HoldingLine, after: dict[str, str]) -> None:
    record(actor, Deed(name=name, subject=f"holding-line:{line.pk}", title=line.title, after=after))
