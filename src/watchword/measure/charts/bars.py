"""How much there was of each, against what was planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchword.measure.charts.chart import BLUE, INK, VERMILLION, Chart, drawn_spec, over

BAR = 24
"""Points of height of one bar with its gap."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A bar.

    Attributes:
        name: What it is of.
        value: How long it is.
        planned: Where its mark stands; None without a plan.
        words: What stands at its end; the value if empty.
    """

    name: str
    value: float
    planned: float | None = None
    words: str = ""


def bar_chart(
    bars: Sequence[Bar], *, title: str, alt: str, name: str, planned: str = "Planned"
) -> Chart:
    """Lying bars, each with its number; a diamond on a stalk stands where the plan is.

    Args:
        bars: From top to bottom.
        title: What is counted.
        alt: What is to be seen, in words.
        name: What the bars are of.
        planned: Head of the column of plans.
    """
    import altair as alt_

    shown = [_short(one.name, bars) for one in bars]
    values = [
        {
            "name": label,
            "value": one.value,
            "planned": one.planned,
            "words": one.words or f"{one.value:,.10g}",
        }
        for label, one in zip(shown, bars, strict=True)
    ]
    base = over(values).encode(
        y=alt_.Y("name:N", sort=shown, title=None, axis=alt_.Axis(ticks=False, domain=False))
    )
    most = max((max(one.value, one.planned or 0) for one in bars), default=1) or 1
    x = alt_.X("value:Q", title=title, scale=alt_.Scale(domain=[0, most * 1.18]), axis=None)
    marked = base.transform_filter("isValid(datum.planned)")
    layers = alt_.layer(
        base.mark_bar(color=BLUE, height={"band": 0.62}).encode(x=x),
        base.mark_text(align="left", dx=10, color=INK, fontSize=12)
        .encode(x=alt_.X("longest:Q", axis=None), text="words:N")
        .transform_calculate(longest="max(datum.value, datum.planned || 0)"),
        marked.mark_tick(color=INK, thickness=2, height={"band": 0.9}).encode(x="planned:Q"),
        marked.mark_point(
            filled=True, shape="diamond", size=70, color=VERMILLION, stroke=INK, opacity=1
        ).encode(x="planned:Q"),
    )
    has_plan = any(one.planned is not None for one in bars)
    return Chart(
        spec=drawn_spec(layers, width=300, height=BAR * max(len(bars), 1)),
        alt=alt,
        columns=(name, title, planned) if has_plan else (name, title),
        rows=[
            (one.name, one.value, one.planned) if has_plan else (one.name, one.value)
            for one in bars
        ],
    )


def _short(name: str, bars: Sequence[Bar], most: int = 28) -> str:
    """A name that fits beside its bar, and still tells it from the others."""
    cut = name if len(name) <= most else name[: most - 1].rstrip() + "…"
    twins = [one.name for one in bars if one.name[: most - 1] == name[: most - 1]]
    return cut if len(twins) < 2 or cut == name else f"{cut} {twins.index(name) + 1}"  # noqa: PLR2004
