"""Changes after which an approval still holds: proved, and only where the policy says so."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.policy.approval import Survives
from watchword.site.audit.actions import Deed, record
from watchword.site.people.models import Person
from watchword.site.publishing.actions import schedule
from watchword.site.review.content import Content
from watchword.site.review.models import Request, Revision

_WITHOUT: dict[Survives, Callable[[Content], Content]] = {
    Survives.SPACING: Content.without_spacing,
    Survives.SCHEDULE: Content.without_schedule,
    Survives.DETAILS: Content.without_details,
}


def survives(before: Content, after: Content, allowed: Collection[Survives]) -> str:
    """Why an approval still holds after a change, in words; "" when it does not.

    It does when both say the same once everything is left out that the policy allows to change.
    """
    for one in allowed:
        before, after = _WITHOUT[one](before), _WITHOUT[one](after)
    if not allowed or before.digest != after.digest:
        return ""
    return _("Only what the policy lets change was changed: %(what)s.") % {
        "what": ", ".join(allowed)
    }


def carry_over(actor: Person, asked: Request, revision: Revision, why: str) -> Request:
    """Let an approval stand for a new revision, and say why."""
    now = timezone.now()
    made = Request.objects.create(
        revision=revision,
        draft=asked.draft,
        tier=asked.tier,
        steps=asked.steps,
        because=[*asked.because, why],
        held_by=asked.held_by,
        edition=asked.edition,
        state=Request.State.APPROVED,
        asked_by=actor,
        due_at=asked.due_at,
        ended_at=now,
    )
    schedule(asked.draft, revision, now)
    after = {"request": asked.pk, "revision": revision.number, "why": why}
    record(
        actor,
        Deed(
            name="carry-approval-over",
            subject=f"draft:{asked.draft_id}",
            title=revision.title,
            after=after,
        ),
    )
    return made
