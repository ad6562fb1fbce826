"""A chart, its look, and how it is drawn."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

INK = "#1b2430"
SOFT = "#545f6e"
LINE = "#d5cfc2"
BLUE = "#0072b2"
VERMILLION = "#d55e00"
BAND = "#c9deec"
"""Colours that people with any colour vision tell apart: Okabe and Ito, Color Universal Design,
2008 (blue, vermillion), the band a tint of the blue. No chart tells anything by colour alone."""

FONT = "Roboto"
"""Comes with the renderer, so that letters are measured alike everywhere."""
WIDTH = 400
"""Points of the plot without its axis: on a phone its letters stay readable."""

PAPER_SCALE = 3
"""Pixels a point of PNG files: 216 dots an inch on paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        spec: Vega-Lite, made by Altair.
        alt: What it shows, in words, for who cannot see it.
        columns: Heads of its figures.
        rows: Its figures: words, or numbers; None where there is none.
    """

    spec: Mapping[str, Any]
    alt: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | float | None]]


def render_svg(chart: Chart, *, font: str = FONT) -> str:
    """The chart as one SVG element, in words for screen readers as one picture.

    Args:
        chart: What to draw.
        font: Family that stands in the SVG; should not be wider than Roboto.
    """
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(dict(chart.spec))
    return drawn.replace(f'font-family="{FONT}"', f'font-family="{font}"')


def render_png(chart: Chart, *, scale: float = PAPER_SCALE) -> bytes:
    """The chart as PNG.

    Args:
        chart: What to draw.
        scale: Pixels a point.
    """
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(dict(chart.spec), scale=scale)
    return drawn


def over(records: Sequence[Mapping[str, Any]]) -> altair.Chart:
    """A chart without marks over records that stand in its specification."""
    import altair

    return altair.Chart(altair.Data(values=list(records)))  # type: ignore[no-untyped-call]


def drawn_spec(
    chart: altair.LayerChart | altair.FacetChart, *, width: int = WIDTH, height: int
) -> Mapping[str, Any]:
    """The specification of a chart in the house's look."""
    looked = (
        chart.properties(width=width, height=height, background="transparent")
        .configure(font=FONT, padding=2)
        .configure_view(strokeWidth=0)
        .configure_axis(
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            labelColor=INK,
            titleColor=SOFT,
            gridColor=LINE,
            gridDash=[1, 3],
            domainColor=SOFT,
            tickColor=SOFT,
            tickSize=4,
            labelPadding=4,
            labelLimit=190,
        )
    )
    spec: dict[str, Any] = json.loads(json.dumps(looked.to_dict(), sort_keys=True))
    return spec
