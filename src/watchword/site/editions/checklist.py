"""What must be so before an edition is published.

Apps add items: a function from a draft to items, in a module ``checklist.py`` of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from watchword.policy.header import Status
from watchword.policy.lint import reasons as lint_reasons
from watchword.policy.model import Policy
from watchword.site.editions.changes import changes_of
from watchword.site.editions.folder import policy_of, problems_of
from watchword.site.editions.models import Approval, ApprovalTerms, Edition

Words = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One thing that must be so.

    Attributes:
        name: Stable name.
        words: The thing: "Every rule has a reason".
        is_met: Whether it is so.
        found: What is missing, or what was found.
        address: Where it is mended.
        may_override: Whether a named person may publish without it, giving a reason.
    """

    name: str
    words: Words
    is_met: bool
    found: Words = ""
    address: str = ""
    may_override: bool = False


Maker = Callable[[Edition, Policy], Iterable[Item]]
_makers: list[Maker] = []


def checklist_items(maker: Maker) -> Maker:
    """Let a function add items."""
    _makers.append(maker)
    return maker


def checklist(draft: Edition) -> tuple[Item, ...]:
    """Every item for a draft; only the first when the draft cannot be used at all."""
    problems = problems_of(draft)
    usable = Item(
        name="usable",
        words=_("Every page can be used"),
        is_met=not problems,
        found=str(problems[0]) if problems else "",
        address=reverse("draft", args=[draft.pk]),
    )
    if problems:
        return (usable,)
    policy = policy_of(draft)
    return (usable, *(item for maker in _makers for item in maker(draft, policy)))


@checklist_items
def _own(draft: Edition, policy: Policy) -> Iterator[Item]:
    yield _reasons(policy)
    yield _in_force(draft, policy)
    yield _contacts(policy)
    yield _decided(draft, policy)
    yield _approved(draft)


def _reasons(policy: Policy) -> Item:
    said = [one for one in lint_reasons(policy, timezone.localdate()) if one.code == "no-reason"]
    found = ", ".join(one.file.stem for one in said[:5])
    return Item(
        name="reasons",
        words=_("Every rule has a reason"),
        is_met=not said,
        found=found,
    )


def _in_force(draft: Edition, policy: Policy) -> Item:
    waiting = [one for one in policy.rules if one.header.status is Status.DRAFT]
    words = ngettext(
        "%(count)d rule is still marked as a draft and would not hold",
        "%(count)d rules are still marked as drafts and would not hold",
        len(waiting),
    )
    return Item(
        name="in-force",
        words=_("No rule is still marked as a draft"),
        is_met=not waiting,
        found=words % {"count": len(waiting)} if waiting else "",
        address=reverse("draft", args=[draft.pk]),
        may_override=True,
    )


def _contacts(policy: Policy) -> Item:
    named = bool(policy.header.contacts)
    return Item(
        name="contacts",
        words=_("People to ask are named"),
        is_met=named,
        found="" if named else _("policy.md names no contacts"),
    )


def _decided(draft: Edition, policy: Policy) -> Item:
    old = policy_of(draft.based_on) if draft.based_on else None
    changes = changes_of(draft, old, policy, timezone.localdate())
    missing = [one.rule_id for one in changes if one.decision is None]
    words = ngettext(
        "%(count)d change waits for a decision: %(rules)s",
        "%(count)d changes wait for a decision: %(rules)s",
        len(missing),
    )
    return Item(
        name="decided",
        words=_("Somebody decided what each change asks of people"),
        is_met=not missing,
        found=words % {"count": len(missing), "rules": ", ".join(missing[:5])} if missing else "",
        address=reverse("draft-changes", args=[draft.pk]),
    )


def _approved(draft: Edition) -> Item:
    terms = ApprovalTerms.objects.filter(pk=1).prefetch_related("named").first()
    quorum, named = (terms.quorum, list(terms.named.all())) if terms else (1, [])
    valid = [one for one in draft.approvals.select_related("person") if one.digest == draft.digest]
    latest = {one.person_id: one for one in reversed(valid)}
    no = next((one for one in latest.values() if not one.is_yes), None)
    yes = {key: str(one.person) for key, one in latest.items() if one.is_yes}
    lacking = [str(one) for one in named if one.pk not in yes]
    return Item(
        name="approved",
        words=_approval_words(quorum, [str(one) for one in named]),
        is_met=no is None and len(yes) >= quorum and not lacking,
        found=_approval_found(no, list(yes.values()), lacking),
        address=reverse("draft-publish", args=[draft.pk]),
    )


def _approval_words(quorum: int, named: list[str]) -> str:
    if quorum == 1 and not named:
        return _("A named person approved it as it now stands")
    words = ngettext(
        "%(count)d named person approved it as it now stands",
        "%(count)d named people approved it as it now stands",
        quorum,
    ) % {"count": quorum}
    return words + _(", among them %(names)s") % {"names": ", ".join(named)} if named else words


def _approval_found(no: Approval | None, yes: list[str], lacking: list[str]) -> str:
    if no is not None:
        return _("%(name)s said no: %(words)s") % {"name": no.person, "words": no.words}
    found = []
    if yes:
        found.append(_("Approved by %(names)s") % {"names": ", ".join(yes)})
    if lacking:
        found.append(_("%(names)s still to say") % {"names": ", ".join(lacking)})
    nobody = _("Nobody with the role has approved this state of the draft yet")
    return "; ".join(found) if yes or lacking else nobody


def review_day(revised: date, policy: Policy) -> date:
    """The day by which a policy revised on a day is to be reviewed."""
    from watchword.policy.calendar import add_period

    return add_period(revised, policy.header.review_every)
