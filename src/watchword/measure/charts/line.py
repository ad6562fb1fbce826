"""How a number went over time, with its band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from watchword.measure.charts.chart import BAND, BLUE, INK, VERMILLION, Chart, drawn_spec, over


@dataclass(frozen=True, kw_only=True, slots=True)
class LinePoint:
    """A moment.

    Attributes:
        name: What stands under it: ``Feb 2026``.
        value: Its number; None leaves a gap.
        low: Lower end of the number's interval; None where unknown.
        high: Upper end.
        count: How many posts the number is from.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    count: int | None = None


def line_chart(
    points: Sequence[LinePoint],
    *,
    title: str,
    alt: str,
    time: str = "Month",
    count: str = "Posts",
    height: int = 130,
) -> Chart:
    """A line with a band and a mark on each moment; the last one stands out.

    Args:
        points: In order of time.
        title: What the number is, with its unit.
        alt: What is to be seen, in words.
        time: What the moments are.
        count: What ``count`` counts.
        height: Of the plot, in points.
    """
    import altair as alt_

    values = [_record(place, one) for place, one in enumerate(points)]
    base = over(values).encode(
        x=alt_.X(
            "name:O",
            sort=[one.name for one in points],
            title=None,
            axis=alt_.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=6),
        )
    )
    scale = alt_.Scale(zero=True, nice=True)
    axis = alt_.Axis(tickCount=4, title=title, titleAngle=0, titleAlign="left", titleAnchor="end")
    axis.titleX, axis.titleY, axis.titleBaseline = -30, -10, "bottom"
    last = max((place for place, one in enumerate(points) if one.value is not None), default=-1)
    layers = alt_.layer(
        base.mark_area(color=BAND, interpolate="linear").encode(
            y=alt_.Y("low:Q", scale=scale, axis=axis), y2="high:Q"
        ),
        base.mark_rule(color=BLUE, strokeDash=[2, 2], opacity=0.7).encode(y="low:Q", y2="high:Q"),
        base.mark_line(color=BLUE, strokeWidth=2).encode(y="value:Q"),
        base.mark_point(filled=True, size=45, color=BLUE, opacity=1).encode(y="value:Q"),
        base.transform_filter(f"datum.place == {last}")
        .mark_point(filled=True, size=130, shape="diamond", color=VERMILLION, opacity=1, stroke=INK)
        .encode(y="value:Q"),
    )
    return Chart(
        spec=drawn_spec(layers, height=height),
        alt=alt,
        columns=(time, title, "From", "To", count),
        rows=[(one.name, one.value, one.low, one.high, one.count) for one in points],
    )


def _record(place: int, one: LinePoint) -> dict[str, Any]:
    return {
        "place": place,
        "name": one.name,
        "value": one.value,
        "low": one.low if one.high is not None else None,
        "high": one.high if one.low is not None else None,
    }
