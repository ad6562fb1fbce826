"""Past posts that a draft decides differently: evidence beside each change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from watchword.policy.model import Policy, Rule
from watchword.site.editions.looking import SHOWN, alone, hits, past_posts

MOST_LOOKED = 500
"""Posts that each changed rule is held against, the latest."""


@dataclass(frozen=True, slots=True)
class PastPosts:
    """How a changed rule decides past posts.

    Attributes:
        looked: How many posts were looked at, the latest.
        caught: Texts that it finds something in now and did not before, the first few.
        freed: Texts that it found something in before and does not now, the first few.
        more: How many are caught now.
        less: How many are freed now.
    """

    looked: int
    caught: tuple[str, ...]
    freed: tuple[str, ...]
    more: int
    less: int


def past_posts_decided(
    old: Policy | None, new: Policy, rules: Iterable[str]
) -> dict[str, PastPosts]:
    """For each of some rules, the past posts that the two states decide differently.

    Rules that nothing is decided differently by are left out, as is everything where the site
    has no past posts.
    """
    texts = past_posts()[:MOST_LOOKED]
    if not texts:
        return {}
    found = {}
    for rule_id in rules:
        before = _found_by(old, rule_id, texts) if old is not None else frozenset()
        after = _found_by(new, rule_id, texts)
        if before != after:
            found[rule_id] = _decided(before, after, [text for _, text in texts])
    return found


def _decided(before: frozenset[int], after: frozenset[int], texts: list[str]) -> PastPosts:
    caught, freed = sorted(after - before), sorted(before - after)
    return PastPosts(
        looked=len(texts),
        caught=tuple(texts[at] for at in caught[:SHOWN]),
        freed=tuple(texts[at] for at in freed[:SHOWN]),
        more=len(caught),
        less=len(freed),
    )


@lru_cache(maxsize=512)
def _found_by(policy: Policy, rule_id: str, texts: tuple[tuple[str, str], ...]) -> frozenset[int]:
    """Places of the posts that a rule by itself finds something in."""
    rule = _rule(policy, rule_id)
    if rule is None or rule.check is None:
        return frozenset()
    return frozenset(at for at, _ in hits(alone(policy, rule), rule, texts))


def _rule(policy: Policy, rule_id: str) -> Rule | None:
    return next((one for one in policy.rules if one.id == rule_id), None)
