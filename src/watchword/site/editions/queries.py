"""What pages about the policy show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from watchword.policy.diff import RuleChange
from watchword.policy.header import Status
from watchword.policy.import_.outline import outline as usual_sections
from watchword.policy.model import BADGES, KeptBy, Policy, Rule
from watchword.policy.render.outline import draw_outline
from watchword.site.editions.changes import Change, changes_of, compared
from watchword.site.editions.evidence import PastPosts, past_posts_decided
from watchword.site.editions.folder import policy_of
from watchword.site.editions.looking import as_if_in_force
from watchword.site.editions.models import Edition, Materiality
from watchword.site.editions.reach import people_reached
from watchword.terms.facts import Facts


@dataclass(frozen=True, slots=True)
class Share:
    """How many rules are kept in one way.

    Attributes:
        badge: The way.
        count: How many.
        percent: Of all rules, 0 to 100.
    """

    badge: KeptBy
    count: int
    percent: int


@lru_cache(maxsize=64)
def badges(policy: Policy) -> tuple[Share, ...]:
    """How the rules in force are kept, in the order of badges."""
    rules = [one for one in policy.rules if one.header.status is Status.ACTIVE]
    rules = [one for one in rules if not one.is_guideline]
    counted = Counter(one.kept_by for one in rules)
    total = max(1, len(rules))
    return tuple(
        Share(one, counted[one], round(100 * counted[one] / total))
        for one in BADGES
        if counted[one]
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which sections of a good policy a policy has.

    Attributes:
        present: Titles of sections that it has.
        missing: Titles of sections that it lacks.
    """

    present: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many sections there are."""
        return len(self.present) + len(self.missing)

    @property
    def percent(self) -> int:
        """Share of sections that it has, 0 to 100."""
        return round(100 * len(self.present) / max(1, self.total))


@lru_cache(maxsize=64)
def coverage(policy: Policy) -> Coverage:
    """Which sections of the usual outline a policy has, rules or prose."""
    held = {one.anchor for one in draw_outline(policy, Facts()).chapters}
    present = tuple(one.title for one in usual_sections() if one.slug in held)
    missing = tuple(one.title for one in usual_sections() if one.slug not in held)
    return Coverage(present, missing)


def draft_changes(draft: Edition, today: date) -> tuple[Change, ...]:
    """What a draft changes against the edition that it is based on.

    Raises:
        PolicyError: The draft cannot be used as it stands.
    """
    old = policy_of(draft.based_on) if draft.based_on else None
    return changes_of(draft, old, policy_of(draft), today)


def with_posts(draft: Edition, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes with the past posts that each decides differently."""
    old = policy_of(draft.based_on) if draft.based_on else None
    found = past_posts_decided(old, policy_of(draft), [one.rule_id for one in changes])
    return tuple(replace(one, posts=found.get(one.rule_id)) for one in changes)


@dataclass(frozen=True, slots=True)
class Compared:
    """How a rule reads in two editions.

    Attributes:
        evidence: What differs.
        posts: Past posts that they decide differently; None where there are none.
    """

    evidence: RuleChange
    posts: PastPosts | None


def comparison(old: Edition, new: Edition, today: date) -> tuple[Compared, ...]:
    """What differs between two editions, rule by rule."""
    before, after = policy_of(old), policy_of(new)
    changes = compared(before, after, today)
    posts = past_posts_decided(before, after, [one.rule.id for one in changes])
    return tuple(Compared(one, posts.get(one.rule.id)) for one in changes)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who acknowledges again after a draft is published.

    Attributes:
        rules: Rules because of which.
        people: How many people.
    """

    rules: tuple[str, ...]
    people: int


def asked_again(draft: Edition, changes: Sequence[Change], today: date) -> Asked:
    """Whom the decided changes of a draft ask to acknowledge again."""
    rules = tuple(one.rule_id for one in changes if one.decision and one.decision.asks_again)
    return Asked(rules, people_reached(policy_of(draft), rules, today))


def is_material(change: Change) -> bool:
    """Whether people are told of a change."""
    return bool(change.decision and change.decision.materiality != Materiality.EDITORIAL)


@lru_cache(maxsize=64)
def sections(policy: Policy) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """Rules and guidelines by chapter, as the handbook orders them."""
    by_id = {one.id: one for one in policy.rules}
    return tuple(
        (chapter.title, tuple(by_id[one.id] for one in chapter.entries if one.id in by_id))
        for chapter in draw_outline(as_if_in_force(policy), Facts()).chapters
        if chapter.entries
    )
