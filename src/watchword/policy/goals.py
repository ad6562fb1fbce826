"""The header of goals.md: what is aimed at, and how posts are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchword.base.header import Node
from watchword.base.pattern import pattern
from watchword.base.registry import member, members
from watchword.base.schema import Reading, read_dataclass, setting

ABOVE = "posts-above-benchmark"
"""A target that no KPI's folder stands for: the share of judged posts above their benchmark."""

KPIS = "watchword.measure.kpi"

_AIM = r"^(at least|at most) ([0-9]+(?:\.[0-9]+)?) ?(%?)$"
_AGE = r"^(?:[1-9][0-9]{0,3}(?:min|h|d|w)|settled)$"


class Bound(StrEnum):
    """Which side of a number is aimed at."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Aim:
    """A number that is aimed at.

    Attributes:
        bound: Which side of it.
        number: The number; a percentage as a fraction of one.
        is_percent: Whether it is written in percent.
    """

    bound: Bound
    number: float
    is_percent: bool = False

    def __str__(self) -> str:
        shown = f"{100 * self.number:.10g} %" if self.is_percent else f"{self.number:,.10g}"
        return f"{self.bound} {shown}"

    @property
    def is_least(self) -> bool:
        """Whether it is to be reached; otherwise it is not to be passed."""
        return self.bound is Bound.AT_LEAST

    def is_met_by(self, value: float) -> bool:
        """Whether a number reaches it."""
        return value >= self.number if self.bound is Bound.AT_LEAST else value <= self.number

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Aim | None:
        """Read it from a header."""
        text = str(node.value).strip()
        found = next(pattern(_AIM).groups(text), None)
        if found is None:
            reading.problem(
                node.line, f"{what} is {node.plain()!r}", "write 'at least 2 %' or 'at most 4.50'"
            )
            return None
        bound, number, percent = (one.of(text) for one in found[1:])
        value = float(number) / 100 if percent else float(number)
        return Aim(Bound(bound.lower()), value, bool(percent))

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        return {"type": "string", "pattern": _AIM}


@dataclass(frozen=True, slots=True)
class KpiName:
    """The name of a KPI that there is."""

    name: str

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> KpiName | None:
        """Read it from a header."""
        known = (*members(KPIS), ABOVE)
        if node.value not in known:
            reading.problem(
                node.line, f"{what} is {node.plain()!r}", f"there are {', '.join(sorted(known))}"
            )
            return None
        return KpiName(str(node.value))

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        return {"enum": sorted((*members(KPIS), ABOVE))}


@dataclass(frozen=True, slots=True)
class AtAge:
    """An age of a post, as ``7d``; or ``settled``, 28 days and more."""

    text: str

    def __str__(self) -> str:
        return self.text

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> AtAge | None:
        """Read it from a header."""
        text = str(node.value).strip()
        if not pattern(_AGE).found_in(text):
            reading.problem(
                node.line, f"{what} is {node.plain()!r}", "write 45min, 12h, 7d, 4w or settled"
            )
            return None
        return AtAge(text)

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        return {"type": "string", "pattern": _AGE}


def _is_rate(kpi: str) -> bool:
    """Whether a KPI's number is a fraction, which people write in percent."""
    return kpi == ABOVE or str(member(KPIS, kpi, "KPI").unit) == "fraction"  # type: ignore[attr-defined]


class Period(StrEnum):
    """What a target is for."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """A number that a KPI should reach."""

    kpi: KpiName = setting("Name of the KPI.")
    target: Aim = setting("'at least 2 %' or 'at most 4.50'.")
    period: Period = setting("What it is for.", default=Period.MONTH)
    channel: str = setting("Only this network.", default="")
    account: str = setting("Only this account.", default="")
    owner: str = setting("Who answers for it.", default="")

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Target | None:
        """Read it from a header: a rate is aimed at in percent, and nothing else is."""
        found = read_dataclass(Target, node, reading, what)
        if found is None or found.target.is_percent == _is_rate(str(found.kpi)):
            return found
        sort, words = ("a number", "'at least 120'"), ("a rate", "a percentage: 'at least 2 %'")
        (is_a, write) = words if _is_rate(str(found.kpi)) else sort
        assert isinstance(node.value, dict)
        line = node.value["target"].line
        reading.problem(
            line, f"{found.kpi} is {is_a}, and its target is '{found.target}'", f"write {write}"
        )
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Excluded:
    """Days whose posts no other post is compared with."""

    start: date = setting("The first day.", key="from")
    end: date = setting("The last day.", key="to")
    because: str = setting("Why: a crisis, an election.")

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Excluded | None:
        """Read it from a header."""
        found = read_dataclass(Excluded, node, reading, what)
        if found is None or found.start <= found.end:
            return found
        reading.problem(
            node.line, f"{what} ends before it begins", "give the earlier day with 'from'"
        )
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class BenchmarkSettings:
    """How posts are compared."""

    age: AtAge = setting("The age at which posts are judged.", default=AtAge("7d"))
    leave_out: tuple[Excluded, ...] = setting("Days that do not count.", default=())


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalsHeader:
    """The header of the goals."""

    title: str = setting("Title of the page.")
    targets: tuple[Target, ...] = setting("What is aimed at.", default=())
    benchmark: BenchmarkSettings | None = setting("How posts are compared.", default=None)
