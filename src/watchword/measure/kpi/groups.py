"""Posts by what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchword.base.errors import InputError
from watchword.measure.find import mark_of
from watchword.measure.kpi.days import PERIODS, Days, days_of, name_of

COLUMNS = ("channel", "campaign", "pillar", "kind", "style")
GROUPS = ("account", *COLUMNS, *PERIODS, "post")
"""What posts can be grouped by."""

NO_NAME = "(none)"
"""Group of the posts that have no campaign, pillar or the like."""

MOST_PERIODS = 1000
"""Periods without posts are told between others, unless a date that is wrong makes them many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Posts with something in common.

    Attributes:
        name: What they have in common; "" for all.
        rows: Their places.
        days: Of publication: those asked about, and no others than the group's own.
    """

    name: str
    rows: NDArray[np.int64]
    days: Days


def groups_of(posts: pa.Table, by: str, rows: NDArray[np.int64], days: Days) -> tuple[Group, ...]:
    """Groups of posts, in order of their names; those without a name last.

    Args:
        posts: Of POSTS.
        by: One of GROUPS, or "" for all posts together.
        rows: Places of the posts that are meant.
        days: Those asked about.

    Raises:
        InputError: Posts cannot be grouped by that.
    """
    if by and by not in GROUPS:
        raise InputError(f"posts cannot be grouped by {by!r}", hint=f"group by {', '.join(GROUPS)}")
    if not by or not len(rows):
        return (Group(name="", rows=rows, days=days),)
    some = posts.take(pa.array(rows))
    if by in PERIODS:
        return _periods(published_days(some), by, rows, days)
    names = _names(some, by)
    if by == "post":  # as posts are sorted: their marks mean nothing
        singles = zip(names, rows.tolist(), strict=True)
        return tuple(Group(name=name, rows=np.array([row]), days=days) for name, row in singles)
    order = sorted(range(len(names)), key=lambda place: (names[place] == NO_NAME, names[place]))
    return tuple(
        Group(name=name, rows=rows[list(places)], days=days)
        for name, places in groupby(order, names.__getitem__)
    )


def published_days(posts: pa.Table) -> list[date | None]:
    """Day of publication (UTC)."""
    return [None if one is None else one.date() for one in posts.column("published").to_pylist()]


def _names(posts: pa.Table, by: str) -> list[str]:
    if by == "post":
        return [mark_of(one) for one in posts.column("post").to_pylist()]
    if by == "account":
        pairs = zip(*(posts.column(one).to_pylist() for one in ("channel", "account")), strict=True)
        return [f"{channel} {account}" for channel, account in pairs]
    return [str(one).strip() or NO_NAME if one else NO_NAME for one in posts[by].to_pylist()]


def _periods(
    own: Sequence[date | None], by: str, rows: NDArray[np.int64], days: Days
) -> tuple[Group, ...]:
    """A group a period from the first to the last, those between without posts as well."""
    places: dict[Days, list[int]] = {}
    undated = []
    for place, day in enumerate(own):
        if day is None:
            undated.append(place)
        else:
            places.setdefault(days_of(by, day), []).append(place)
    found = [
        Group(
            name=name_of(by, one),
            rows=rows[np.array(places.get(one, []), np.int64)],
            days=one.within(days),
        )
        for one in _run(sorted(places, key=lambda one: one.first or date.min), by)
    ]
    if undated:
        found.append(Group(name=NO_NAME, rows=rows[undated], days=Days()))
    return tuple(found)


def _run(known: Sequence[Days], by: str) -> Sequence[Days]:
    """Periods with those between them."""
    found: list[Days] = []
    for one in known:
        while found and found[-1].last and one.first and len(found) < MOST_PERIODS:
            after = found[-1].last + timedelta(days=1)
            if after >= one.first:
                break
            found.append(days_of(by, after))
        found.append(one)
    return found
