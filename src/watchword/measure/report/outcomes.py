"""The month's KPIs, each against the months before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from watchword.measure.report.frame import MONTHS_BEFORE, Frame, age_words, first_of
from watchword.measure.report.methods import ABOVE
from watchword.measure.report.model import Method
from watchword.measure.report.month import Aim, Outcome, Usual
from watchword.measure.report.number import Form, Number
from watchword.measure.report.phrases import month_name

LEAST_MONTHS = 6
"""Months before from which on there is an own usual."""

Mask = NDArray[np.bool_]
Worked = tuple[float | None, int]
"""A number, and how many posts it is from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Formula:
    """A KPI that a report can work out by itself.

    Attributes:
        name: As targets name it.
        method: How it comes about.
        form: How it is written.
        work: The number of some posts; None where there is none.
        metrics: What it reads: months with other definitions of these are not compared.
        why: Why it is not available, where it is not.
    """

    name: str
    method: Method
    form: Form
    work: Callable[[Frame, Mask], Worked]
    metrics: tuple[str, ...]
    why: str


def outcomes(frame: Frame, aims: Mapping[str, Aim] | None = None) -> tuple[Outcome, ...]:
    """The KPIs of the month.

    Args:
        frame: Posts with their numbers.
        aims: Targets by KPI's name.
    """
    if not frame.of_month.any():
        return ()
    every = tuple(_outcome(frame, one, (aims or {}).get(one.name)) for one in formulas(frame))
    return tuple(sorted(every, key=lambda one: one.number.value is None))


def _outcome(frame: Frame, formula: Formula, aim: Aim | None) -> Outcome:
    value, posts = formula.work(frame, frame.of_month)
    return Outcome(
        title=formula.method.title,
        number=Number(value=value, form=formula.form, why=formula.why),
        usual=_usual(frame, formula),
        aim=aim,
        posts=posts,
        of=int(frame.of_month.sum()),
        method=formula.method,
    )


def _usual(frame: Frame, formula: Formula) -> Usual:
    """The months before, as far as the same thing was counted."""
    wanted = _versions(frame, formula, frame.of_month)
    found = []
    for number in range(frame.month - MONTHS_BEFORE, frame.month):
        mask = frame.months == number
        if not mask.any() or not (_versions(frame, formula, mask) <= wanted):
            continue
        value, _ = formula.work(frame, mask)
        if value is not None:
            found.append(value)
    if len(found) < LEAST_MONTHS:
        then = month_name(first_of(frame.month + LEAST_MONTHS - len(found)))
        had = "no month" if not found else f"{len(found)} of {LEAST_MONTHS} months"
        return Usual(months=len(found), why=f"usual: not enough yet, {had} before; from {then}")
    ordered = sorted(found)
    return Usual(
        low=ordered[1],
        middle=float(np.median(ordered)),
        high=ordered[-2],
        months=len(ordered),
    )


def _versions(frame: Frame, formula: Formula, mask: Mask) -> set[int]:
    return {
        1000 * at + int(version)
        for at, name in enumerate(formula.metrics)
        for version in np.unique(frame.definitions[name][mask])
        if version
    }


def formulas(frame: Frame) -> tuple[Formula, ...]:
    """The KPIs, most important first."""
    own = frame.metric
    window = f"posts published in the month, numbers at {age_words(frame.age)}"
    return (
        Formula(
            name="above",
            method=ABOVE,
            form=Form.FRACTION,
            work=_above,
            metrics=(),
            why="no post has a benchmark that can bear it yet",
        ),
        _rate(own, "reach", "Engagement rate by reach", window),
        _sum(
            "reach",
            "Reach",
            "different people each post was shown to, added up; people whom two "
            "posts reached count twice",
            window,
        ),
        _sum(
            frame.metric,
            frame.metric.capitalize(),
            f"{frame.metric} of each post, added up",
            window,
        ),
        _sum("impressions", "Impressions", "times each post was shown, added up", window),
        _sum("views", "Views", "views of each post as the network counts them, added up", window),
        _sum("clicks", "Clicks", "clicks on each post, added up", window),
        _sum("link_clicks", "Link clicks", "clicks on links of each post, added up", window),
    )


def _above(frame: Frame, mask: Mask) -> Worked:
    found = frame.percentiles[mask]
    found = found[np.isfinite(found)]
    if not len(found):
        return None, 0
    return float((found > 50).mean()), len(found)  # noqa: PLR2004 - the middle


def _sum(name: str, title: str, formula: str, window: str) -> Formula:
    def work(frame: Frame, mask: Mask) -> Worked:
        found = frame.values[name][mask]
        found = found[np.isfinite(found)]
        return (float(found.sum()), len(found)) if len(found) else (None, 0)

    method = Method(
        title=title,
        formula=formula,
        denominator="",
        window=window,
        source="the networks' exports",
    )
    why = f"no post of the month has {title.lower()} at this age"
    return Formula(name=name, method=method, form=Form.COUNT, work=work, metrics=(name,), why=why)


def _rate(part: str, whole: str, title: str, window: str) -> Formula:
    def work(frame: Frame, mask: Mask) -> Worked:
        top, bottom = frame.values[part][mask], frame.values[whole][mask]
        both = np.isfinite(top) & np.isfinite(bottom)
        total = float(bottom[both].sum())
        return (float(top[both].sum()) / total, int(both.sum())) if total > 0 else (None, 0)

    method = Method(
        title=title,
        formula=f"{part} ÷ {whole}: ratio of the sums over posts that have both",
        denominator=whole,
        window=window,
        source="the networks' exports",
    )
    why = f"no post of the month has both {part} and {whole} at this age"
    return Formula(
        name=f"{part}_by_{whole}",
        method=method,
        form=Form.FRACTION,
        work=work,
        metrics=(part, whole),
        why=why,
    )
