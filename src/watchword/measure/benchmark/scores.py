"""Scores of posts at equal ages: CrowdTangle's, and a percentile with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchword.measure.benchmark.comparable import ALL_ALIKE, Comparison, Groups, groups_of
from watchword.measure.benchmark.crowdtangle import LEAST, MINIMUM, WINDOW
from watchword.measure.benchmark.measures import Measure, measure
from watchword.measure.benchmark.prior import first_prior, students
from watchword.measure.benchmark.schema import SCORES, WORD
from watchword.measure.benchmark.tiers import THRESHOLDS, TIERS
from watchword.measure.kernel.steps import AGES, steps
from watchword.measure.kernel.values import UNKNOWN, Cells, values_at
from watchword.measure.schema import NAME, TIME

WEEK_MS = 7 * 24 * 3600 * 1000

REASONS = (
    "the time of publication is not known",
    "no number was taken near enough to this age",
    "no earlier post of this account and kind has a number at this age",
    "too few earlier posts of this account and kind have a number at this age",
)


def score_posts(
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    metric: str,
    ages: Sequence[int] = AGES,
    *,
    comparison: Comparison = ALL_ALIKE,
    as_of: datetime | None = None,
) -> pa.Table:
    """How every post did at every age, against earlier posts of its account and kind.

    Args:
        posts: Of POSTS.
        snapshots: Of SNAPSHOTS, each post's numbers of a metric in the order of their moments.
        metric: A cumulative metric, or a sum of ``measures.SUMS`` such as ``interactions``.
        ages: In seconds; ``SETTLED`` for the first number at 28 days or older.
        comparison: What else tells posts apart.
        as_of: What was published or taken later is not looked at; by default everything is.

    Returns:
        Of SCORES: for each post, in the order given, each age in order.

    Raises:
        InputError: The metric or an age cannot be compared, or snapshots are not in order.
    """
    asked = measure(metric)
    if as_of is not None:
        import pyarrow.compute as pc

        posts = posts.filter(
            pc.fill_null(pc.less_equal(posts["published"], pa.scalar(as_of, TIME)), True)
        )
    cells = values_at(posts, snapshots, asked.parts, steps(ages), as_of=as_of)
    total = summed(cells, asked)
    groups = groups_of(posts, total.definition[0].astype(np.int64), comparison)
    return _table(total, _computed(total, groups))


def summed(cells: Cells, asked: Measure) -> Cells:
    """The parts of a measure added up, where all parts that a post has are observed.

    The definition becomes a number that also tells which parts a post has.
    """
    if len(asked.parts) == 1:
        return cells
    has = cells.definition > 0
    values = np.zeros(cells.values.shape[1:])
    known = np.zeros(cells.known.shape[1:], np.int32)
    definition = np.zeros(cells.definition.shape[1], np.int16)
    for part, mine in enumerate(has):
        values[mine] += cells.values[part][mine]
        known[mine] = np.maximum(known[mine], cells.known[part][mine])
        definition = definition * 4 + np.where(mine, np.minimum(cells.definition[part], 3), 0)
    values[~has.any(axis=0)] = np.nan
    return replace(
        cells,
        metrics=(asked.name,),
        values=values[None],
        known=known[None],
        definition=definition.astype(np.int16)[None],
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Computed:
    """Results by post and step; places: by post, step and expected, low, high, percentile, low,
    high.
    """

    means: NDArray[np.float64]
    scores: NDArray[np.float64]
    places: NDArray[np.float64]
    effective: NDArray[np.float64]
    numbers: NDArray[np.int64]
    moments: NDArray[np.int64]


def _computed(cells: Cells, groups: Groups) -> Computed:
    from watchword.measure.benchmark import loops

    values = cells.values[0]
    shape = values.shape
    dated = np.flatnonzero(cells.published != UNKNOWN)
    order = dated[
        np.lexsort((cells.posts[dated], cells.published[dated], groups.of[dated]))
    ].astype(np.int64)
    by_group = groups.of[order].astype(np.int64)
    means = loops.middle_means(order, by_group, groups.counts_in, values, (WINDOW, LEAST))
    scores = np.empty(shape)
    loops.crowdtangle_scores(values.ravel(), means.ravel(), MINIMUM, scores.ravel())
    prior = first_prior(shape[1])
    sizes = (groups.count, shape[1])
    state = (
        np.zeros(sizes),
        np.zeros(sizes),
        np.zeros(sizes),
        np.zeros(sizes, np.int64),
        np.zeros(sizes),
        np.zeros(sizes, np.int64),
    )
    length = (len(order), shape[1])
    results = (
        np.full((*length, 6), np.nan),
        np.zeros(length),
        np.zeros(length, np.int64),
        np.zeros(length, np.int64),
    )
    known = cells.published[:, None] + 1000 * cells.known[0].astype(np.int64)
    loops.place_among_peers(
        (order, by_group, cells.published / WEEK_MS, groups.counts_in),
        values,
        known,
        (prior.drift, prior.spread, prior.worth, prior.shape, prior.points),
        students(),
        state,
        results,
    )
    back = np.full(len(values), -1)
    back[order] = np.arange(len(order))
    places, effective, numbers, moments = (one[back] for one in results)
    undated = back < 0
    places[undated], effective[undated], numbers[undated] = np.nan, 0, 0
    return Computed(
        means=means,
        scores=scores,
        places=places,
        effective=effective,
        numbers=numbers,
        moments=moments,
    )


def _table(cells: Cells, computed: Computed) -> pa.Table:
    values = cells.values[0]
    seen = np.isfinite(values)
    tier = np.searchsorted(THRESHOLDS, computed.effective, side="right")
    told = seen & (tier > 0)
    reason = np.full(values.shape, -1, np.int8)
    reason[seen & (tier == 0)] = 3
    reason[seen & (computed.numbers == 0)] = 2
    reason[~seen] = 1
    reason[cells.published == UNKNOWN] = 0
    count, width = values.shape
    ages = np.array([one.age for one in cells.steps], np.int32)
    columns = [
        pa.array(np.repeat(cells.posts, width)),
        _words(np.zeros(count * width, np.int32), cells.metrics).cast(NAME),
        pa.array(np.tile(ages, count)),
        pa.array(computed.moments.ravel(), mask=~seen.ravel()).cast(TIME),
        *(_numbers(one, seen) for one in (values, computed.means, computed.scores)),
        *(_numbers(computed.places[..., place], told) for place in range(6)),
        pa.array(computed.numbers.ravel().astype(np.int32)),
        pa.array(computed.effective.ravel()),
        _words(tier.ravel(), [str(one) for one in TIERS]),
        _words(reason.ravel(), REASONS),
    ]
    return pa.Table.from_arrays(columns, schema=SCORES)


def _numbers(values: NDArray[np.float64], shown: NDArray[np.bool_]) -> pa.Array:
    flat = values.ravel()
    return pa.array(flat, mask=~(shown.ravel() & np.isfinite(flat)))


def _words(places: NDArray[np.integer], words: Sequence[str]) -> pa.Array:
    indices = pa.array(places.astype(np.int8), mask=places < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string())).cast(WORD)
