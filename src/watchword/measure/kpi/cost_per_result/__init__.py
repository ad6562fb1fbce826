"""Money spent for one conversion."""

from watchword.measure.kpi.base import Kpi, Unit

KPI = Kpi(
    name="cost-per-result",
    title="Cost per result",
    unit=Unit.MONEY,
    over=("spend",),
    under="conversions",
    is_worse_high=True,
    formula="spend ÷ conversions",
    source="Meta, cost per result; read 2026-11",
)
