"""Money earned through posts."""

from watchword.measure.kpi.base import Kpi, Unit

KPI = Kpi(
    name="revenue",
    title="Revenue",
    unit=Unit.MONEY,
    over=("revenue",),
    formula="revenue, added up over the posts",
    source="the organisation's own books",
)
