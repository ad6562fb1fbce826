"""All measures, by the name that policies write."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from watchword.rules.measure.base import Measure, MeasureOptions, Taken

__all__ = ["MEASURES", "Measure", "MeasureOptions", "Taken"]

MEASURES: Mapping[str, Measure] = MappingProxyType({})
