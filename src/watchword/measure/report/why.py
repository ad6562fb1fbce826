"""What works, and why posts did better or worse: effects put into a report's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from watchword.measure.effects import Effect, Explanation, State, explain
from watchword.measure.effects.experiment import experiments
from watchword.measure.report.frame import Frame
from watchword.measure.report.month import Factor, PostResult
from watchword.measure.report.number import plural

MONTHS = 24
"""Months up to the report's whose posts effects are worked out from."""
MOST_REASONS = 3
"""Accounts without effects that are named; more are counted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reasons:
    """What explains the posts of the accounts.

    Attributes:
        explanation: Effects and decompositions.
        posts: How many posts they are from.
    """

    explanation: Explanation
    posts: int


def reasons_of(frame: Frame, zone: ZoneInfo) -> Reasons:
    """Explain the posts up to the end of the month, and no later ones.

    Args:
        frame: Posts with their numbers.
        zone: Where weekdays and hours are told.
    """
    mask = (frame.months <= frame.month) & (frame.months > frame.month - MONTHS)
    posts, values = frame.posts.filter(pa.array(mask)), frame.values[mask]
    explanation = explain(posts, values, zone=zone)
    return Reasons(explanation=explanation, posts=int(np.isfinite(values).sum()))


def with_reasons(results: Sequence[PostResult], reasons: Reasons) -> tuple[PostResult, ...]:
    """Posts with their results taken apart."""
    return tuple(_explained(one, reasons.explanation) for one in results)


def _explained(one: PostResult, explanation: Explanation) -> PostResult:
    found = explanation.decompose(one.post)
    if found is None:
        why = explanation.reasons.get((one.channel, one.account), "its number is not known")
        return replace(one, why_not=f"Cannot be explained yet: {why}.")
    factors = tuple(
        Factor(
            name=part.name, times=part.times, low=part.low, high=part.high, is_clear=part.is_clear
        )
        for part in found.parts
    )
    return replace(one, baseline=found.baseline, factors=factors, unexplained=found.unexplained)


def effects_of(reasons: Reasons, month: Sequence[PostResult]) -> tuple[tuple[Factor, ...], str]:
    """Effects of the accounts that posted in the month, clear ones first, and what they are from.

    Args:
        reasons: What explains the posts.
        month: Posts of the month.
    """
    accounts = sorted({(one.channel, one.account) for one in month})
    names = _names(accounts)
    found = [
        _factor(effect, names[account])
        for account in accounts
        for effect in reasons.explanation.effects(account)
        if effect.times is not None and effect.state in (State.CLEAR, State.NOT_CLEAR)
    ]
    found.sort(key=lambda one: (not one.is_clear, -abs(np.log(one.times)), one.name))
    return tuple(found), _from_words(reasons, accounts, has_some=bool(found))


def _names(accounts: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What tells accounts apart: nothing if there is one, the network, or the handle as well."""
    channels = Counter(channel for channel, _ in accounts)
    return {
        (channel, account): ""
        if len(accounts) == 1
        else channel
        if channels[channel] == 1
        else f"{account} on {channel}"
        for channel, account in accounts
    }


def _factor(effect: Effect, where: str) -> Factor:
    assert effect.times is not None
    return Factor(
        name=f"{effect.name}, {where}" if where else effect.name,
        times=effect.times,
        low=effect.low,
        high=effect.high,
        is_clear=effect.is_clear,
    )


def _from_words(reasons: Reasons, accounts: Sequence[tuple[str, str]], *, has_some: bool) -> str:
    silent = [
        f"{account} on {channel}: {reasons.explanation.reasons[channel, account]}"
        for channel, account in accounts
        if (channel, account) in reasons.explanation.reasons
    ]
    rest = len(silent) - MOST_REASONS
    more = f"; and {plural(rest, 'account')} more" if rest > 0 else ""
    cannot = (
        f"Cannot be estimated yet for {'; '.join(silent[:MOST_REASONS])}{more}." if silent else ""
    )
    if has_some:
        parts = (f"From {plural(reasons.posts, 'post')}.", cannot, _try_words(reasons, accounts))
        return " ".join(part for part in parts if part)
    return cannot or "Cannot be estimated yet: too few posts that differ."


def _try_words(reasons: Reasons, accounts: Sequence[tuple[str, str]]) -> str:
    """The experiment that takes the fewest posts; empty if none is worth it."""
    found = []
    for channel, account in accounts:
        spread = reasons.explanation.spread((channel, account))
        effects = reasons.explanation.effects((channel, account))
        found += [
            (one.posts, channel, account, one) for one in experiments(effects, spread or 0.0)[:1]
        ]
    if not found:
        return ""
    _, channel, account, best = min(found, key=lambda one: one[:3])
    return f"To know more, {account} on {channel}: {str(best).lower()[:1]}{str(best)[1:]}"
