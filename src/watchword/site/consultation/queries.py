"""What pages of a consultation show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from watchword.base.errors import PolicyError
from watchword.policy.model import Rule
from watchword.policy.render.outline import Chapter, Outline
from watchword.policy.render.prose import Node, bullets, heading, pairs, paragraph, table
from watchword.site.consultation.models import Comment, Group, Round
from watchword.site.editions.folder import policy_of
from watchword.site.editions.queries import draft_changes


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleAsked:
    """One rule that a round asks about.

    Attributes:
        id: Its id; "" for the whole draft.
        title: In a few words.
        old: As it is; None for a new one.
        new: As it would be; None for one that is taken out.
        why_changed: What its owner says of the change.
        comments: What was said of it, replies below what they answer.
    """

    id: str
    title: str
    old: Rule | None = None
    new: Rule | None = None
    why_changed: str = ""
    comments: Sequence[Comment] = ()


def rules_asked(round_: Round, today: date) -> tuple[RuleAsked, ...]:
    """What a round asks about: each rule that changes, then the draft as a whole.

    Of a first edition, which changes nothing, every rule.
    """
    by_rule = comments_by_rule(round_)
    edition = round_.edition
    whole = RuleAsked(id="", title=_("The draft as a whole"), comments=by_rule.get("", ()))
    if edition.based_on_id is None:
        rules = [
            RuleAsked(id=one.id, title=one.title, new=one, comments=by_rule.get(one.id, ()))
            for one in policy_of(edition).rules
        ]
        return (*rules, whole)
    changes = draft_changes(edition, today)
    rules = [
        RuleAsked(
            id=one.rule_id,
            title=one.evidence.rule.title,
            old=one.evidence.old,
            new=one.evidence.new,
            why_changed=one.decision.why if one.decision else "",
            comments=by_rule.get(one.rule_id, ()),
        )
        for one in changes
    ]
    shown = {one.id for one in rules}
    left = [
        RuleAsked(id=rule, title=_("No longer changed by the draft"), comments=found)
        for rule, found in sorted(by_rule.items())
        if rule and rule not in shown
    ]
    return (*rules, *left, whole)


def is_asked(round_: Round, rule: str) -> bool:
    """Whether a round may hear of a rule: one of the draft, or of the edition that it changes."""
    edition = round_.edition
    for one in filter(None, (edition, edition.based_on)):
        try:
            policy_of(one).rule(rule)
        except KeyError:
            continue
        except PolicyError:
            return True  # a page cannot be read just now; nobody's words are lost for that
        return True
    return False


def comments_by_rule(round_: Round) -> dict[str, list[Comment]]:
    """Comments of a round by rule, oldest first; replies are reached through ``replies``."""
    rows = (
        round_.comments.filter(answers__isnull=True)
        .select_related("consultee__group", "disposition")
        .prefetch_related("supporters", "replies__consultee__group")
    )
    found: dict[str, list[Comment]] = {}
    for one in rows:
        found.setdefault(one.rule, []).append(one)
    return found


def report(round_: Round) -> Outline:
    """The report of a consultation, to be drawn as PDF or DOCX."""
    header = policy_of(round_.edition).header
    return Outline(
        title=_("Consultation report: %(title)s") % {"title": round_.title},
        organisation=header.organisation,
        language=header.language,
        edition=str(round_.edition),
        revised=timezone.localdate(round_.closed_at or timezone.now()).isoformat(),
        facts="",
        opening=(paragraph(round_.words),) if round_.words else (),
        chapters=(
            Chapter(anchor="groups", title=_("Who was asked"), prose=(_groups(round_),)),
            Chapter(anchor="comments", title=_("Comments and answers"), prose=tuple(_said(round_))),
        ),
    )


def _groups(round_: Round) -> Node:
    rows: list[list[str]] = [
        [_("Group"), _("People asked"), _("Comments"), _("Stand"), _("In their words")]
    ]
    for one in round_.groups.prefetch_related("consultees"):
        comments = Comment.objects.filter(consultee__group=one).count()
        by = f" ({one.stand_by})" if one.stand_by else ""
        stand = f"{one.get_stand_display()}{by}"
        rows.append(
            [one.name, str(len(one.consultees.all())), str(comments), stand, one.stand_words]
        )
    return table(rows)


def _said(round_: Round) -> Iterable[Node]:
    days = [date_format(one, "j F Y") for one in (round_.opens_on, round_.closes_on)]
    yield paragraph(
        _("Comments were taken from %(first)s to %(last)s.") % {"first": days[0], "last": days[1]}
    )
    found = comments_by_rule(round_)
    if not found:
        yield paragraph(_("Nobody commented."))
    for rule, comments in sorted(found.items()):
        yield heading(rule or _("The draft as a whole"), 3)
        for one in comments:
            yield from _comment(one)


def _comment(one: Comment) -> Iterable[Node]:
    said = [(f"{one.consultee.name}, {one.consultee.group.name}", one.words)]
    count = len(one.supporters.all())
    if count:
        said.append(
            (_("Supported by"), ", ".join(str(each.group) for each in one.supporters.all()))
        )
    made = getattr(one, "disposition", None)
    if made is not None:
        said.append((str(made.get_outcome_display()), made.because))
    yield pairs(said)
    replies = [f"{each.consultee.name}: {each.words}" for each in one.replies.all()]
    if replies:
        yield bullets(replies)


def stands(round_: Round) -> tuple[int, int]:
    """How many groups have said where they stand, and how many there are."""
    every = list(round_.groups.values_list("stand", flat=True))
    return sum(one != Group.Stand.OPEN for one in every), len(every)
