"""Followers at posting, from an account's own series."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.schema import TIME

FOLLOWERS = "followers_at_posting"


def fill_followers(
    values: NDArray[np.float64],
    definition: NDArray[np.int16],
    posts: pa.Table,
    audience: pa.Table,
) -> NDArray[np.bool_]:
    """Fill in the followers of the account at or before publication, where a post has none.

    Args:
        values: By post; NaN where there is none; written to.
        definition: By post; written to.
        posts: Of POSTS.
        audience: Of AUDIENCE; only its numbers of followers are looked at.

    Returns:
        By post whether it was filled.
    """
    is_it = pc.equal(audience.column("metric").cast(pa.string()), "followers")
    table = audience.filter(is_it).sort_by([("taken", "ascending")])
    published = posts.column("published").cast(TIME)
    is_open = np.isnan(values) & published.is_valid().to_numpy()
    moments = pc.fill_null(published.cast(pa.int64()), 0).to_numpy()
    filled = np.zeros(len(values), bool)
    for series, own in _by_account(table, posts):
        rows = np.flatnonzero(own & is_open)
        when = series.column("taken").cast(TIME).cast(pa.int64()).to_numpy()
        before = np.searchsorted(when, moments[rows], side="right") - 1
        rows, before = rows[before >= 0], before[before >= 0]
        values[rows] = series.column("value").to_numpy()[before]
        definition[rows] = series.column("definition").to_numpy()[before]
        filled[rows] = True
    return filled


def _by_account(series: pa.Table, posts: pa.Table) -> list[tuple[pa.Table, NDArray[np.bool_]]]:
    """Each account's rows of a series, and by post whether it is of that account."""
    pairs = zip(*(series.column(one).to_pylist() for one in ("channel", "account")), strict=True)
    found = []
    for channel, account in dict.fromkeys(pairs):
        masks = [
            pc.and_(
                pc.equal(table.column("channel"), channel),
                pc.equal(table.column("account"), account),
            )
            for table in (series, posts)
        ]
        found.append((series.filter(masks[0]), masks[1].to_numpy()))
    return found
