"""Two things against each other: a field a pair, with its number in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchword.measure.charts.chart import SOFT, Chart, drawn_spec, over

FIELD = 26
"""Points of height of one field."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatCell:
    """A field.

    Attributes:
        across: Its column.
        down: Its row.
        value: Its number; None is left blank, which is not zero.
        count: How many posts it is from.
    """

    across: str
    down: str
    value: float | None
    count: int = 0


def heat_map(
    cells: Sequence[HeatCell], *, title: str, alt: str, across: str, down: str, form: str = ".2f"
) -> Chart:
    """Fields from light to dark, each with its number; blank where there are too few posts.

    Args:
        cells: Columns and rows stand in the order in which they come here.
        title: What the numbers are.
        alt: What is to be seen, in words.
        across: What the columns are.
        down: What the rows are.
        form: How numbers are written, as d3-format has it.
    """
    import altair as alt_

    values = [{"across": one.across, "down": one.down, "value": one.value} for one in cells]
    columns = list(dict.fromkeys(one.across for one in cells))
    rows = list(dict.fromkeys(one.down for one in cells))
    base = over(values).encode(
        x=alt_.X("across:O", sort=columns, title=across, axis=alt_.Axis(labelAngle=0)),
        y=alt_.Y("down:O", sort=rows, title=None),
    )
    seen = [one.value for one in cells if one.value is not None]
    low, high = min(seen, default=0.0), max(seen, default=1.0)
    middle = low + 0.55 * (high - low)
    shown = base.transform_filter("isValid(datum.value)")
    scale = alt_.Scale(scheme="blues", domain=[low - 0.2 * (high - low or 1), high])
    layers = alt_.layer(
        base.mark_rect(color="transparent", stroke=SOFT, strokeWidth=0.4, strokeDash=[1, 3]),
        shown.mark_rect(stroke="white", strokeWidth=1).encode(
            color=alt_.Color("value:Q", scale=scale, legend=None)
        ),
        shown.mark_text(fontSize=11).encode(
            text=alt_.Text("value:Q", format=form),
            color=alt_.condition(
                f"datum.value > {middle}", alt_.value("white"), alt_.value("#08213a")
            ),
        ),
    )
    return Chart(
        spec=drawn_spec(
            layers, width=max(360, 34 * len(columns)), height=FIELD * max(len(rows), 1)
        ),
        alt=alt,
        columns=(down, across, title, "Posts"),
        rows=[(one.down, one.across, one.value, one.count) for one in cells],
    )
