"""Deciding, approving and publishing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.editions import access
from watchword.site.editions.actions.writing import redigest, writable
from watchword.site.editions.changes import Change, changes_of
from watchword.site.editions.checklist import checklist, review_day
from watchword.site.editions.folder import files_of, kept, policy_of
from watchword.site.editions.models import (
    Approval,
    ApprovalTerms,
    Decision,
    Edition,
    Materiality,
    State,
    Text,
)
from watchword.site.editions.stamp import stamped
from watchword.site.kit.deed import deed, may
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person

edition_published = Signal()
"""Sent with ``edition`` once the publishing of an edition is kept for good."""


@deed(access.DECIDE)
def decide_change(
    actor: Person,
    draft: Edition,
    change: Change,
    *,
    materiality: Materiality,
    sentence: str,
    why: str,
    asks_again: bool,
    loosening: str = "",
    approver: str = "",
) -> Decision:
    """Say what the change of one rule asks of people.

    Raises:
        Invalid: The rule became looser and no reason or approver is named; or a new duty has
            no line in the key changes.
    """
    writable(draft)
    missing = {}
    if change.is_looser and not loosening.strip():
        missing["loosening"] = _("Say why the rule may ask for less.")
    if change.is_looser and not approver.strip():
        missing["approver"] = _("Name who approved that.")
    if materiality != Materiality.EDITORIAL and not sentence.strip():
        missing["sentence"] = _("People are told of this change; say it in a sentence.")
    if missing:
        raise Invalid(_("This change cannot be decided yet."), fields=dict(missing))
    given = {
        "materiality": materiality,
        "sentence": sentence.strip(),
        "why": why.strip(),
        "asks_again": asks_again,
        "loosening": loosening.strip(),
        "approver": approver.strip(),
    }
    decision, _made = Decision.objects.update_or_create(
        edition=draft,
        rule=change.rule_id,
        defaults={
            **given,
            "of": change.digest,
            "decided_at": timezone.now(),
            "decided_by": actor,
        },
    )
    record(
        actor,
        Deed(
            name="decide-change",
            subject=f"edition:{draft.pk}",
            title=change.rule_id,
            after={**given, "change": change.digest},
        ),
    )
    return decision


@deed(access.APPROVE)
def approve_draft(
    actor: Person, draft: Edition, *, is_yes: bool, words: str = "", digest: str = ""
) -> Approval:
    """Say yes or no to a draft as it now stands; the same answer again is the same as once.

    Args:
        actor: Who answers.
        draft: The draft.
        is_yes: The answer.
        words: Its reason; a no needs one.
        digest: The state that the approver saw; another one is refused. "" for the state of now.

    Raises:
        Refusal: The person wrote in the draft, so somebody else has to approve it; or it changed
            since they looked.
        Invalid: A no has no reason.
    """
    draft, words = writable(draft), words.strip()
    if digest and draft.digest != digest:
        raise Refusal(_("The draft changed since you looked."), _("Look again, then answer."))
    if draft.started_by_id == actor.pk or draft.revisions.filter(saved_by=actor).exists():
        raise Refusal(
            _("You wrote in this draft, so somebody else approves it."),
            _("Ask another approver."),
        )
    if not is_yes and not words:
        raise Invalid(_("A no needs a reason."), fields={"words": _("Say what stands in the way.")})
    last = draft.approvals.filter(person=actor).order_by("-pk").first()
    if last and (last.digest, last.is_yes, last.words) == (draft.digest, is_yes, words):
        return last
    made = Approval.objects.create(
        edition=draft, person=actor, is_yes=is_yes, words=words, digest=draft.digest
    )
    record(
        actor,
        Deed(
            name="approve-draft" if is_yes else "refuse-draft",
            subject=f"edition:{draft.pk}",
            title=draft.title,
            after={"digest": draft.digest, "words": words},
        ),
    )
    return made


@deed(access.SET_TERMS)
def set_approval_terms(actor: Person, *, quorum: int, named: Sequence[Person]) -> ApprovalTerms:
    """Say how many approvers must say yes, and who must be among them.

    Raises:
        Invalid: The quorum is below one, or somebody named holds no role to approve.
    """
    if quorum < 1:
        raise Invalid(_("At least one person approves."), fields={"quorum": _("Write 1 or more.")})
    for one in named:
        if not may(one, access.APPROVE):
            words = _("%(name)s does not hold the role of an approver.") % {"name": one}
            raise Invalid(words, fields={"named": words})
    terms, _made = ApprovalTerms.objects.get_or_create(pk=1)
    before = {"quorum": terms.quorum, "named": [one.audit_id for one in terms.named.all()]}
    terms.quorum = quorum
    terms.save()
    terms.named.set(named)
    after = {"quorum": quorum, "named": [one.audit_id for one in named]}
    record(
        actor,
        Deed(name="set-approval-terms", subject="approval-terms:1", before=before, after=after),
    )
    return terms


@deed(access.PUBLISH)
def write_notice(actor: Person, draft: Edition, *, words: str) -> None:
    """Write what people are told when the draft is published."""
    draft = writable(draft)
    before, draft.notice = draft.notice, words
    draft.save(update_fields=["notice"])
    record(
        actor,
        Deed(
            name="write-notice",
            subject=f"edition:{draft.pk}",
            before={"words": before},
            after={"words": words},
        ),
    )


@deed(access.PUBLISH)
def publish_edition(
    actor: Person,
    draft: Edition,
    *,
    effective_on: date,
    digest: str,
    overrides: Mapping[str, str] | None = None,
) -> Edition:
    """Make a draft an edition, for good.

    Args:
        actor: Who publishes.
        draft: The draft.
        effective_on: From which day it is in force; today or later.
        digest: The state that the publisher saw; another one is refused.
        overrides: Reasons for publishing without what the checklist asks, by item.

    Raises:
        Refusal: Something on the checklist is not so, or the draft changed meanwhile.
    """
    draft = writable(draft)
    today = timezone.localdate()
    if draft.digest != digest:
        raise Refusal(_("The draft changed since you looked."), _("Look again, then publish."))
    if effective_on < today:
        raise Invalid(
            _("An edition cannot have been in force already."),
            fields={"effective_on": _("Choose today or a later day.")},
        )
    latest = Edition.objects.published().first()
    if latest is not None and latest.pk != draft.based_on_id:
        raise Refusal(
            _("%(edition)s was published after this draft was begun.") % {"edition": latest},
            _("Start a draft from it and bring your changes over."),
        )
    reasons = {name: words.strip() for name, words in (overrides or {}).items() if words.strip()}
    _hold_to(draft, reasons)
    _close(actor, draft, effective_on, today, reasons)
    transaction.on_commit(lambda: edition_published.send(Edition, edition=draft))
    return draft


def _hold_to(draft: Edition, reasons: Mapping[str, str]) -> None:
    for item in checklist(draft):
        if item.is_met or (item.may_override and reasons.get(item.name)):
            continue
        raise Refusal(
            _("This cannot be published yet: %(item)s.") % {"item": item.words}, item.found
        )


def _close(
    actor: Person, draft: Edition, effective_on: date, today: date, reasons: Mapping[str, str]
) -> None:
    number = (Edition.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    lines = key_change_lines(draft, reasons, actor)
    page = draft.pages.get(path="policy.md")
    body = stamped(bytes(page.text.body), number=number, revised=today, lines=lines)
    text = kept(body)
    Text.objects.bulk_create([text], ignore_conflicts=True)
    draft.pages.filter(pk=page.pk).update(text=text, version=page.version + 1)
    redigest(draft)
    draft.number, draft.key_changes = number, lines
    draft.revised, draft.effective_on = today, effective_on
    draft.review_on = review_day(today, policy_of(draft))
    draft.published_at, draft.published_by = timezone.now(), actor
    draft.state = State.PUBLISHED
    draft.save()
    record(
        actor,
        Deed(
            name="publish-edition",
            subject=f"edition:{draft.pk}",
            title=str(draft),
            after={
                "number": number,
                "digest": draft.digest,
                "effective_on": effective_on.isoformat(),
                "review_on": draft.review_on.isoformat(),
                "pages": len(files_of(draft)),
                "overrides": dict(reasons),
            },
        ),
    )


def key_change_lines(
    draft: Edition, reasons: Mapping[str, str], actor: Person
) -> list[dict[str, str]]:
    """The table of key changes: every change that is more than editorial, and every override."""
    old = policy_of(draft.based_on) if draft.based_on else None
    changes = changes_of(draft, old, policy_of(draft), timezone.localdate())
    lines = [
        {
            "rules": one.rule_id,
            "what": one.decision.sentence,
            "why": _why(one.decision),
            "materiality": one.decision.materiality,
        }
        for one in changes
        if one.decision and one.decision.sentence
    ]
    if old is None:
        lines.append(
            {"rules": "all", "what": _("First edition."), "why": "", "materiality": "new-duty"}
        )
    words_of = {one.name: one.words for one in checklist(draft)} if reasons else {}
    for name, words in reasons.items():
        said = _("Published although this was still open: %(item)s. Decided by %(person)s.")
        what = said % {"item": words_of.get(name, name), "person": actor}
        lines.append({"rules": "", "what": what, "why": words, "materiality": "editorial"})
    return lines


def _why(decision: Decision) -> str:
    if not decision.loosening:
        return decision.why
    words = _("%(why)s Looser because: %(because)s Approved by %(name)s.")
    given = {"why": decision.why, "because": decision.loosening, "name": decision.approver}
    return (words % given).strip()
