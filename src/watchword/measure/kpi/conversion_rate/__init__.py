"""Conversions over clicks."""

from watchword.measure.kpi.base import Kpi, Unit

KPI = Kpi(
    name="conversion-rate",
    title="Conversion rate",
    unit=Unit.FRACTION,
    over=("conversions",),
    under="link_clicks",
    formula="conversions ÷ link clicks",
    source="in common use; no network's definition was read",
)
