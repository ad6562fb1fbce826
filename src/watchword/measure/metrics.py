"""The catalogue of metrics: what a platform's number is called, counts, and since when.

``metrics.csv`` names them, ``definitions.csv`` the days on which a network began to count
something else under the same name. A number from before such a day is never compared with
one from after it.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).parent


class Sort(StrEnum):
    """How a metric behaves over time."""

    CUMULATIVE = "cumulative"
    """Grows with the age of a post; may fall when a platform corrects it."""
    WINDOWED = "windowed"
    """Of some days before the moment; never compared with or added to a lifetime's number."""
    MOMENT = "moment"
    """A level at one moment."""
    RATIO = "ratio"
    """A rate that the export gives; kept as told, never averaged or benchmarked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric:
    """A platform's count.

    Attributes:
        name: As tables write it.
        title: For people.
        unit: ``count``, ``people``, ``seconds``, ``money`` (the ledger's currency),
            ``fraction`` (0.05 is five percent) or ``times`` (2 is twice).
        sort: How it behaves over time.
        meaning: What is counted, for people.
    """

    name: str
    title: str
    unit: str
    sort: Sort
    meaning: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """What a network counts under a metric's name from one day on.

    Attributes:
        channel: The network.
        metric: The metric.
        since: First day (UTC) of numbers counted so.
        counts: What is counted, for people.
        source: Where that is written, with the day it was read.
    """

    channel: str
    metric: str
    since: date
    counts: str
    source: str


@cache
def metrics() -> Mapping[str, Metric]:
    """All metrics by name."""
    with (HERE / "metrics.csv").open(encoding="utf-8", newline="") as file:
        rows = [Metric(**{**row, "sort": Sort(row["sort"])}) for row in csv.DictReader(file)]  # type: ignore[arg-type]
    return MappingProxyType({one.name: one for one in rows})


@cache
def definitions() -> Mapping[tuple[str, str], tuple[Definition, ...]]:
    """Changes of definition by channel and metric, in order of their days."""
    found: dict[tuple[str, str], list[Definition]] = {}
    with (HERE / "definitions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one = Definition(**{**row, "since": date.fromisoformat(row["since"])})  # type: ignore[arg-type]
            found.setdefault((one.channel, one.metric), []).append(one)
    return MappingProxyType(
        {key: tuple(sorted(all_, key=lambda one: one.since)) for key, all_ in found.items()}
    )


def definition_of(channel: str, metric: str, day: date) -> int:
    """The version of a metric's definition on a day, from 1.

    Args:
        channel: The network.
        metric: The metric.
        day: The day (UTC) that the post was published on: networks count a post from its
            publication as they did then, and Meta kept old names for old posts.
    """
    changes = definitions().get((channel, metric), ())
    return 1 + bisect_right(changes, day, key=lambda one: one.since)
