"""What is usual at each age, and how one post went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchword.measure.charts.chart import BAND, BLUE, INK, VERMILLION, Chart, drawn_spec, over


@dataclass(frozen=True, kw_only=True, slots=True)
class CurvePoint:
    """An age.

    Attributes:
        age: Its name: ``7 days``.
        low: Nine of ten comparable posts have at least this; None where not known.
        usual: Half have at least this.
        high: One of twenty has more than this.
        post: The post's own number.
    """

    age: str
    low: float | None
    usual: float | None
    high: float | None
    post: float | None = None


def benchmark_curve(
    points: Sequence[CurvePoint], *, title: str, alt: str, height: int = 170
) -> Chart:
    """The band of comparable posts with its middle dashed, and a post's own numbers as diamonds.

    Args:
        points: From young to old.
        title: What is counted.
        alt: What is to be seen, in words.
        height: Of the plot, in points.
    """
    import altair as alt_

    values = [
        {"age": one.age, "low": one.low, "usual": one.usual, "high": one.high, "post": one.post}
        for one in points
    ]
    axis = alt_.Axis(labelAngle=0, labelOverlap="greedy", title="Age of the post")
    base = over(values).encode(x=alt_.X("age:O", sort=[one.age for one in points], axis=axis))
    y = alt_.Axis(tickCount=4, title=title)
    scale = alt_.Scale(type="symlog", constant=10, zero=True, nice=True)
    layers = alt_.layer(
        base.mark_area(color=BAND).encode(y=alt_.Y("low:Q", axis=y, scale=scale), y2="high:Q"),
        base.mark_line(color=BLUE, strokeWidth=2, strokeDash=[6, 3]).encode(y="usual:Q"),
        base.mark_line(color=VERMILLION, strokeWidth=2).encode(y="post:Q"),
        base.mark_point(
            filled=True, shape="diamond", size=90, color=VERMILLION, stroke=INK, opacity=1
        ).encode(y="post:Q"),
    )
    return Chart(
        spec=drawn_spec(layers, height=height),
        alt=alt,
        columns=("Age", "Nine of ten, from", "Usual", "Nine of ten, to", "This post"),
        rows=[(one.age, one.low, one.usual, one.high, one.post) for one in points],
    )
