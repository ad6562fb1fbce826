"""Money spent for one conversion."""

from watchword.measure.kpi.base import Kpi, Unit

KPI = Kpi(
    name="cost-per-result",
    title="Cost per result",
    unit=Unit.MONEY,
    over=("spend",),
    under="conversions",
    is_worse_high=True,
    counts_none_under=True,
    formula="spend ÷ conversions",
    source="in common use; no network's definition was read",
)
