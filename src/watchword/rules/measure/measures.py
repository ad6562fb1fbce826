"""All measures, by the name that policies write."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from watchword.rules.measure.base import Measure, MeasureOptions, Taken
from watchword.rules.measure.counts import COUNTS
from watchword.rules.measure.media import MEDIA
from watchword.rules.measure.size import SIZE
from watchword.rules.measure.tags import TAGS
from watchword.rules.measure.writing import WRITING

__all__ = ["MEASURES", "Measure", "MeasureOptions", "Taken"]

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        measure.name: measure
        for measure in sorted((*COUNTS, *MEDIA, *SIZE, *TAGS, *WRITING), key=lambda one: one.name)
    }
)
"""Every measure, sorted by name."""
