"""Which rules a handbook shows."""

from __future__ import annotations

from watchword.policy.header import RuleHeader, Status
from watchword.policy.model import Policy
from watchword.policy.overlay import EffectiveRule, effective
from watchword.rules.condition import Condition
from watchword.terms.facts import Facts


def shown_rules(policy: Policy, facts: Facts) -> tuple[EffectiveRule, ...]:
    """The rules in force that concern a reader with these facts, with their effective values.

    Without facts these are all rules in force as the base has them, those of layers too.
    """
    if not facts:
        every = (
            EffectiveRule(rule=one, sources={}, layer=one.layer or "base") for one in policy.rules
        )
        return tuple(one for one in every if one.rule.header.status is Status.ACTIVE)
    return tuple(
        one
        for one in effective(policy, facts)
        if one.rule.header.status is Status.ACTIVE and concerns(one.rule.header, facts)
    )


def concerns(header: RuleHeader, facts: Facts) -> bool:
    """Whether a rule, with a check or without, can matter to a reader with these facts.

    A post is judged on the facts that it has; a reader also wants to know what holds on
    another day. So a condition about a fact that is not given leaves the rule in: who asks
    about Instagram is told what holds there in a crisis.
    """
    scope = header.applies
    stage = facts.get("stage")
    if stage is not None and not stage & {to.stage for to in scope.to}:
        return False
    return not (
        scope.channels.excludes(facts.get("channel"))
        or scope.accounts.excludes(facts.get("account"))
        or scope.people.excludes(facts.get("person"))
    ) and may_come_true(header.when, facts)


def may_come_true(condition: Condition, facts: Facts) -> bool:
    """Whether a condition is not ruled out by the facts that are given."""
    return all(
        any(
            atom.is_mention or atom.name not in facts or atom.value in facts[atom.name]
            for atom in group
        )
        for group in condition.groups
    )
