"""Clicks on the link over impressions."""

from watchword.measure.kpi.base import Kpi, Unit

KPI = Kpi(
    name="click-through-rate",
    title="Click-through rate",
    unit=Unit.FRACTION,
    over=("link_clicks",),
    under="impressions",
    formula="link clicks ÷ impressions",
    source="in common use; no network's definition was read",
)
