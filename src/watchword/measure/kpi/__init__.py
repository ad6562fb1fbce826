"""KPIs: formulas over metrics, one folder each."""

from watchword.measure.kpi.base import Kpi, Unit, kpi_named, kpis
from watchword.measure.kpi.compute import results_of
from watchword.measure.kpi.result import Result

__all__ = ["Kpi", "Result", "Unit", "kpi_named", "kpis", "results_of"]
