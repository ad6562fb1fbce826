"""Which posts are compared with which: same account, same kind, same definition, no exclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


class Treatment(StrEnum):
    """What becomes of posts that are not like the others."""

    TOGETHER = "together"
    """They are compared with all posts, and all posts with them."""
    EXCLUDED = "excluded"
    """They are compared with the others, but never enter a benchmark."""
    APART = "apart"
    """They have a benchmark of their own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A time in which posts do not run as usual: a crisis, the weeks before an election.

    Attributes:
        start: First moment.
        end: First moment after it.
        name: For people.
        treatment: What becomes of the posts published then.
        account: The account meant, as posts name it; "" for all.
    """

    start: datetime
    end: datetime
    name: str
    treatment: Treatment = Treatment.EXCLUDED
    account: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Which posts are comparable.

    Attributes:
        periods: Times apart. Of overlapping ones the first counts.
        paid: What becomes of posts that money was spent on. A post of which nobody said so
            is taken as unpaid.
        pool_kinds: Whether all kinds of an account's posts are compared with one another.
    """

    periods: tuple[Period, ...] = ()
    paid: Treatment = Treatment.TOGETHER
    pool_kinds: bool = False


ALL_ALIKE = Comparison()


@dataclass(frozen=True, kw_only=True, slots=True)
class Groups:
    """Posts in groups of comparable ones.

    Attributes:
        of: By post: its group, from 0; posts of one channel have neighbouring groups.
        channel: By group: its channel, from 0.
        count: How many groups there are.
        counts_in: By post: whether it enters the benchmarks of later ones.
    """

    of: NDArray[np.int64]
    channel: NDArray[np.int64]
    count: int
    counts_in: NDArray[np.bool_]


def groups_of(
    posts: pa.Table, definition: NDArray[np.int64], comparison: Comparison = ALL_ALIKE
) -> Groups:
    """The groups of comparable posts.

    Args:
        posts: Of POSTS; ``channel``, ``account``, ``kind``, ``published`` and ``is_paid`` are read.
        definition: By post: a number that differs where numbers are counted differently.
        comparison: What else tells posts apart.
    """
    channel, account = codes_of(posts["channel"]), codes_of(posts["account"])
    kind = np.zeros_like(account) if comparison.pool_kinds else codes_of(posts["kind"])
    apart = np.zeros(len(posts), np.int64)
    counts_in = np.ones(len(posts), np.bool_)
    for number, (mine, treatment) in enumerate(_special(posts, comparison), 1):
        free = mine & (apart == 0) & counts_in
        if treatment is Treatment.APART:
            apart[free] = number
        elif treatment is Treatment.EXCLUDED:
            counts_in[free] = False
    key, groups = channel, 1
    for part in (account, kind, definition, apart):
        size = int(part.max(initial=0)) + 1
        key, groups = key * size + part, groups * size
    of, keys = _ranks(key)
    return Groups(of=of, channel=keys // groups, count=len(keys), counts_in=counts_in)


def _special(posts: pa.Table, comparison: Comparison) -> list[tuple[NDArray[np.bool_], Treatment]]:
    """Posts that are treated in a way of their own, with the way."""
    found = []
    for one in comparison.periods:
        inside = pc.and_(
            pc.greater_equal(posts["published"], pa.scalar(one.start, posts["published"].type)),
            pc.less(posts["published"], pa.scalar(one.end, posts["published"].type)),
        )
        if one.account:
            inside = pc.and_(inside, pc.equal(posts["account"], one.account))
        found.append((_marks(inside), one.treatment))
    if comparison.paid is not Treatment.TOGETHER:
        found.append((_marks(posts["is_paid"]), comparison.paid))
    return found


def _marks(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    marks: NDArray[np.bool_] = pc.fill_null(column, fill_value=False).to_numpy()
    return marks


def _ranks(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each key's place among the different ones in order of size, and those; of few it is quick."""
    encoded = pa.array(keys).dictionary_encode()
    different = encoded.dictionary.to_numpy()
    order = np.argsort(different)
    ranks = np.argsort(order)[encoded.indices.to_numpy()]
    return ranks, different[order]


def codes_of(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """Texts as numbers in the order of the texts, so that groups do not depend on the rows'."""
    encoded = pc.fill_null(column.cast(pa.string()), "").combine_chunks().dictionary_encode()
    names = encoded.dictionary.to_pylist()
    rank = {name: place for place, name in enumerate(sorted(names))}
    places = np.array([rank[name] for name in names] or [0], np.int64)
    codes: NDArray[np.int64] = places[encoded.indices.to_numpy()]
    return codes
