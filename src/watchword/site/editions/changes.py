"""What changed between two editions, with the evidence on which a person decides what it asks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from watchword.policy.diff import ChangeKind, RuleChange, diff, key_change
from watchword.policy.model import Policy, Rule
from watchword.site.editions.evidence import PastPosts
from watchword.site.editions.models import Decision, Edition, Materiality

_READ = {"rule", "why"}
"""Parts that say what a duty is; a change elsewhere is editorial."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One rule's change, and what was decided about it.

    Attributes:
        rule_id: The rule.
        evidence: What differs, and which examples are decided differently.
        digest: Names this change; another change of the rule has another.
        proposal: What the machine would call it, from the evidence.
        sentence: A draft of its line in the key changes.
        decision: What a person decided; None until then, or when the rule changed since.
        posts: Past posts that it decides differently; None where there are none.
    """

    rule_id: str
    evidence: RuleChange
    digest: str
    proposal: Materiality
    sentence: str
    decision: Decision | None
    posts: PastPosts | None = None

    @property
    def is_looser(self) -> bool:
        """Whether less is asked or caught than before, so that a reason and approver are named."""
        return self.evidence.kind in (
            ChangeKind.LOOSENED,
            ChangeKind.REMOVED,
            ChangeKind.RETIRED,
        )


def changes_of(draft: Edition, old: Policy | None, new: Policy, today: date) -> tuple[Change, ...]:
    """Every rule that a draft changes, in the order of ids; none for a first edition."""
    if old is None:
        return ()
    decided = {one.rule: one for one in draft.decisions.all()}
    found = []
    for one in compared(old, new, today):
        digest = _digest(one)
        decision = decided.get(one.rule.id)
        found.append(
            Change(
                rule_id=one.rule.id,
                evidence=one,
                digest=digest,
                proposal=propose(one),
                sentence=key_change(one),
                decision=decision if decision and decision.of == digest else None,
            )
        )
    return tuple(found)


@lru_cache(maxsize=16)
def compared(old: Policy, new: Policy, today: date) -> tuple[RuleChange, ...]:
    """What changed between two policies, rule by rule, in the order of ids."""
    return diff(old, new, today)


def propose(change: RuleChange) -> Materiality:
    """What the evidence suggests; a person decides.

    A new rule, or one that catches more, is a new duty. Other wording of the duty or its reason
    is a clarification, as is catching less. What only touches examples or messages is editorial.
    """
    if change.kind in (ChangeKind.ADDED, ChangeKind.TIGHTENED):
        return Materiality.NEW_DUTY
    if change.kind is ChangeKind.REWORDED and not _READ & set(change.texts):
        return Materiality.EDITORIAL
    return Materiality.CLARIFIED


def _digest(change: RuleChange) -> str:
    """A name for one change: both states of the rule, and what its lists and layers add."""
    whole = hashlib.sha256()
    for state in (change.old, change.new):
        whole.update(_written(state).encode() + b"\0")
    for one in change.fields:
        whole.update(f"{one.field}\0{one.old}\0{one.new}\0".encode())
    return whole.hexdigest()


def _written(rule: Rule | None) -> str:
    if rule is None:
        return ""
    return "\n".join([repr(rule.tree.plain()), rule.page.before, *map(str, rule.page.sections)])
