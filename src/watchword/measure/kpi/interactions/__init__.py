"""What people do with posts, clicks left out."""

from watchword.measure.kpi.base import INTERACTIONS, Kpi, Unit

KPI = Kpi(
    name="interactions",
    title="Interactions",
    unit=Unit.COUNT,
    over=INTERACTIONS,
    may_lack=True,
    formula="reactions + comments + shares + quotes + saves, as far as the network has them",
    source="CrowdTangle, glossary; read 2026-11",
)
