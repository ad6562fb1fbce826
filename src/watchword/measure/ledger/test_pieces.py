"""Sorted files are read side by side in pieces, however their row groups fall."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.measure.ledger.merge import merged
from watchword.measure.ledger.pieces import Pieces
from watchword.measure.ledger.place import END, places
from watchword.measure.ledger.stored import STORED, file_in, write_stored

COLUMNS = ("post", "metric", "taken", "value")

file_rows = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 2), st.integers(0, 2)), unique=True, max_size=40
)


def stored(rows, value):
    """Sorted numbers of posts whose place is half their number, so that some share one."""
    rows = sorted((post // 2, post, metric, taken) for post, metric, taken in rows)
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    made = {
        "place": columns[0],
        "post": columns[1],
        "metric": [f"metric {one}" for one in columns[2]],
        "taken": pa.array(columns[3], pa.int64()).cast(pa.timestamp("ms", "UTC")),
        "value": [float(value)] * len(rows),
        "definition": [1] * len(rows),
        "source_column": ["Likes"] * len(rows),
        "file": [""] * len(rows),
    }
    return pa.table(made).cast(STORED["snapshots"])


@given(
    st.lists(file_rows, min_size=1, max_size=4),
    st.integers(1, 9),
    st.integers(1, 30),
    st.none() | st.sets(st.integers(0, 6), min_size=1),
)
@settings(max_examples=60, deadline=None)
def test_pieces_hold_every_row_once_and_merge_as_the_whole_does(files, group, rows, wanted):
    with tempfile.TemporaryDirectory() as folder:
        folders = [Path(folder) / str(number) for number in range(len(files))]
        parts = [stored(one, value) for value, one in enumerate(files)]
        for one, part in zip(folders, parts, strict=True):
            one.mkdir()
            write_stored(file_in(one, "snapshots"), "snapshots", [part], group)
        chosen = None if wanted is None else np.array(sorted(wanted))
        pieces = list(Pieces(folders, "snapshots", COLUMNS, chosen, rows))
        found = [merged(piece, "snapshots").to_pylist() for piece in pieces]
        expected = {}
        for value, one in enumerate(files):
            expected |= {(post // 2, post, metric, taken): value for post, metric, taken in one}
        seen = {
            (
                row["place"],
                row["post"],
                int(row["metric"][-1]),
                row["taken"].microsecond // 1000,
            ): row["value"]
            for piece in found
            for row in piece
            if wanted is None or row["place"] in wanted
        }
        assert seen == {
            key: value for key, value in expected.items() if wanted is None or key[0] in wanted
        }
        assert list(seen) == sorted(seen)
        assert max((len(piece) for piece in found), default=0) <= rows + group * len(files) + 18


def test_files_that_were_opened_stay_readable_when_they_are_taken_away(tmp_path):
    rows = [(post, 0, 0) for post in range(12)]
    write_stored(file_in(tmp_path, "snapshots"), "snapshots", [stored(rows, 1)], 2)
    pieces = Pieces([tmp_path], "snapshots", COLUMNS, rows=4)
    file_in(tmp_path, "snapshots").unlink()
    assert sum(part.num_rows for (part,) in pieces) == 12


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-(2**63), 2**63 - 1)), min_size=1))
@settings(max_examples=100, deadline=None)
def test_posts_of_an_account_have_places_together_before_the_end(posts):
    accounts, numbers = zip(*posts, strict=True)
    found = places(
        pa.array(["x"] * len(posts)), pa.array(accounts), pa.array(numbers, pa.int64())
    ).tolist()
    assert all(0 <= one < END for one in found)
    order = [account for _, account in sorted(zip(found, accounts, strict=True))]
    changes = sum(one != last for one, last in pairwise(order))
    assert changes == len(set(accounts)) - 1
