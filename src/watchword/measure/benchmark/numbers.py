"""What is compared, joined from metrics: sums, and rates with what they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchword.measure.benchmark.measures import Measure
from watchword.measure.kernel.steps import Step
from watchword.measure.kernel.values import Cells

Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Values:
    """What is compared: posts x steps.

    Attributes:
        measure: What it is.
        steps: Second axis, in order of age.
        posts: Numbers of posts; first axis.
        published: When each was published, ms since 1970 UTC; ``UNKNOWN`` where not known.
        values: Numbers, for a rate what is counted; NaN: not observed.
        under: What rates are of; None where nothing is a rate.
        known: Age in seconds from which on the value is known.
        counted: By post: a number that differs where numbers are counted differently.
        now: Moment (ms) up to which numbers were seen.
    """

    measure: Measure
    steps: tuple[Step, ...]
    posts: Ints
    published: Ints
    values: Numbers
    under: Numbers | None
    known: NDArray[np.int32]
    counted: Ints
    now: int

    def under_at(self, rows: Ints) -> Numbers:
        """What the rates of some rows are of; -1 where nothing is a rate."""
        if self.under is None:
            return np.full((len(rows), len(self.steps)), -1.0)
        return self.under[rows]

    def known_at(self, rows: Ints) -> Ints:
        """Moments (ms) from which on the values of some rows are known."""
        moments: Ints = self.published[rows, None] + 1000 * self.known[rows].astype(np.int64)
        return moments

    def in_unit(self, levels: NDArray[np.float32]) -> NDArray[np.float32]:
        """Levels as numbers in the measure's unit."""
        if self.under is None:
            return np.maximum(np.expm1(levels), 0)
        return np.exp(levels)

    def shown(self, rows: Ints) -> Numbers:
        """The values of some rows as people read them: numbers, or rates as fractions."""
        if self.under is None:
            return self.values[rows]
        shown: Numbers = self.values[rows] / self.under[rows]
        return shown


def joined(cells: Cells, measure: Measure) -> Values:
    """A measure's values, where all parts that a post has are observed."""
    over = [cells.metrics.index(name) for name in measure.parts]
    values, known, counted = _sum(cells, over)
    under = None
    if measure.under:
        under, later, differently = _sum(cells, [cells.metrics.index(measure.under)])
        known = np.maximum(known, later)
        counted = counted * 4 + differently
        under = np.where(under > 0, under, np.nan)
        values = np.where(np.isfinite(under), values, np.nan)
    if np.nanmin(values, initial=0) < 0:  # a count cannot be; most tables are not copied
        values = np.where(values >= 0, values, np.nan)
    return Values(
        measure=measure,
        steps=cells.steps,
        posts=cells.posts,
        published=cells.published,
        values=values,
        under=under,
        known=known,
        counted=counted,
        now=cells.now,
    )


def _sum(cells: Cells, parts: Sequence[int]) -> tuple[Numbers, NDArray[np.int32], Ints]:
    """The sum of metrics, the age that it is known from, and how it is counted."""
    if len(parts) == 1:
        one = parts[0]
        return cells.values[one], cells.known[one], cells.definition[one].astype(np.int64)
    has = cells.definition > 0
    values = np.zeros(cells.values.shape[1:])
    known = np.zeros(cells.known.shape[1:], np.int32)
    counted = np.zeros(cells.definition.shape[1], np.int64)
    for part in parts:
        mine = has[part]
        values[mine] += cells.values[part][mine]
        known[mine] = np.maximum(known[mine], cells.known[part][mine])
        counted = counted * 4 + np.where(mine, np.minimum(cells.definition[part], 3), 0)
    values[counted == 0] = np.nan
    return values, known, counted


def with_posts(values: Values, published: Ints) -> Values:
    """The same with more posts at the end of which nothing is observed but 0 at every step."""
    more, width = len(published), len(values.steps)
    zeros = np.zeros((more, width))
    return replace(
        values,
        posts=np.concatenate([values.posts, np.arange(more)]),
        published=np.concatenate([values.published, published]),
        values=np.concatenate([values.values, zeros]),
        under=None if values.under is None else np.concatenate([values.under, zeros + 1]),
        known=np.concatenate([values.known, np.zeros((more, width), np.int32)]),
        counted=np.concatenate([values.counted, np.zeros(more, np.int64)]),
    )


def column(values: Numbers | NDArray[np.float32], shown: NDArray[np.bool_]) -> pa.Array:
    """Numbers as a column of a table; null where they are not shown or there is none."""
    flat = np.array(values, np.float64).ravel()  # a copy: what it was made from may change
    return pa.array(flat, mask=~(shown.ravel() & np.isfinite(flat)))
