"""Scores of a ledger's posts, from those of the last time where there are any.

What was kept is trusted only where the code, the ledger's settings and the question are the same to
the last character (``stamp``), and is then brought up to date by what imports have said or taken
back since. The result is the same to the last bit as working everything out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchword.measure.benchmark.again import Kept, keep_scores, rows_of, score_again
from watchword.measure.benchmark.comparable import ALL_ALIKE, Comparison
from watchword.measure.benchmark.measures import measure
from watchword.measure.benchmark.scores import metrics_of
from watchword.measure.kept.file import Found, load, save
from watchword.measure.kept.stamp import stamp_of
from watchword.measure.kernel.values import Cells, milliseconds
from watchword.measure.ledger import Ledger

FOLDER = "scores"
"""In the ledger's folder; may be deleted at any time."""


def kept_scores(
    ledger: Ledger,
    posts: pa.Table,
    metric: str,
    ages: Sequence[int],
    *,
    comparison: Comparison = ALL_ALIKE,
) -> pa.Table:
    """SCORES of whole accounts' posts, kept in the ledger's folder for the next time.

    Args:
        ledger: Where the numbers are.
        posts: Every post of some accounts.
        metric: Of ``benchmark.measures``.
        ages: In seconds.
        comparison: Which posts are comparable.
    """
    name = stamp_of(posts, metric, ages, comparison, ledger.settings)
    path = ledger.path / FOLDER / f"{name}.npz"
    found = load(path, comparison)
    numbers = _numbers(posts).to_numpy()
    if found and found.marks == ledger.marks and np.array_equal(found.kept.cells.posts, numbers):
        return found.kept.scores()
    kept = _up_to_date(found, ledger, posts) if found else None
    if kept is None:
        batches = ledger.snapshot_batches(metrics_of(measure(metric)), _numbers(posts))
        kept = keep_scores(posts, batches, metric, ages, comparison=comparison)
    save(path, kept, ledger.marks)
    return kept.scores()


def _up_to_date(found: Found, ledger: Ledger, posts: pa.Table) -> Kept | None:
    """Scores with what was imported and undone since; None where only all numbers can tell."""
    cells = found.kept.cells
    gone = [mark for mark in found.marks if mark not in ledger.marks]
    come = [mark for mark in ledger.marks if mark not in found.marks]
    lost = _of(ledger.said_by(gone, cells.metrics), pa.array(cells.posts))
    new = _of(ledger.said_by(come, cells.metrics), _numbers(posts))
    if lost is None or new is None:
        return None
    last = pc.max(lost["taken"].cast(pa.int64())).as_py()
    if last is not None and last >= cells.now:
        return None  # of what is then the last moment, only all numbers can tell
    told = [_redated(cells, posts), lost["post"].to_numpy()]
    told.append(new["post"].to_numpy() if gone else _not_later(cells, new))
    anew = np.unique(np.concatenate(told))
    anew = anew[rows_of(_numbers(posts).to_numpy(), pa.array(anew)) >= 0]
    later = new.filter(pc.invert(pc.is_in(new["post"], pa.array(anew)))).to_batches()
    if not len(anew):
        return score_again(found.kept, posts, later)
    again = ledger.snapshot_batches(cells.metrics, pa.array(anew))
    return score_again(found.kept, posts, chain(again, later), anew)


def _of(said: pa.Table | None, posts: pa.Array) -> pa.Table | None:
    return None if said is None else said.filter(pc.is_in(said["post"], posts))


def _numbers(posts: pa.Table) -> pa.Array:
    return posts["post"].combine_chunks()


def _redated(cells: Cells, posts: pa.Table) -> NDArray[np.int64]:
    """Posts that were published at another time than was known."""
    numbers: NDArray[np.int64] = _numbers(posts).to_numpy()
    rows = rows_of(cells.posts, posts["post"])
    there = rows >= 0
    moved = cells.published[rows[there]] != milliseconds(posts["published"])[there]
    redated: NDArray[np.int64] = numbers[there][moved]
    return redated


def _not_later(cells: Cells, new: pa.Table) -> NDArray[np.int64]:
    """Posts of which a new number is no later than one that was known."""
    names = new["metric"].combine_chunks()
    told = pc.index_in(names.dictionary, value_set=pa.array(cells.metrics))
    place = pc.fill_null(told, -1).to_numpy()  # a name that no row has
    rows = rows_of(cells.posts, new["post"])
    known = np.flatnonzero(rows >= 0)
    last = cells.last[place[names.indices.to_numpy()[known]], rows[known]]
    since = milliseconds(new["taken"])[known] - last["born"]
    late = (since < 0) | (since // 1000 > last["age"])
    numbers: NDArray[np.int64] = new["post"].to_numpy()[known[~late]]
    return numbers
