"""Conversions over clicks."""

from watchword.measure.kpi.base import Kpi, Unit

KPI = Kpi(
    name="conversion-rate",
    title="Conversion rate",
    unit=Unit.FRACTION,
    over=("conversions",),
    under="link_clicks",
    formula="conversions ÷ link clicks",
    source="usual in web statistics; no network states it",
)
