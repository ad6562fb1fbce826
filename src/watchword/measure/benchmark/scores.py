"""Scores of posts at equal ages: CrowdTangle's, and a percentile with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchword.measure.benchmark.comparable import ALL_ALIKE, Comparison, Groups, groups_of
from watchword.measure.benchmark.crowdtangle import MINIMUM
from watchword.measure.benchmark.measures import Measure, measure
from watchword.measure.benchmark.numbers import Values, column, joined
from watchword.measure.benchmark.peers import Places, no_places, no_state, places_of
from watchword.measure.benchmark.schema import SCORES, WORD
from watchword.measure.benchmark.tiers import TIERS
from watchword.measure.kernel.steps import AGES, steps
from watchword.measure.kernel.values import UNKNOWN, values_at
from watchword.measure.schema import NAME, TIME

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
        metric: A cumulative metric, a sum of ``measures.SUMS`` such as ``interactions``, or a rate
            of ``measures.RATES`` such as ``engagement_rate_by_reach``.
        ages: In seconds; ``SETTLED`` for the first number at 28 days or older.
        comparison: What else tells posts apart.
        as_of: What was published or taken later is not looked at; by default everything is.

    Returns:
        Of SCORES: for each post, in the order given, each age in order.

    Raises:
        InputError: The metric or an age cannot be compared, or snapshots are not in order.
    """
    posts = published_by(posts, as_of)
    values = values_of(posts, snapshots, metric, ages, as_of=as_of)
    return table_of(values, scored_of(values, groups_of(posts, values.counted, comparison)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """What scores say of posts.

    Attributes:
        places: Of every post, in the order of the posts.
        means: CrowdTangle's benchmarks, by post and step; NaN: none.
    """

    places: Places
    means: NDArray[np.float64]

    def put(self, found: Places) -> None:
        """Take in where some posts stand."""
        for name in ("places", "effective", "numbers", "moments", "tiers"):
            getattr(self.places, name)[found.rows] = getattr(found, name)


def not_scored(posts: int, steps: int) -> Scored:
    """Before anything is said."""
    return Scored(places=no_places(np.arange(posts), steps), means=np.full((posts, steps), np.nan))


def scored_of(values: Values, groups: Groups) -> Scored:
    """What scores say of every post."""
    scored = not_scored(len(values.posts), len(values.steps))
    for found in places_of(values, groups, no_state(groups.count, len(values.steps))):
        scored.put(found)
    benchmarks(values, groups, np.ones(len(values.posts), np.bool_), scored.means)
    return scored


def table_of(values: Values, scored: Scored) -> pa.Table:
    """SCORES in the order of the posts."""
    found = scored.places
    means = scored.means
    batch = _batch(values, found, means, crowdtangle_scores(values, means))
    return pa.Table.from_batches([batch], SCORES)


def metrics_of(asked: Measure) -> tuple[str, ...]:
    """The metrics that a measure is made of."""
    return (*asked.parts, asked.under) if asked.under else asked.parts


def published_by(posts: pa.Table, as_of: datetime | None) -> pa.Table:
    """Posts that were published by a moment, or of which that is not known."""
    import pyarrow.compute as pc

    if as_of is None:
        return posts
    by = pc.less_equal(posts["published"], pa.scalar(as_of, TIME))
    return posts.filter(pc.fill_null(by, fill_value=True))


def values_of(
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    metric: str,
    ages: Sequence[int],
    *,
    as_of: datetime | None = None,
) -> Values:
    """A measure's values at equal ages; arguments as for ``score_posts``."""
    asked = measure(metric)
    cells = values_at(posts, snapshots, metrics_of(asked), steps(ages), as_of=as_of)
    return joined(cells, asked)


def score_batches(
    posts: pa.Table, values: Values, *, comparison: Comparison = ALL_ALIKE
) -> Iterator[pa.RecordBatch]:
    """Scores some posts at a time, for many posts: each post once, channel by channel.

    Args:
        posts: Of POSTS.
        values: Of the same posts in the same order.
        comparison: What else tells posts apart.

    Yields:
        Batches of SCORES.
    """
    groups = groups_of(posts, values.counted, comparison)
    means, scores = continued(values, groups)
    for found in places_of(values, groups, no_state(groups.count, len(values.steps))):
        yield _batch(values, found, means[found.rows], scores[found.rows])
    undated = np.flatnonzero(values.published == UNKNOWN)
    nothing = no_places(undated, len(values.steps))
    yield _batch(values, nothing, means[undated], scores[undated])


def continued(values: Values, groups: Groups) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """CrowdTangle's benchmarks and scores, by post and step; NaN for rates: it had none."""
    means = np.full(values.values.shape, np.nan)
    benchmarks(values, groups, np.ones(len(values.posts), np.bool_), means)
    return means, crowdtangle_scores(values, means)


def benchmarks(
    values: Values, groups: Groups, fresh: NDArray[np.bool_], means: NDArray[np.float64]
) -> None:
    """CrowdTangle's benchmarks.

    Args:
        values: Of all posts.
        groups: Of all posts.
        fresh: By post: whether it is asked for; so are all later ones of its group.
        means: By post and step; filled where asked for.
    """
    from watchword.measure.benchmark import loops

    if values.under is not None:
        return
    touched = np.zeros(groups.count, np.bool_)
    touched[groups.of[fresh]] = True
    rows = np.flatnonzero(touched[groups.of] & (values.published != UNKNOWN))
    order = rows[_in_time(values.posts[rows], values.published[rows], groups.of[rows])]
    of = groups.of[order]
    loops.middle_means(order, of, groups.counts_in, values.values, fresh, means)


def crowdtangle_scores(values: Values, means: NDArray[np.float64]) -> NDArray[np.float64]:
    """CrowdTangle's scores, by post and step; NaN where there is no benchmark."""
    from watchword.measure.benchmark import loops

    scores = np.empty(means.shape)
    loops.crowdtangle_scores(values.values.ravel(), means.ravel(), MINIMUM, scores.ravel())
    return scores


def _in_time(
    posts: NDArray[np.int64], published: NDArray[np.int64], of: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The order by group, publication and number.

    Posts mostly come in order of time, as from a ledger, and moments seldom tie: what need not be
    sorted is not.
    """
    small = of.astype(np.uint16) if of.max(initial=0) < 2**16 else of  # sorted by its digits
    order = np.argsort(small, kind="stable")
    for keys in ((published, small), (posts, published, small)):
        when, where = published[order], small[order]
        if not np.any((when[1:] <= when[:-1]) & (where[1:] == where[:-1])):
            break
        order = np.lexsort(keys)
    return order.astype(np.int64)


def _batch(
    values: Values, found: Places, means: NDArray[np.float64], scores: NDArray[np.float64]
) -> pa.RecordBatch:
    shown = values.shown(found.rows)
    seen = np.isfinite(shown)
    told = seen & (found.tiers > 0)
    reason = np.full(shown.shape, -1, np.int8)
    reason[seen & (found.tiers == 0)] = 3
    reason[seen & (found.numbers == 0)] = 2
    reason[~seen] = 1
    reason[values.published[found.rows] == UNKNOWN] = 0
    columns = [
        *_key(values, found.rows),
        pa.array(found.moments.ravel(), mask=~seen.ravel()).cast(TIME),
        *(column(one, seen) for one in (shown, means, scores)),
        *(column(found.places[..., place], told) for place in range(6)),
        pa.array(found.numbers.ravel()),
        pa.array(found.effective.ravel().astype(np.float64)),
        _words(found.tiers, [str(one) for one in TIERS]),
        _words(reason, REASONS),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCORES)


def _key(values: Values, rows: NDArray[np.int64]) -> list[pa.Array]:
    """Post, measure and age of each row and step."""
    width = len(values.steps)
    ages = np.array([one.age for one in values.steps], np.int32)
    name = np.zeros(len(rows) * width, np.int32)
    return [
        pa.array(np.repeat(values.posts[rows], width)),
        pa.DictionaryArray.from_arrays(pa.array(name), pa.array([values.measure.name])).cast(NAME),
        pa.array(np.tile(ages, len(rows))),
    ]


def _words(places: NDArray[np.int8], words: Sequence[str]) -> pa.Array:
    flat = places.ravel()
    indices = pa.array(flat, mask=flat < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string())).cast(WORD)
