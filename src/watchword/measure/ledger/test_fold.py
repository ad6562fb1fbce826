"""Whatever is imported and undone in whatever order: the ledger is the fold of what is in force."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.measure.ledger import Counts, Ledger, Source
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS, post_number

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ACCOUNTS = {"1": "northbank", "2": "northbank", "3": "southbank", "4": "islands"}
PLAIN = ("published", "text", "campaign", "is_video")

told_posts = st.dictionaries(
    st.sampled_from(sorted(ACCOUNTS)),
    st.fixed_dictionaries(
        {
            "published": st.sampled_from([None, START]),
            "text": st.sampled_from([None, "Flu clinic", "Cold clinic"]),
            "campaign": st.sampled_from([None, "flu", "winter"]),
            "is_video": st.sampled_from([None, True, False]),
            "own": st.dictionaries(
                st.sampled_from(["tone", "author"]), st.sampled_from([None, "", "dry", "warm"])
            ),
            "cleared": st.sets(st.sampled_from(["campaign", "is_video", "own.tone"])),
        }
    ),
)
told_numbers = st.dictionaries(
    st.tuples(
        st.sampled_from(sorted(ACCOUNTS)),
        st.sampled_from(["views", "reactions"]),
        st.integers(1, 2),
    ),
    st.integers(0, 2),
)
told_audience = st.dictionaries(
    st.tuples(st.sampled_from(["northbank", "islands"]), st.integers(1, 2)), st.integers(0, 2)
)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.tuples(told_posts, told_numbers, told_audience)),
        st.tuples(st.just("undo"), st.integers(0, 20)),
        st.tuples(st.just("delete what is settled"), st.none()),
    ),
    max_size=9,
)


@dataclass
class Said:
    """What some imports say together, by plain Python."""

    posts: dict = field(default_factory=dict)
    numbers: dict = field(default_factory=dict)
    audience: dict = field(default_factory=dict)

    def add(self, posts, numbers, audience):
        for key in {id_ for id_, _, _ in numbers} - posts.keys():
            self.posts.setdefault(key, {**dict.fromkeys(PLAIN), "own": {}})
        for key, row in posts.items():
            mine = self.posts.setdefault(key, {**dict.fromkeys(PLAIN), "own": {}})
            for name in PLAIN:
                if name in row["cleared"]:
                    mine[name] = None
                elif row[name] is not None:
                    mine[name] = row[name]
            mine["own"] = mine["own"] | {name: one for name, one in row["own"].items() if one}
            if "own.tone" in row["cleared"]:
                mine["own"].pop("tone", None)
        self.numbers |= numbers
        self.audience |= audience


def fold(imports):
    said = Said()
    for one in imports:
        said.add(*one)
    return said


def counted(before, after, keys):
    new = sum(key not in before for key in keys)
    updated = sum(key in before and before[key] != after[key] for key in keys)
    return Counts(new=new, updated=updated, unchanged=len(keys) - new - updated)


def number(key):
    return post_number("x", ACCOUNTS[key], key)


def tables(posts, numbers, audience):
    rows = [
        {
            "post": number(key),
            "channel": "x",
            "account": ACCOUNTS[key],
            "native_id": key,
            **{name: row[name] for name in PLAIN},
            "own": sorted(row["own"].items()) or None,
        }
        for key, row in posts.items()
    ]
    cleared = [sorted(row["cleared"]) or None for row in posts.values()]
    common = {"definition": 1, "source_column": "Likes", "file": ""}
    snapshots = [
        {"post": number(key), "metric": metric, "taken": START + timedelta(day), "value": value}
        | common
        for (key, metric, day), value in numbers.items()
    ]
    followers = [
        {"channel": "x", "account": account, "metric": "followers", "value": value}
        | {"taken": START + timedelta(day)}
        | common
        for (account, day), value in audience.items()
    ]
    return (
        pa.Table.from_pylist(rows, POSTS).append_column(
            "cleared", pa.array(cleared, pa.list_(pa.string()))
        ),
        pa.Table.from_pylist(snapshots, SNAPSHOTS),
        pa.Table.from_pylist(followers, AUDIENCE),
    )


def with_all(told, before):
    """What is told, with a row for each post that neither it nor the ledger knows."""
    posts, numbers, audience = told
    needed = {id_ for id_, _, _ in numbers} - posts.keys() - before.posts.keys()
    nothing = {**dict.fromkeys(PLAIN), "own": {}, "cleared": set()}
    return posts | dict.fromkeys(needed, nothing), numbers, audience


def seen(ledger):
    keys = {number(key): key for key in ACCOUNTS}
    posts = {
        row["native_id"]: {name: row[name] for name in PLAIN} | {"own": dict(row["own"] or ())}
        for row in ledger.posts().to_pylist()
    }
    snapshots = ledger.snapshots().to_pylist()
    numbers = {
        (keys[row["post"]], row["metric"], (row["taken"] - START).days): row["value"]
        for row in snapshots
    }
    assert len(numbers) == len(snapshots)
    audience = {
        (row["account"], (row["taken"] - START).days): row["value"]
        for row in ledger.audience().to_pylist()
    }
    return Said(posts=posts, numbers=numbers, audience=audience)


@given(deeds)
@settings(max_examples=60, deadline=None)
def test_the_ledger_is_the_fold_of_the_imports_in_force(sequence):
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.open(Path(folder) / "ledger")
        force = {}
        for deed, what in sequence:
            if deed == "add":
                before = fold(force.values())
                posts, *rest = with_all(what, before)
                numbers, audience = rest
                made = ledger.add(*tables(posts, *rest), source=Source(name="a.csv"))
                force[made.number] = (posts, *rest)
                after = fold(force.values())
                assert made.snapshots == counted(before.numbers, after.numbers, numbers)
                assert made.audience == counted(before.audience, after.audience, audience)
                told = posts.keys() | {id_ for id_, _, _ in numbers}
                assert made.posts == counted(before.posts, after.posts, told)
            elif deed == "undo" and force:
                undone = sorted(force)[what % len(force)]
                ledger.undo(undone)
                del force[undone]
            else:
                shutil.rmtree(ledger.path / "settled", ignore_errors=True)
            assert seen(ledger) == fold(force.values())
            assert seen(Ledger.open(ledger.path)) == seen(ledger)


@given(deeds)
@settings(max_examples=40, deadline=None)
def test_numbers_come_post_by_post_and_some_as_all_do(sequence):
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger.open(Path(folder) / "ledger")
        for deed, what in sequence:
            if deed == "add":
                posts, numbers, audience = what
                numbers = {key: value for key, value in numbers.items() if key[0] in posts}
                ledger.add(*tables(posts, numbers, audience), source=Source(name="a.csv"))
        rows = ledger.snapshots().to_pylist()
        posts = [row["post"] for row in rows]
        assert [
            one for one, last in zip(posts, [None, *posts], strict=False) if one != last
        ] == list(dict.fromkeys(posts))
        for post in dict.fromkeys(posts):
            mine = [row for row in rows if row["post"] == post]
            assert mine == sorted(mine, key=lambda row: (row["metric"], row["taken"]))
            assert ledger.snapshots(posts=pa.array([post])).to_pylist() == mine
            history = ledger.history(post, "views").to_pylist()
            last = {row["taken"]: row["value"] for row in history}
            assert last == {row["taken"]: row["value"] for row in mine if row["metric"] == "views"}
        views = ledger.snapshots(["views"], columns=["post", "value"]).to_pylist()
        assert views == [
            {"post": row["post"], "value": row["value"]} for row in rows if row["metric"] == "views"
        ]
