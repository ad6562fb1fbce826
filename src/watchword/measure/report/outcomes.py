"""The month's KPIs, each against its target and the months before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from watchword.base.share import share_interval
from watchword.measure.kpi import Kpi, Result, Unit, kpis, results_of
from watchword.measure.kpi.above import share_above
from watchword.measure.kpi.aims import Status, held, is_over
from watchword.measure.metrics import metrics
from watchword.measure.report.frame import MONTHS_BEFORE, Frame, age_words, first_of
from watchword.measure.report.methods import ABOVE
from watchword.measure.report.model import Method
from watchword.measure.report.month import Aim, Outcome, Usual
from watchword.measure.report.number import Form, Number
from watchword.measure.report.phrases import month_name

if TYPE_CHECKING:
    from watchword.measure.ledger import Ledger

LEAST_MONTHS = 6
"""Months before from which on there is an own usual."""
FIRST = (
    "engagement-rate-by-reach",
    "reach",
    "interactions",
    "click-through-rate",
    "conversions",
    "cost-per-result",
    "roi",
    "engagement-rate-by-views",
    "engagement-rate-by-impressions",
    "engagement-rate-by-followers",
    "views",
    "impressions",
)
"""KPIs in the order of a report; the others follow by name."""
ABOVE_NAME = "posts-above-benchmark"
_FORMS = {
    Unit.COUNT: Form.COUNT,
    Unit.PEOPLE: Form.COUNT,
    Unit.FRACTION: Form.FRACTION,
    Unit.MONEY: Form.MONEY,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """A target.

    Attributes:
        words: ``at least 3 %``.
        least: The number to reach; None for no such bound.
        most: The number not to pass; None for no such bound.
        owner: Who answers for it.
    """

    words: str
    least: float | None = None
    most: float | None = None
    owner: str = ""

    def __str__(self) -> str:
        return self.words

    @property
    def number(self) -> float:
        """The bound that there is."""
        bounds = [one for one in (self.least, self.most) if one is not None]
        return bounds[0] if bounds else float("nan")

    @property
    def is_least(self) -> bool:
        """Whether it is to be reached; otherwise it is not to be passed."""
        return self.least is not None

    def is_met_by(self, value: float) -> bool:
        """Whether a number reaches it."""
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )

    def held(self, result: Result) -> Aim:
        """The target, and how the month's number stands, which may not be over."""
        status = held(result, self, period="month").status
        is_known = status is not Status.NOT_KNOWN
        return Aim(
            words=self.words,
            is_met=status in (Status.MET, Status.ON_COURSE) if is_known else None,
            owner=self.owner,
            is_so_far=status in (Status.ON_COURSE, Status.BEHIND),
            is_unsure=not is_known and result.value is not None,
        )

    def aim(
        self,
        value: float | None,
        interval: tuple[float, float] | None = None,
        *,
        is_so_far: bool = False,
    ) -> Aim:
        """The target, and whether a number meets it, and does so by more than chance."""
        is_met = None
        if value is not None and (self.least is not None or self.most is not None):
            is_met = self.is_met_by(value)
        bounds = [one for one in (self.least, self.most) if one is not None]
        is_close = interval is not None and any(interval[0] <= one <= interval[1] for one in bounds)
        return Aim(
            words=self.words,
            is_met=is_met,
            owner=self.owner,
            is_close=is_close,
            is_so_far=is_so_far,
        )


Goals = Mapping[str, Goal]
"""Targets by KPI's name."""


def outcomes(
    ledger: Ledger, frame: Frame, goals: Goals, as_of: datetime | None
) -> tuple[Outcome, ...]:
    """The KPIs of the month: those with a target first, those without a number last.

    Args:
        ledger: Where the numbers are.
        frame: Posts at the report's age.
        goals: Targets.
        as_of: What is known later is not looked at.
    """
    if not frame.of_month.any():
        return ()
    known = kpis()
    names = [*FIRST, *(name for name in known if name not in FIRST)]
    wanted = [known[name] for name in names if name in known]
    by_month = _by_month(ledger, frame, wanted, as_of)
    told = by_month.get("interactions", {}).get(frame.month)
    is_so_far = told is not None and not is_over(told)
    made = [(ABOVE_NAME, _above(frame, goals.get(ABOVE_NAME), is_so_far=is_so_far))]
    whole = int(frame.of_month.sum())
    for kpi in wanted:
        results = by_month.get(kpi.name, {})
        if frame.month in results:
            outcome = _outcome(kpi, results, frame, goals.get(kpi.name), whole)
            made.append((kpi.name, outcome))
    first, rest = made[0], made[1:]
    rest.sort(key=lambda one: (one[1].number.value is None, one[0] not in goals))
    return (first[1], *(one for _, one in rest))


def _by_month(
    ledger: Ledger, frame: Frame, wanted: Sequence[Kpi], as_of: datetime | None
) -> dict[str, dict[int, Result]]:
    """Results of the month and those before, by KPI and month."""
    since = frame.month - MONTHS_BEFORE
    mask = (frame.months >= since) & (frame.months <= frame.month)
    needed = tuple(dict.fromkeys(metric for one in wanted for metric in one.metrics))
    found: dict[str, dict[int, Result]] = {}
    for one in results_of(
        ledger.posts(),  # all of them tell which numbers a network has
        ledger.snapshot_batches(metrics=needed),
        wanted,
        chosen=frame.posts.filter(pa.array(mask))["post"].combine_chunks(),
        by="month",
        audience=ledger.audience(),
        age=frame.age,
        as_of=as_of,
        currency=str(ledger.settings.get("currency") or ""),
    ):
        year, month = (int(part) for part in one.of.split("-"))
        found.setdefault(one.kpi.name, {})[12 * year + month - 1] = one
    return found


def _outcome(
    kpi: Kpi, results: Mapping[int, Result], frame: Frame, goal: Goal | None, whole: int
) -> Outcome:
    now = results[frame.month]
    before = [
        one.value
        for number, one in results.items()
        if number < frame.month and one.value is not None and _is_same(one, now)
    ]
    return Outcome(
        title=kpi.title,
        number=Number(value=now.value, form=_FORMS[kpi.unit], why=now.reason, unit=now.currency),
        usual=_usual(before, frame.month),
        aim=goal.held(now) if goal else None,
        posts=now.posts,
        of=whole,
        method=_method(now, age_words(frame.age)),
        is_worse_high=kpi.is_worse_high,
    )


def _is_same(one: Result, other: Result) -> bool:
    """Whether two results count the same thing where both count it."""
    first, second = (
        dict(definition.rsplit(" ", 1) for definition in each.definitions) for each in (one, other)
    )
    return all(second.get(name, version) == version for name, version in first.items())


def _method(result: Result, age: str) -> Method:
    kpi = result.kpi
    columns = ", ".join(result.source_columns[:3]) + ", …" * (len(result.source_columns) > 3)  # noqa: PLR2004 - as many are named
    under = metrics().get(kpi.under)
    return Method(
        title=kpi.title,
        formula=f"{kpi.formula} ({result.label})",
        denominator=under.title.lower() if under else kpi.under,
        window=f"posts published in the month, numbers at {age}",
        source=kpi.source,
        columns=columns,
    )


def _above(frame: Frame, goal: Goal | None, *, is_so_far: bool) -> Outcome:
    """The share of posts that did better than the middle comparable one."""
    percentiles = frame.percentiles
    value, posts = share_above(percentiles[frame.of_month])
    interval = share_interval(round(value * posts), posts) if value is not None else None
    shares = (
        share_above(percentiles[frame.months == number])[0]
        for number in range(frame.month - MONTHS_BEFORE, frame.month)
    )
    why = "no post has a benchmark that can bear a report yet"
    return Outcome(
        title=ABOVE.title,
        number=Number(value=value, form=Form.FRACTION, why=why),
        usual=_usual((one for one in shares if one is not None), frame.month),
        aim=goal.aim(value, interval, is_so_far=is_so_far) if goal else None,
        posts=posts,
        of=int(frame.of_month.sum()),
        method=ABOVE,
        interval=interval,
    )


def _usual(before: Iterable[float], month: int) -> Usual:
    """The months before, when there are enough."""
    ordered = sorted(before)
    if len(ordered) < LEAST_MONTHS:
        then = month_name(first_of(month + LEAST_MONTHS - len(ordered)))
        had = f"{len(ordered)} of {LEAST_MONTHS} months before"
        return Usual(months=len(ordered), why=f"our usual: not enough yet, {had}; from {then}")
    return Usual(
        low=ordered[1],
        middle=float(np.median(ordered)),
        high=ordered[-2],
        months=len(ordered),
    )
