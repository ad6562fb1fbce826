"""Multipliers with their intervals, against times one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchword.measure.charts.chart import BLUE, INK, SOFT, Chart, drawn_spec, over

ROW = 24
"""Points of height of one row."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """A multiplier.

    Attributes:
        name: Of what.
        times: Twice is 2.
        low: Lower end of its interval, above 0.
        high: Upper end.
        is_clear: Whether it can be told from times one.
    """

    name: str
    times: float
    low: float
    high: float
    is_clear: bool


def interval_chart(
    rows: Sequence[Interval], *, title: str, alt: str, name: str, interval: str = "90 % interval"
) -> Chart:
    """Points with their intervals on a scale of factors; hollow where not told from times one.

    Args:
        rows: From top to bottom.
        title: What the multipliers are of.
        alt: What is to be seen, in words.
        name: What the rows are.
        interval: Of what width the intervals are.
    """
    import altair as alt_

    values = [
        {"name": one.name, "times": one.times, "low": one.low, "high": one.high, "c": one.is_clear}
        for one in rows
    ]
    base = over(values).encode(
        y=alt_.Y(
            "name:N",
            sort=[one.name for one in rows],
            title=None,
            axis=alt_.Axis(ticks=False, domain=False),
        )
    )
    low = min([0.5, *(one.low for one in rows)]) / 1.1
    high = max([2.0, *(one.high for one in rows)]) * 1.1
    marks = [one for one in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if low <= one <= high]
    axis = alt_.Axis(title=title, values=marks, labelExpr="'×' + datum.label", format="~g")
    scale = alt_.Scale(type="log", domain=[low, high], nice=False)
    x = alt_.X("low:Q", scale=scale, axis=axis)
    one = over([{"one": 1}])
    layers = alt_.layer(
        one.mark_rule(color=SOFT, strokeDash=[4, 3]).encode(
            x=alt_.X("one:Q", scale=scale, axis=axis)
        ),
        base.mark_rule(color=BLUE, strokeWidth=2).encode(x=x, x2="high:Q"),
        base.transform_filter("datum.c")
        .mark_point(filled=True, size=70, color=BLUE, opacity=1, stroke=INK)
        .encode(x=alt_.X("times:Q", scale=scale, axis=axis)),
        base.transform_filter("!datum.c")
        .mark_point(filled=True, size=70, color="white", opacity=1, stroke=BLUE, strokeWidth=2)
        .encode(x=alt_.X("times:Q", scale=scale, axis=axis)),
    )
    return Chart(
        spec=drawn_spec(layers, width=230, height=ROW * max(len(rows), 1)),
        alt=alt,
        columns=(name, "Times", f"{interval}, from", "to", "Told from ×1"),
        rows=[
            (row.name, row.times, row.low, row.high, "yes" if row.is_clear else "no")
            for row in rows
        ],
    )
