"""What the policy aims at: its targets, the age at which posts are judged, days that do not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchword.base.errors import WatchwordError
from watchword.cli.given import policy_folder
from watchword.cli.measured import ages_of

if TYPE_CHECKING:
    import pyarrow as pa

    from watchword.cli.asked import Answer
    from watchword.measure.benchmark import Comparison
    from watchword.measure.kpi import Kpi
    from watchword.measure.kpi.aims import Held
    from watchword.policy.goals import Target
    from watchword.policy.model import Policy

MAY_BE_HELD = ("", "channel", "account", "week", "month", "quarter", "year")
"""Groups of posts that a target may be for; others are parts of what it is for."""


def policy_if_any(chosen: Path | None) -> Policy | None:
    """The policy; None where none is named and none is here."""
    from watchword.policy.load import load

    try:
        folder = policy_folder(chosen)
    except WatchwordError as error:
        if error.code == "no-policy":
            return None
        raise
    return load(folder)


def targets_of(policy: Policy | None) -> Sequence[Target]:
    """The policy's targets."""
    return policy.goals.targets if policy and policy.goals else ()


def age_of(policy: Policy | None) -> int | None:
    """The age at which the policy's goals judge posts."""
    settings = policy.goals.benchmark if policy and policy.goals else None
    return ages_of([str(settings.age)])[0] if settings else None


def comparison_of(policy: Policy | None) -> Comparison:
    """Days of which the policy's goals say that they do not count."""
    from datetime import UTC, datetime, time, timedelta

    from watchword.measure.benchmark import Comparison, Period

    settings = policy.goals.benchmark if policy and policy.goals else None
    return Comparison(
        periods=tuple(
            Period(
                start=datetime.combine(one.start, time.min, UTC),
                end=datetime.combine(one.end + timedelta(days=1), time.min, UTC),
                name=one.because,
            )
            for one in (settings.leave_out if settings else ())
        )
    )


Named = tuple[str, str]
"""A network and an account, lower case; "" for all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Accounts:
    """How many posts each account of the ledger has.

    Attributes:
        posts: By network and account, lower case.
    """

    posts: Mapping[Named, int]

    @staticmethod
    def of(posts: pa.Table) -> Accounts:
        """The accounts of all posts."""
        pairs = zip(*(posts.column(one).to_pylist() for one in ("channel", "account")), strict=True)
        return Accounts(posts=Counter((one.lower(), other.lower()) for one, other in pairs))

    def named(self, name: Named) -> frozenset[Named]:
        """Those that are of a network and account."""
        channel, account = name[0].lower(), name[1].lower().lstrip("@")
        return frozenset(
            one for one in self.posts if channel in ("", one[0]) and account in ("", one[1])
        )


def fitting(
    kpi: Kpi, targets: Sequence[Target], accounts: Accounts, its: frozenset[Named]
) -> tuple[Target, ...]:
    """The targets of a KPI that are for some accounts.

    A target is for the network and account that it names. One of a rate is held against each of
    the accounts that it is for as well, where they have none of their own; one of a sum only
    against all that it is for together.

    Args:
        kpi: Which.
        targets: The policy's.
        accounts: Of the ledger.
        its: Accounts whose number is held.
    """
    found: dict[frozenset[Named], list[Target]] = {}
    for one in targets:
        own = accounts.named((one.channel, one.account))
        is_for = own >= its if kpi.is_rate else own == its
        if str(one.kpi) == kpi.name and is_for:
            found.setdefault(own, []).append(one)
    return tuple(found[min(found, key=len)]) if found else ()


def held_of(answer: Answer, targets: Sequence[Target], *, by: str) -> dict[int, list[Held]]:
    """How results stand against the targets that are for them, by place of the result."""
    from watchword.measure.kpi.aims import held

    found: dict[int, list[Held]] = {}
    for place, result in enumerate(answer.results) if answer.is_whole else ():
        its = answer.accounts.named(_named(result.of, answer.named, by))
        for one in fitting(result.kpi, targets, answer.accounts, its):
            judged = held(result, one.target, period=one.period, owner=one.owner)
            found.setdefault(place, []).append(judged)
    return found


def _named(of: str, asked: Named, by: str) -> Named:
    """Network and account of a group."""
    if by == "account":
        channel, _, account = of.partition(" ")
        return channel, account
    return (of, asked[1]) if by == "channel" else asked
