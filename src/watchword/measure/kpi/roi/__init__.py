"""What money spent brought back."""

from watchword.measure.kpi.base import Kpi, Unit

KPI = Kpi(
    name="roi",
    title="Return on investment",
    unit=Unit.FRACTION,
    over=("revenue",),
    under="spend",
    less="spend",
    formula="(revenue - spend) ÷ spend",
    source="in common use; no network's definition was read",
)
