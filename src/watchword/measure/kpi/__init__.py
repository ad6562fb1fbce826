"""KPIs: formulas over metrics, one folder each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchword.measure.kpi.base import Kpi, Unit, kpi_named, kpis
    from watchword.measure.kpi.compute import results_of
    from watchword.measure.kpi.days import Days
    from watchword.measure.kpi.result import Result

__all__ = ["Days", "Kpi", "Result", "Unit", "kpi_named", "kpis", "results_of"]

_PLACES = {
    "Days": "days",
    "Kpi": "base",
    "Result": "result",
    "Unit": "base",
    "kpi_named": "base",
    "kpis": "base",
    "results_of": "compute",
}


def __getattr__(name: str) -> object:
    # a policy asks what a KPI's unit is without waiting for columns of numbers to be loaded
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
