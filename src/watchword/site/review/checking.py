"""A draft held against the edition in force; nothing of it is kept, not even in a log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from watchword.api import check_post
from watchword.base.span import WHOLE, Span
from watchword.base.text.grapheme import grapheme_safe
from watchword.channels.base import channel_names
from watchword.policy.model import Policy, Rule
from watchword.policy.walk import leaves
from watchword.site.editions.reach import slug
from watchword.site.people.models import Person
from watchword.site.review.rewording import rewordings
from watchword.site.waivers.models import Waiver
from watchword.site.waivers.queries import with_waivers
from watchword.terms.facts import Facts
from watchword.terms.finding import Action, Finding, Verdict
from watchword.terms.post import Post

LONGEST = 20_000
"""Characters of a draft; the longest that a network takes are 10,000."""
MOST_PICTURES = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What is to be checked.

    Attributes:
        text: Its words.
        account: ``personal`` or ``official``.
        channel: The network; "" for any.
        pictures: Descriptions of its pictures; "" for one without.
        yes: Facts of the policy that hold: ``about_work``.
    """

    text: str
    account: str = "personal"
    channel: str = ""
    pictures: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; with ``numbers``, underlined for the findings of these numbers."""

    text: str
    numbers: tuple[int, ...] = ()
    action: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """What one rule says of a draft.

    Attributes:
        number: Ties it to the underlined words.
        rule: Id.
        title: The rule in a few words.
        action: Strongest thing that follows.
        messages: What to tell the author.
        words: The words that it is about.
        why: The reason.
        fix: What to do instead.
        rewordings: Texts that would be without this finding, to take over.
    """

    number: int
    rule: str
    title: str
    action: Action
    messages: tuple[str, ...]
    words: tuple[str, ...]
    why: str
    fix: str
    rewordings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What a draft's author sees.

    Attributes:
        pieces: The text, with what is underlined.
        points: Findings by rule, strongest first.
        questions: What a machine cannot judge: questions to ask oneself.
        action: Strongest action; None where there is nothing to say.
        waived: Waivers because of which a rule says nothing here.
    """

    pieces: tuple[Piece, ...]
    points: tuple[Point, ...]
    questions: tuple[Point, ...]
    action: Action | None
    waived: tuple[Waiver, ...] = ()


def check_draft(
    policy: Policy,
    person: Person,
    draft: Draft,
    waivers: Sequence[Waiver] = (),
    site: Mapping[str, str] = MappingProxyType({"situation": "normal"}),
) -> Checked:
    """Hold a draft against a policy, as far as its author can know the facts.

    Args:
        policy: The policy.
        person: Who asks.
        draft: What they want to say.
        waivers: Those in force that may be for them.
        site: What holds for everybody now: ``situation``, ``calendar``.
    """
    facts = facts_of(policy, person, draft, site)
    post = Post(text=draft.text, facts=facts, alt_texts=draft.pictures)
    verdict = check_post(post, policy=with_waivers(policy, list(waivers)))
    waived: tuple[Waiver, ...] = ()
    if waivers:
        found = {one.rule for one in verdict.shown}
        silent = {one.rule for one in check_post(post, policy=policy).shown} - found
        waived = tuple(one for one in waivers if one.rule in silent)
    asked = {one.id for one in policy.rules if _only_asks(one)}
    points = tuple(_points(policy, post, verdict))
    said = tuple(one for one in points if one.rule not in asked)
    return Checked(
        pieces=tuple(pieces(draft.text, said, verdict)),
        points=said,
        questions=tuple(one for one in points if one.rule in asked),
        action=max((one.action for one in said), key=lambda one: one.rank, default=None),
        waived=waived,
    )


def facts_of(policy: Policy, person: Person, draft: Draft, site: Mapping[str, str]) -> Facts:
    """What is known of a draft before it is anywhere."""
    known: dict[str, str] = {"stage": "draft", "account": draft.account}
    if draft.channel in channel_names():
        known["channel"] = draft.channel
    if person.job:
        known["person"] = slug(person.job)
    known["pictures"] = str(len(draft.pictures))
    known["described"] = str(sum(bool(one.strip()) for one in draft.pictures))
    named = dict(policy.header.facts.names)
    known |= {name: value for name, value in site.items() if name in named}
    known |= dict.fromkeys(yes_no_facts(policy), "no")
    known |= {name: "yes" for name in draft.yes if name in known}
    return Facts(known)


def yes_no_facts(policy: Policy) -> tuple[str, ...]:
    """Facts that an author can answer with yes or no, of rules that look when it is yes."""
    asked = {
        atom.name
        for rule in policy.rules
        for group in rule.header.when.groups
        for atom in group
        if not atom.is_mention and atom.value == "yes"
    }
    named = {name for name, values in policy.header.facts.names if set(values) == {"yes", "no"}}
    return tuple(sorted(asked & named))


def _only_asks(rule: Rule) -> bool:
    return rule.check is not None and {one.kind for one in leaves(rule.check)} == {"ask"}


def points_of(policy: Policy, posts: Sequence[Post], verdict: Verdict) -> tuple[Point, ...]:
    """What each rule says of a thread; rewordings are made for a post of one part."""
    return tuple(_points(policy, posts[0], verdict, rewords=len(posts) == 1))


def _points(
    policy: Policy, post: Post, verdict: Verdict, *, rewords: bool = True
) -> Iterator[Point]:
    groups: dict[str, list[Finding]] = {}
    for one in verdict.shown:
        groups.setdefault(one.rule, []).append(one)
    ordered = sorted(groups.values(), key=_first_read)
    for number, group in enumerate(ordered, 1):
        first = group[0]
        yield Point(
            number=number,
            rule=first.rule,
            title=first.title,
            action=max((one.action for one in group), key=lambda one: one.rank),
            messages=tuple(dict.fromkeys(one.message for one in group)),
            words=tuple(dict.fromkeys(one.words for one in group if one.span != WHOLE)),
            why=first.why,
            fix=first.fix,
            rewordings=rewordings(policy, post, group) if rewords else (),
        )


def _first_read(group: Sequence[Finding]) -> tuple[int, bool]:
    """The strongest first; of the same strength, what points at words before what does not."""
    strongest = max(one.action.rank for one in group)
    return -strongest, all(one.span == WHOLE for one in group)


def pieces(text: str, points: Sequence[Point], verdict: Verdict) -> Iterator[Piece]:
    """The text cut where what is underlined begins and ends; together they are the text."""
    numbers = {one.rule: one.number for one in points}
    spans = [
        (grapheme_safe(text, one.span), numbers[one.rule], one.action)
        for one in verdict.shown
        if one.span != WHOLE and one.rule in numbers
    ]
    cuts = sorted({0, len(text)} | {end for span, _, _ in spans for end in span})
    for start, end in pairwise(cuts):
        over = [(number, action) for span, number, action in spans if _covers(span, start, end)]
        strongest = max((action for _, action in over), key=lambda one: one.rank, default=None)
        yield Piece(
            text[start:end], tuple(dict.fromkeys(number for number, _ in over)), strongest or ""
        )


def _covers(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end and span.start < span.end
