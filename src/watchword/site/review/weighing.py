"""A draft's variants held against the policy, each with the facts of its account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from watchword.api import check_post
from watchword.channels.base import Counted, channel_names, length
from watchword.policy.approval import Chosen, choose_tier, strongest
from watchword.policy.model import Policy
from watchword.site.accounts.models import Account
from watchword.site.crisis.queries import situation_facts
from watchword.site.editions.reach import slug
from watchword.site.people.models import Person
from watchword.site.review.checking import yes_no_facts
from watchword.site.review.content import Content, Format
from watchword.site.waivers.models import Waiver
from watchword.site.waivers.queries import with_waivers
from watchword.terms.facts import Facts
from watchword.terms.finding import Action, Finding, Verdict
from watchword.terms.post import Post

_YES = {"approved": "yes", "approved_by_other": "yes"}
"""Facts that a yes makes true, and no author says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """What the policy says of one account's variant.

    Attributes:
        account: The account.
        posts: Each part of the thread with its facts.
        verdicts: Findings of each part.
        counted: Each part measured against each limit of the network.
        chosen: What it needs before it goes out.
        only_unapproved: Ids of rules that block it only as long as nobody has approved it.
    """

    account: Account
    posts: tuple[Post, ...]
    verdicts: tuple[Verdict, ...]
    counted: tuple[tuple[Counted, ...], ...]
    chosen: Chosen
    only_unapproved: frozenset[str] = frozenset()

    @property
    def verdict(self) -> Verdict:
        """Findings of all parts together."""
        return Verdict(findings=tuple(each for one in self.verdicts for each in one.findings))

    @property
    def held_by(self) -> tuple[str, ...]:
        """Ids of the rules that hold it."""
        held = {one.rule for one in _shown(self.verdict, Action.HOLD)}
        return tuple(sorted(held | self.only_unapproved))

    @property
    def blocked_by(self) -> tuple[Finding, ...]:
        """What must not go out at all, whoever says yes."""
        blocks = _shown(self.verdict, Action.BLOCK)
        return tuple(one for one in blocks if one.rule not in self.only_unapproved)

    @property
    def action(self) -> Action | None:
        """The strongest thing that follows for its author."""
        if self.blocked_by:
            return Action.BLOCK
        return Action.HOLD if self.held_by else self.verdict.action


def weigh(
    policy: Policy,
    person: Person,
    content: Content,
    account: Account,
    *,
    waivers: Sequence[Waiver] = (),
    is_approved: bool = False,
) -> Weighed:
    """Hold one account's variant against a policy.

    Args:
        policy: The edition in force.
        person: Who wrote it.
        content: The draft.
        account: One of its accounts.
        waivers: Those in force that may be for the person.
        is_approved: Whether somebody has approved exactly this.

    Raises:
        KeyError: The account is not among the draft's.
    """
    facts = facts_of(policy, person, content, account, is_approved=is_approved)
    kept = with_waivers(policy, list(waivers))
    alt = tuple(one.description for one in content.media)
    words = content.words_of(account.key)
    posts = tuple(
        Post(text=text, facts=facts, alt_texts=() if number else alt)
        for number, text in enumerate(words)
    )
    verdicts = tuple(check_post(one, policy=kept) for one in posts)
    is_known = account.channel in channel_names()
    variant = content.variant(account.key)
    counted = tuple(
        length(account.channel, text, is_reply=bool(variant.reply_to), warning=variant.warning)
        if is_known else ()
        for text in words
    )  # fmt: skip
    approvers = {one.id: one.header.approver for one in policy.rules}
    found = [each for one in verdicts for each in one.shown]
    chosen = choose_tier(policy.header.approval, facts, found, approvers)
    return Weighed(
        account=account,
        posts=posts,
        verdicts=verdicts,
        counted=counted,
        chosen=chosen,
        only_unapproved=_only_unapproved(kept, posts, found),
    )


def together(weighed: Sequence[Weighed]) -> Chosen:
    """What a draft needs for all of its accounts."""
    return strongest([one.chosen for one in weighed])


def _only_unapproved(
    policy: Policy, posts: Sequence[Post], found: Sequence[Finding]
) -> frozenset[str]:
    """Rules that block as long as nobody has approved: they would be silent after a yes."""
    blocks = {one.rule for one in found if one.action is Action.BLOCK}
    if not blocks:
        return frozenset()
    approved = [replace(one, facts=Facts({**one.facts, **_YES})) for one in posts]
    still = {each.rule for one in approved for each in check_post(one, policy=policy).shown}
    return frozenset(blocks - still)


def facts_of(
    policy: Policy, person: Person, content: Content, account: Account, *, is_approved: bool
) -> Facts:
    """All that is known of a variant before it goes out."""
    names = dict(policy.header.facts.names)
    details = content.details
    roles = [slug(person.job)] if person.job else []
    if person.speaks_on.exists():
        roles.append("spokesperson")
    known: dict[str, str | list[str]] = {
        "stage": "draft",
        "account": account.kind,
        "channel": account.channel,
        "pictures": str(len(content.media)),
        "described": str(sum(bool(one.description.strip()) for one in content.media)),
        "paid": "yes" if details.is_paid else "no",
        "video": "yes" if details.format is Format.VIDEO else "no",
    }
    # before somebody was asked it is not known whether they will say yes
    known |= _YES if is_approved else {}
    known |= {"person": roles} if roles else {}
    known |= {"campaign": details.campaign} if details.campaign else {}
    known |= {name: value for name, value in situation_facts(account).items() if name in names}
    answers = dict(content.answers)
    known |= {
        name: answers.get(name, "no")
        for name in yes_no_facts(policy)
        if name not in (*known, *_YES)
    }
    return Facts(known)


def _shown(verdict: Verdict, action: Action) -> list[Finding]:
    return [one for one in verdict.shown if one.action is action]
