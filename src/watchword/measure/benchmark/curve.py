"""What is usual now: median and band by age for each account and kind, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchword.measure.benchmark.comparable import ALL_ALIKE, Comparison, Groups, groups_of
from watchword.measure.benchmark.numbers import Values, with_posts
from watchword.measure.benchmark.peers import WEEK_MS, Places, State, no_state, places_of
from watchword.measure.benchmark.prior import DRIFTS
from watchword.measure.benchmark.schema import WORD
from watchword.measure.benchmark.scores import continued, published_by, values_of
from watchword.measure.benchmark.sufficiency import Outlook, outlook, pace
from watchword.measure.kernel.steps import AGES
from watchword.measure.kernel.values import UNKNOWN
from watchword.measure.schema import NAME, TIME

UNSEEN = 1e9
"""Variance of a level of which nothing was seen, over the posts'."""

CURVES = pa.schema(
    [
        pa.field("channel", pa.string(), nullable=False),
        pa.field("account", pa.string(), nullable=False),
        pa.field("kind", pa.string()),
        pa.field("metric", NAME, nullable=False),
        pa.field("age", pa.int32(), nullable=False),
        pa.field("expected", pa.float64()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
        pa.field("benchmark", pa.float64()),
        pa.field("n", pa.int32(), nullable=False),
        pa.field("n_eff", pa.float64(), nullable=False),
        pa.field("tier", WORD, nullable=False),
        pa.field("reason", pa.string()),
        pa.field("next_tier", WORD),
        pa.field("next_on", TIME),
        pa.field("advice", pa.string()),
    ]
)
"""What is usual for a post published now, one row an account, kind and age.

``channel``, ``account``, ``kind`` (null where kinds are pooled, or posts have none): which posts;
``metric``, ``age``, ``expected``, ``low``, ``high``, ``benchmark``, ``n``, ``n_eff``, ``tier``: as
in SCORES; ``reason``: why the tier is no higher; ``next_tier`` and ``next_on``: when the next is
expected at the present pace, null if never; ``advice``: what to do where it never comes.
"""


LOOKED_BACK = 30
"""Posts that the share of posts seen at a step is told from."""


UNSEEN_AGE = "no export sees posts at this age: import numbers that are taken near it"
"""Advice where the last posts have no number at a step."""


def benchmark_curve(
    posts: pa.Table,
    snapshots: Iterable[pa.RecordBatch],
    metric: str,
    ages: Sequence[int] = AGES,
    *,
    comparison: Comparison = ALL_ALIKE,
    as_of: datetime | None = None,
) -> pa.Table:
    """What is usual for each account and kind now; arguments as for ``scores.score_posts``.

    Returns:
        Of CURVES, by channel, account, kind and age. Posts that are apart or counted under an
        older definition have curves of their own, after the others.

    Raises:
        InputError: The metric or an age cannot be compared, or snapshots are not in order.
    """
    posts = published_by(posts, as_of)
    values = values_of(posts, snapshots, metric, ages, as_of=as_of)
    groups = groups_of(posts, values.counted, comparison)
    state = no_state(groups.count, len(values.steps))
    now = max(values.now, int(values.published.max(initial=0)))
    values = replace(values, now=now)
    asked = with_posts(values, np.full(groups.count, now))
    among = _with_one_more_each(groups)
    if groups.count == 0:
        return CURVES.empty_table()
    found = _ends(places_of(asked, among, state), len(values.posts))
    means, _ = continued(asked, among)
    rows = []
    for group in range(groups.count):
        members = np.flatnonzero(groups.of == group)
        first = posts.slice(int(members[0]), 1).select(["channel", "account", "kind"])
        names = first.to_pylist()[0]
        if comparison.pool_kinds:
            names["kind"] = None
        for step in range(len(values.steps)):
            row = _row(values, found, state, (group, step), members)
            benchmark = float(means[len(values.posts) + group, step])
            row["benchmark"] = None if np.isnan(benchmark) else benchmark
            rows.append({**names, **row})
    return pa.Table.from_pylist(rows, CURVES)


def _with_one_more_each(groups: Groups) -> Groups:
    """Groups with one more post each at the end, that teaches nothing."""
    return Groups(
        of=np.concatenate([groups.of, np.arange(groups.count)]),
        channel=groups.channel,
        count=groups.count,
        counts_in=np.concatenate([groups.counts_in, np.zeros(groups.count, np.bool_)]),
    )


def _ends(found: Iterable[Places], posts: int) -> Places:
    """Where the posts at the end stand, in order of their groups."""
    parts = []
    for one in found:
        ends = np.flatnonzero(one.rows >= posts)
        parts.append((one.rows[ends], one, ends))
    where = np.argsort(np.concatenate([rows for rows, _, _ in parts]))

    def gathered(name: str) -> NDArray[np.generic]:
        all_: NDArray[np.generic] = np.concatenate([getattr(one, name)[at] for _, one, at in parts])
        return all_[where]

    names = ("rows", "places", "effective", "numbers", "moments", "tiers")
    return Places(**{name: gathered(name) for name in names})  # type: ignore[arg-type]


def _row(
    values: Values, found: Places, state: State, one: tuple[int, int], members: NDArray[np.intp]
) -> dict[str, object]:
    """What a group's curve says at one step."""
    group, step = one
    now = values.now / WEEK_MS
    dated = members[values.published[members] != UNKNOWN]
    dated = dated[np.argsort(values.published[dated], kind="stable")]
    variances = state.bank[one][1] + DRIFTS * (now - state.last[one])
    if state.posts[one] == 0:
        variances = np.full(len(DRIFTS), UNSEEN)
    ahead = outlook(
        (variances, state.even[one]),
        posts=int(found.numbers[one]),
        worth=float(found.effective[one]),
        span=now - float(state.first[one]),
        gap=_gap(values, step, dated),
    )
    expected, low, high = (float(found.places[group, step, place]) for place in range(3))
    told = ahead.tier.value != "not enough"
    return {
        "metric": values.measure.name,
        "age": values.steps[step].age,
        "expected": expected if told else None,
        "low": low if told else None,
        "high": high if told else None,
        "n": int(found.numbers[one]),
        "n_eff": float(found.effective[one]),
        "tier": ahead.tier.value,
        "reason": ahead.reason or None,
        "next_tier": ahead.next_tier.value if ahead.next_tier and ahead.weeks is not None else None,
        "next_on": _date(values.now, ahead),
        "advice": UNSEEN_AGE if _share_seen(values, step, dated) == 0 else ahead.advice or None,
    }


def _gap(values: Values, step: int, posts: NDArray[np.intp]) -> float | None:
    """Weeks between posts that will be seen at a step, at the present pace; None where none is.

    Posts too young for the step count for the pace; the share of the older ones that were seen
    at it says how many of them will be.
    """
    gap = pace(values.published[posts] / WEEK_MS, values.now / WEEK_MS)
    share = _share_seen(values, step, posts)
    return gap if gap is None or share is None else gap / share if share else None


def _share_seen(values: Values, step: int, posts: NDArray[np.intp]) -> float | None:
    """Share of the last posts old enough for a step that were seen at it; None of no posts."""
    is_old = values.published[posts] + 1000 * values.steps[step].at <= values.now
    recent = posts[is_old][-LOOKED_BACK:]
    return float(np.isfinite(values.values[recent, step]).mean()) if len(recent) else None


def _date(now: int, ahead: Outlook) -> datetime | None:
    if ahead.weeks is None:
        return None
    return datetime.fromtimestamp(now / 1000, UTC) + timedelta(weeks=ahead.weeks)
