"""Trying a policy: its examples, then its mutations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from watchword.policy.corpus import Measured, measure
from watchword.policy.examples import Outcome, lacking, run_examples
from watchword.policy.model import Policy, Rule
from watchword.policy.mutate import Survivor, mutations, survivors
from watchword.terms.finding import Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What trying a policy showed.

    Attributes:
        policy: The policy.
        outcomes: One for each example of a rule with a check.
        survivors: Breaks that no example noticed.
        broken: How many breaks were tried.
        lacking: Rules with a check and too few examples, with what they lack.
        measured: What rules by a classifier reach on their labelled sets.
    """

    policy: Policy
    outcomes: tuple[Outcome, ...]
    survivors: tuple[Survivor, ...]
    broken: int
    lacking: tuple[tuple[Rule, str], ...]
    measured: tuple[Measured, ...] = ()

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Examples that do not hold."""
        return tuple(one for one in self.outcomes if not one.holds)

    @property
    def required(self) -> tuple[Survivor, ...]:
        """Survivors that a policy must not be published with."""
        return tuple(one for one in self.survivors if one.is_required)

    @property
    def holds(self) -> bool:
        """Whether the policy may be published as far as its tests tell."""
        serious = [rule for rule, _ in self.lacking if is_serious(rule)]
        reached = all(one.holds for one in self.measured)
        return reached and not self.failed and not self.required and not serious


def is_serious(rule: Rule) -> bool:
    """Whether a rule is active and of severity high or above."""
    return rule.header.status.rank > 1 and rule.header.severity.rank >= Severity.HIGH.rank


def try_policy(
    policy: Policy, today: date, *, only: tuple[str, ...] = (), with_mutations: bool = True
) -> Trial:
    """Run the examples, then break each rule whose examples hold.

    Args:
        policy: The policy.
        today: The day that counts where an example names none.
        only: Ids of the rules to try; all when empty.
        with_mutations: Whether rules are broken.
    """
    outcomes = tuple(one for one in run_examples(policy, today) if not only or one.rule.id in only)
    failing = {one.rule.id for one in outcomes if not one.holds}
    rules = [
        rule for rule in policy.rules if rule.check is not None and (not only or rule.id in only)
    ]
    survived: list[Survivor] = []
    broken = 0
    if with_mutations:
        for rule in rules:
            if rule.header.status.rank == 0 or rule.id in failing:
                continue
            broken += sum(1 for _ in mutations(policy, rule))
            survived += survivors(policy, rule, today)
    return Trial(
        policy=policy,
        outcomes=outcomes,
        survivors=tuple(survived),
        broken=broken,
        lacking=tuple((rule, lacking(rule)) for rule in rules if lacking(rule)),
        measured=tuple(one for rule in rules if (one := measure(policy, rule, today))),
    )
