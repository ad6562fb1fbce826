"""Approval: how many people look at a post before it goes out, and why so many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from watchword.base.schema import setting
from watchword.rules.condition import ALWAYS, Condition
from watchword.terms.facts import Facts
from watchword.terms.finding import Action, Finding, Severity

ANY_APPROVER = "post-approver"
"""Stands for everybody who holds the role of post approver."""


class TierName(StrEnum):
    """How much a post needs, from little to much."""

    NONE = "none"
    ROUTINE = "routine"
    SENSITIVE = "sensitive"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for none to 3 for high."""
        return list(TierName).index(self)


class Survives(StrEnum):
    """Changes after which an approval still holds, where the policy says so."""

    SPACING = "spacing"
    SCHEDULE = "schedule"
    DETAILS = "details"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Who says yes, before the next step is asked; each person counts for one step only."""

    any_of: tuple[str, ...] = setting("Roles of which one says yes.", default=())
    all_of: tuple[str, ...] = setting("Roles that all say yes.", default=())

    @property
    def needed(self) -> int:
        """How many people."""
        return len(self.all_of) or 1

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role named."""
        return (*self.any_of, *self.all_of)

    def __str__(self) -> str:
        return " and ".join(self.all_of) or " or ".join(self.any_of)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tier:
    """What posts of some kind need."""

    tier: TierName = setting("How much they need.")
    when: Condition = setting("Facts that must hold.", default=ALWAYS)
    steps: tuple[Step, ...] = setting("Who says yes, one step after the other.", default=())
    because: str = setting("Why.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What one post needs.

    Attributes:
        tier: How much.
        steps: Who says yes, in order; none when nobody is asked.
        because: Why, a sentence each.
    """

    tier: TierName
    steps: tuple[Step, ...]
    because: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many people say yes."""
        return sum(one.needed for one in self.steps)


_ROUTINE = Tier(
    tier=TierName.ROUTINE,
    steps=(Step(any_of=(ANY_APPROVER,)),),
    because="a second pair of eyes sees what the writer cannot",
)


def choose_tier(tiers: Sequence[Tier], facts: Facts, findings: Iterable[Finding],
                approvers: dict[str, str]) -> Chosen:  # fmt: skip
    """What one post needs: the first tier whose facts hold, and who releases each hold.

    A hold asks for its rule's approver; a hold of a critical rule for one more person.

    Args:
        tiers: The policy's tiers, in order; without any that holds, one post approver.
        facts: What is known of the post.
        findings: What was found in it.
        approvers: Role that releases a hold, by rule id.
    """
    written = next((one for one in tiers if one.when.holds(facts)), _ROUTINE)
    tier, steps, because = written.tier, list(written.steps), [written.because]
    holds = [one for one in findings if one.action is Action.HOLD and not one.shadow]
    roles = dict.fromkeys(approvers.get(one.rule) or ANY_APPROVER for one in holds)
    wanted = [Step(any_of=(role,)) for role in roles]
    if wanted:
        tier = max(tier, TierName.SENSITIVE, key=lambda one: one.rank)
        named = {one.any_of for one in wanted}
        steps = [one for one in steps if one.any_of not in named and one != _ROUTINE.steps[0]]
        steps = [*wanted, *steps]
        because += [f"{one.rule} {one.title}" for one in _first_of_each(holds)]
    if any(one.severity is Severity.CRITICAL for one in holds):
        tier = TierName.HIGH
    if tier is TierName.HIGH and sum(one.needed for one in steps) < 2:  # noqa: PLR2004 - two people
        steps.append(Step(any_of=(ANY_APPROVER,)))
    return Chosen(tier=tier, steps=tuple(steps), because=tuple(because))


def strongest(chosen: Sequence[Chosen]) -> Chosen:
    """What several variants of one post need together: every step of every one, once."""
    tier = max((one.tier for one in chosen), key=lambda one: one.rank)
    steps = tuple(dict.fromkeys(step for one in chosen for step in one.steps))
    because = tuple(dict.fromkeys(why for one in chosen for why in one.because))
    return Chosen(tier=tier, steps=steps, because=because)


def _first_of_each(findings: Iterable[Finding]) -> list[Finding]:
    return list({one.rule: one for one in reversed(list(findings))}.values())[::-1]
