"""Asking for approval: the tier is chosen by rule, and those who may answer are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.accounts.models import Account
from watchword.site.audit.actions import Deed, record
from watchword.site.crisis.models import Situation
from watchword.site.crisis.queries import refuse_stopped
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Refusal
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person
from watchword.site.publishing.actions import put_back, put_in_approval, schedule
from watchword.site.publishing.actions.planning import refuse_gone_out
from watchword.site.publishing.gate import refuse_unready, refuse_unseated
from watchword.site.publishing.models import Delivery
from watchword.site.review import access
from watchword.site.review.actions.templating import refuse_unfilled
from watchword.site.review.actions.writing import end_requests, refuse_missing_files
from watchword.site.review.candidates import candidates, outside_candidates
from watchword.site.review.models import Draft, OutsideApprover, Request, Revision
from watchword.site.review.standing import current_step, outside_step, seat_for
from watchword.site.review.trial import count_shadows
from watchword.site.review.weighing import Weighed, together, weigh
from watchword.site.waivers.queries import in_force_for

EXPIRES = timedelta(days=3)
"""How long an answer is waited for: for a post without a time, and after the time of another."""


@deed(access.WRITE)
def ask_approval(actor: Person, draft: Draft, *, situation: Situation | None = None) -> Request:
    """Ask for approval of a draft's newest revision; without anybody to ask it is approved at once.

    Args:
        actor: Who asks.
        draft: The draft.
        situation: The incident that the post is tied to, while a freeze is on.

    Raises:
        Invalid: A picture or video may not be used any longer.
        Refusal: It says nothing or a bracket of its template is empty, its time has
            passed, a rule blocks it, the author is not ready or has no seat, a
            freeze stops an account, or it is asked already.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    refuse_gone_out(draft)
    revision = draft.revision
    accounts = _accounts(draft)
    refuse_stopped(accounts, revision.author, situation)
    _refuse_past(draft)
    refuse_missing_files(revision.content)
    refuse_unfilled(draft, revision.content)
    refuse_unseated(actor, accounts)
    refuse_unready(actor)
    refuse_unready(revision.author)
    if Request.objects.filter(draft=draft, state=Request.State.OPEN).exists():
        raise Refusal(_("Approval of this draft is asked for already."))
    edition, weighed = weigh_draft(revision, accounts)
    about = f"revision:{revision.pk}"
    count_shadows((each for one in weighed for each in one.verdict.findings), about, edition)
    _refuse_blocked(weighed)
    chosen = together(weighed)
    end_requests(draft, Request.State.WITHDRAWN)
    request = Request.objects.create(
        revision=revision,
        draft=draft,
        tier=chosen.tier,
        steps=[asdict(one) for one in chosen.steps],
        because=list(chosen.because),
        held_by=sorted({rule for one in weighed for rule in one.held_by}),
        edition=edition,
        asked_by=actor,
        due_at=_due(draft),
    )
    put_in_approval(draft)
    Delivery.objects.filter(draft=draft).update(situation=situation)
    after = {"revision": revision.number, "digest": revision.digest, "tier": chosen.tier,
             "steps": [str(one) for one in chosen.steps]}  # fmt: skip
    record(
        actor,
        Deed(name="ask-approval", subject=f"draft:{draft.pk}", title=revision.title, after=after),
    )
    if current_step(request) is None:
        conclude(request, Request.State.APPROVED)
        schedule(draft, revision, timezone.now())
    else:
        tell_approvers(request)
    return request


@deed(access.WRITE)
def withdraw(actor: Person, request: Request) -> None:
    """Take a request back; the draft can be changed again.

    Raises:
        Refusal: It is answered already.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    if request.state != Request.State.OPEN:
        raise Refusal(_("This request is answered already."))
    conclude(request, Request.State.WITHDRAWN)
    put_back(request.draft)
    record(
        actor,
        Deed(name="withdraw-request", subject=f"draft:{request.draft_id}", title=str(request)),
    )


def weigh_draft(revision: Revision, accounts: Sequence[Account]) -> tuple[Edition, list[Weighed]]:
    """Hold a revision against the edition in force, account by account.

    Raises:
        Refusal: No edition is in force.
    """
    edition = Edition.objects.in_force(timezone.localdate())
    if edition is None:
        raise Refusal(_("No edition of the policy is in force yet."))
    policy, content = policy_of(edition), revision.content
    waivers = in_force_for(revision.author, timezone.localdate())
    return edition, [
        weigh(policy, revision.author, content, one, waivers=waivers) for one in accounts
    ]


def conclude(request: Request, state: str) -> None:
    """End a request."""
    request.state, request.ended_at = state, timezone.now()
    request.save(update_fields=["state", "ended_at"])


def tell_approvers(request: Request) -> int:
    """Tell those who may answer the step that is asked now; how many are told."""
    step = current_step(request)
    if step is None:
        return 0
    told = [_notice(request, one, step[0]) for one in who_may_answer(request)]
    outside = outside_candidates(step[1], timezone.localdate())
    asked = [one for one in outside if outside_step(one, request) is not None]
    return tell([*told, *(_outside_notice(request, one, step[0]) for one in asked)])


def who_may_answer(request: Request) -> Iterable[Person]:
    """Everybody who may answer a request now."""
    today = timezone.localdate()
    step = current_step(request)
    if step is None:
        return []
    people = candidates(step[1], today)
    return [one for one in people if seat_for(one, request) is not None]


def _accounts(draft: Draft) -> list[Account]:
    rows = draft.deliveries.exclude(state=Delivery.State.DROPPED).select_related("account")
    found = [one.account for one in rows]
    if not found:
        raise Refusal(_("No account is chosen."), _("Choose where it goes out."))
    return found


def _refuse_past(draft: Draft) -> None:
    """What is planned for a time that has passed could only be missed."""
    rows = draft.deliveries.exclude(state=Delivery.State.DROPPED).select_related("account")
    late = rows.filter(planned_at__lt=timezone.now()).first()
    if late is not None:
        raise Refusal(
            _("The time for %(account)s has passed.") % {"account": late.account},
            _("Choose a later one, or none: then it goes out as soon as it is approved."),
        )


def _refuse_blocked(weighed: Sequence[Weighed]) -> None:
    for one in weighed:
        if not any(post.text.strip() for post in one.posts):
            raise Refusal(_("There are no words for %(account)s yet.") % {"account": one.account})
        if over := [each for part in one.counted for each in part if each.over_span]:
            raise Refusal(
                _("The text is %(n)d too long for %(account)s.")
                % {"n": -over[0].left, "account": one.account},
                _("Shorten it, or write another text for this account."),
            )
        if one.blocked_by:
            first = one.blocked_by[0]
            raise Refusal(
                _("%(rule)s: %(words)s") % {"rule": first.title, "words": first.message},
                first.fix or first.why,
            )


def _due(draft: Draft) -> datetime:
    times = [one.planned_at for one in draft.deliveries.all() if one.planned_at]
    return min(times, default=timezone.now() + EXPIRES)


def _notice(request: Request, to: Person, step: int) -> Words:
    address = settings.CONFIGURATION.address + reverse("approval", args=[request.pk])
    return _words(request, to, to.given_name, f"{step}:{to.pk}", address)


def _outside_notice(request: Request, to: OutsideApprover, step: int) -> Words:
    address = settings.CONFIGURATION.address + access.link_for(to, request)
    return _words(request, None, to.name, f"{step}:outside:{to.pk}", address, to.email)


def _words(
    request: Request, person: Person | None, name: str, about: str, address: str, to: str = ""
) -> Words:
    due = timezone.localtime(request.due_at).strftime("%d %B %Y %H:%M") if request.due_at else ""
    given = {"name": name, "who": request.asked_by, "title": request.revision.title, "due": due,
             "why": "; ".join(map(str, request.because)), "address": address}  # fmt: skip
    return Words(
        person=person,
        to=person.email if person else to,
        kind="approval",
        about=f"approval:{request.pk}:{about}",
        subject=_("To approve by %(due)s: %(title)s") % given,
        body=_(
            "Hello %(name)s,\n\n%(who)s asks you to approve a post by %(due)s:\n\n%(title)s\n\n"
            "Why you: %(why)s\n\n%(address)s\n\nWithout an answer it does not go out.\n"
        )
        % given,
    )
