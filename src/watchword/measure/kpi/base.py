"""What a KPI is: a formula over metrics, and the words that go with it.

A KPI is a folder of this package that exports ``KPI``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from watchword.base.errors import InputError
from watchword.base.registry import member, members

FAMILY = "watchword.measure.kpi"

INTERACTIONS = ("reactions", "comments", "shares", "quotes", "saves")
"""What people do with a post, clicks left out: as Rival IQ and Hootsuite count it (read
2026-11); LinkedIn's own rate counts clicks as well and is kept as reported."""


class Unit(StrEnum):
    """What a KPI's number is."""

    COUNT = "count"
    PEOPLE = "people"
    FRACTION = "fraction"
    """Of one: 0.05 is five percent."""
    MONEY = "money"
    """In the ledger's currency."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kpi:
    """A formula.

    Attributes:
        name: As commands and goals write it, with hyphens.
        title: For people.
        unit: Of its number.
        over: Metrics that are added up; for a rate they are what is counted.
        less: A metric that is taken away from those.
        under: For a rate the metric that it is of; else "".
        may_lack: Whether it can do without some metrics of ``over``, where a network has no
            such thing; one must be there.
        formula: For people.
        source: Where the formula is written, with the day it was read.
        is_worse_high: Whether more of it is worse, as with costs.
        counts_people: Whether adding posts up counts people more than once.
        counts_none_under: Whether posts with zero below still count in the sums, as money
            that brought no result does; they have no rate of their own.
        counts_posts: Whether it is a share of posts.
    """

    name: str
    title: str
    unit: Unit
    over: tuple[str, ...]
    less: str = ""
    under: str = ""
    may_lack: bool = False
    formula: str
    source: str
    is_worse_high: bool = False
    counts_people: bool = False
    counts_none_under: bool = False
    counts_posts: bool = False

    @property
    def metrics(self) -> tuple[str, ...]:
        """Every metric that it needs, each once."""
        wanted = (*self.over, self.less, self.under)
        return tuple(dict.fromkeys(one for one in wanted if one))

    @property
    def is_rate(self) -> bool:
        """Whether it is one thing over another."""
        return bool(self.under)


@cache
def kpis() -> Mapping[str, Kpi]:
    """All KPIs by name, sorted."""
    found = {}
    for name in members(FAMILY):
        one = member(FAMILY, name, "KPI")
        assert isinstance(one, Kpi)
        found[one.name] = one
    return MappingProxyType(found)


def kpi_named(name: str) -> Kpi:
    """A KPI by name.

    Raises:
        InputError: There is none.
    """
    found = kpis().get(name.replace("_", "-").lower())
    if found is None:
        raise InputError(f"there is no KPI {name!r}", hint=f"KPIs: {', '.join(kpis())}")
    return found


def rate_by(under: str, what: str, article: str) -> Kpi:
    """An engagement rate, by what it is of: the four are never mixed.

    Args:
        under: The metric below.
        what: Its name in the KPI's.
        article: How the formula says it.
    """
    return Kpi(
        name=f"engagement-rate-by-{what}",
        title=f"Engagement rate by {what.replace('-', ' ')}",
        unit=Unit.FRACTION,
        over=INTERACTIONS,
        under=under,
        may_lack=True,
        formula=f"(reactions + comments + shares + quotes + saves) ÷ {article}",
        source="Hootsuite, how to calculate engagement rate; Rival IQ, metric definitions; "
        "read 2026-11",
    )


def total_of(metric: str, title: str, *, counts_people: bool = False, what: str = "") -> Kpi:
    """The sum of one metric."""
    return Kpi(
        name=metric.replace("_", "-"),
        title=title,
        unit=Unit.PEOPLE if counts_people else Unit.COUNT,
        over=(metric,),
        formula=what or f"{title.lower()}, added up over the posts",
        source="the network's own count",
        counts_people=counts_people,
    )
