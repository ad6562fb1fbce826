"""Saying yes or no to a revision that one did not write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, System, record
from watchword.site.crisis.queries import refuse_stopped
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person
from watchword.site.publishing.actions import put_back, schedule
from watchword.site.publishing.models import Delivery
from watchword.site.review import access
from watchword.site.review.actions.asking import EXPIRES, conclude, tell_approvers
from watchword.site.review.models import Approval, Draft, OutsideApprover, Request
from watchword.site.review.standing import (
    Seat,
    current_step,
    outside_step,
    role_name,
    seat_for,
    writers_of,
)

TAGS = (
    "wording",
    "facts",
    "picture",
    "permission",
    "timing",
    "tone",
    "policy",
    "personal data",
)
"""What kind of thing was wrong; statistics are made from these."""
_ENDS = {
    Approval.Answer.NO: Request.State.REFUSED,
    Approval.Answer.CHANGE: Request.State.RETURNED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """An answer.

    Attributes:
        answer: One of :class:`Approval.Answer`.
        digest: Digest of the revision that was looked at; nobody approves what they did not see.
        words: Why; needed for everything but a yes, and for a yes to what a rule holds.
        tags: What kind of thing was wrong.
    """

    answer: str
    digest: str
    words: str = ""
    tags: tuple[str, ...] = ()


@deed(access.ANSWER)
def answer(
    actor: Person,
    request: Request,
    *,
    answer: str,
    digest: str,
    words: str = "",
    tags: Sequence[str] = (),
) -> Request:
    """Say yes, no, or that something is to be changed.

    Args:
        actor: Who answers.
        request: What is asked.
        answer: One of :class:`Approval.Answer`.
        digest: Digest of the revision that was looked at; nobody approves what they did not see.
        words: Why; needed for everything but a yes, and for a yes to what a rule holds.
        tags: What kind of thing was wrong.

    Raises:
        Refusal: It is answered already, has changed, is stopped by a freeze, or is the actor's own.
        Invalid: Words are missing.
    """
    draft, request = _locked(request)
    step, seat = _seat(actor, request)
    said = Said(answer=answer, digest=digest, words=words, tags=tuple(tags))
    who = Approval(person=actor, instead_of=seat.instead_of, role=seat.role, step=step)
    return _take(actor, draft, request, who, said)


@transaction.atomic
def answer_outside(outsider: OutsideApprover, request: Request, said: Said) -> Request:
    """Say yes, no, or that something is to be changed, by a signed link.

    Raises:
        Refusal: It is answered already, has changed, is stopped by a freeze, or waits for others.
        Invalid: Words are missing.
    """
    draft, request = _locked(request)
    step = outside_step(outsider, request)
    if step is None:
        raise Refusal(
            _("This request does not wait for you: %(state)s.")
            % {"state": request.get_state_display()}
        )
    who = Approval(outsider=outsider, by_link=str(outsider), role=outsider.role, step=step)
    return _take(outsider, draft, request, who, said)


def _locked(request: Request) -> tuple[Draft, Request]:
    draft = Draft.objects.select_for_update().get(pk=request.draft_id)
    rows = Request.objects.select_for_update(of=("self",)).select_related("revision")
    request = rows.get(pk=request.pk)
    _refuse_frozen(request)
    return draft, request


def _take(
    actor: Person | OutsideApprover, draft: Draft, request: Request, who: Approval, said: Said
) -> Request:
    """Keep an answer, and go on with the request."""
    is_yes = _refuse_unfit(request, said)
    who.request, who.revision = request, request.revision
    who.answer, who.words = said.answer, said.words.strip()
    who.tags = sorted(set(said.tags) & set(TAGS))
    who.save()
    _go_on(draft, request, said.answer)
    after = {"revision": request.revision.number, "digest": said.digest, "answer": said.answer,
             "role": who.role, "words": who.words, "released": request.held_by if is_yes else []}  # fmt: skip
    about = f"draft:{draft.pk}"
    record(actor, Deed(name="answer-request", subject=about, title=str(request.revision), after=after))  # fmt: skip
    tell([_notice(request, actor, said.answer, said.words)])
    return request


def _refuse_unfit(request: Request, said: Said) -> bool:
    """Refuse an answer that cannot be taken; whether it is a yes."""
    if request.revision.digest != said.digest:
        raise Refusal(
            _("The draft was changed after you opened it."), _("Look at it as it is now.")
        )
    if said.answer not in Approval.Answer.values:
        raise Invalid(_("Answer yes, no, or what is to be changed."))
    is_yes = said.answer == Approval.Answer.YES
    if not said.words.strip() and (not is_yes or request.held_by):
        raise Invalid(_("Say why."), fields={"words": _("The author reads it.")})
    return is_yes


def expire(now: datetime) -> int:
    """Mark what was not approved in time as missed, and end requests nobody answers; how many end.

    A post whose time came before its approval is missed for good: a late yes does not send it.
    """
    waiting = Delivery.objects.filter(state=Delivery.State.IN_APPROVAL, planned_at__lte=now)
    waiting.update(
        state=Delivery.State.MISSED, words=_("Its time came before its approval."), changed_at=now
    )
    over = Request.objects.filter(state=Request.State.OPEN, due_at__lte=now - EXPIRES)
    keys = list(over.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            one = Request.objects.select_for_update(of=("self",)).get(pk=key)
            if one.state != Request.State.OPEN:
                continue
            conclude(one, Request.State.EXPIRED)
            rows = Delivery.objects.filter(draft=one.draft_id, state=Delivery.State.IN_APPROVAL)
            rows.update(
                state=Delivery.State.MISSED, words=_("Nobody answered in time."), changed_at=now
            )
            about = f"draft:{one.draft_id}"
            record(System(), Deed(name="expire-request", subject=about, title=str(one.revision)))
    return len(keys)


def _seat(actor: Person, request: Request) -> tuple[int, Seat]:
    found = seat_for(actor, request)
    if found is not None:
        return found
    if request.state != Request.State.OPEN:
        raise Refusal(
            _("This request is answered already: %(state)s.")
            % {"state": request.get_state_display()}
        )
    if actor.pk in writers_of(request):
        raise Refusal(
            _("You wrote this, so somebody else says yes or no."),
            _("It waits for %(who)s.") % {"who": _asked(request)},
        )
    raise Refusal(
        _("You are not asked about this."), _("It waits for %(who)s.") % {"who": _asked(request)}
    )


def _asked(request: Request) -> str:
    step = current_step(request)
    return f" {_('or')} ".join(sorted(map(role_name, step[1]))) if step else ""


def _refuse_frozen(request: Request) -> None:
    """A freeze stops approvals, but of posts of spokespeople that are tied to the incident."""
    for one in Delivery.objects.filter(draft=request.draft_id).select_related(
        "account", "situation"
    ):
        if one.state != Delivery.State.DROPPED:
            refuse_stopped([one.account], request.revision.author, one.situation)


def _go_on(draft: Draft, request: Request, answer: str) -> None:
    if answer != Approval.Answer.YES:
        conclude(request, _ENDS[Approval.Answer(answer)])
        put_back(draft)
    elif current_step(request) is None:
        conclude(request, Request.State.APPROVED)
        schedule(draft, request.revision, timezone.now())
    else:
        tell_approvers(request)


def _notice(request: Request, actor: Person | OutsideApprover, answer: str, words: str) -> Words:
    to = request.asked_by
    said = dict(Approval.Answer.choices)[Approval.Answer(answer)]
    given = {"name": to.given_name, "who": actor, "said": said, "title": request.revision.title,
             "words": words.strip(),
             "address": settings.CONFIGURATION.address + reverse("post-draft", args=[request.draft_id])}  # fmt: skip
    return Words(
        person=to,
        to=to.email,
        kind="approval",
        about=f"answer:{request.pk}:{actor.audit_id}",
        subject=_("%(who)s: %(said)s: %(title)s") % given,
        body=_("Hello %(name)s,\n\n%(who)s %(said)s: %(title)s\n\n%(words)s\n\n%(address)s\n")
        % given,
    )
