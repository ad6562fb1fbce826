"""Kept scores are those worked out from everything, to the last byte."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.errors import LedgerError
from watchword.measure.benchmark import Comparison, score_posts
from watchword.measure.benchmark.measures import measure
from watchword.measure.benchmark.scores import metrics_of
from watchword.measure.kept import kept_scores
from watchword.measure.kept.scores import FOLDER
from watchword.measure.kernel.steps import DAY, HOUR, SETTLED
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
AGES = (6 * HOUR, DAY, 7 * DAY, SETTLED)
METRICS = ("reactions", "comments", "reach")


class Life:
    """A ledger to which months of posts and numbers are added, corrected and undone at random."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.ledger = Ledger.open(folder)
        self.random = np.random.default_rng(seed)
        self.posts: dict[int, dict[str, object]] = {}
        self.told: list[dict[str, object]] = []
        self.day = 0
        self.count = 0

    def live(self, deed: int) -> None:
        """One of: weeks go by, numbers are corrected, posts are told otherwise, an undo."""
        deeds = (self.go_on, self.go_on, self.correct, self.retell, self.undo, self.look_back)
        deeds[deed]()

    def go_on(self) -> None:
        """New posts, and new numbers of those of the last two months."""
        weeks = int(self.random.integers(1, 5))
        for _ in range(int(self.random.integers(5, 40))):
            self._say(self.day + self.random.uniform(0, 7 * weeks))
        self.day += 7 * weeks
        rows = []
        for number, one in self.posts.items():
            age = BEGUN + timedelta(days=self.day) - one["published"]
            if age < timedelta(days=60):
                for share in np.sort(self.random.random(int(self.random.integers(0, 4)))):
                    rows += self._numbers(number, one["published"] + age * (1 - share / 8))
        self._add(rows)

    def look_back(self) -> None:
        """Numbers of any posts at any moment until now, such as from an old export."""
        rows = []
        for number in self._some():
            published = self.posts[number]["published"]
            age = BEGUN + timedelta(days=self.day) - published
            rows += self._numbers(number, published + age * self.random.random())
        self._add(rows)

    def correct(self) -> None:
        """Numbers that were told are told otherwise."""
        if self.told:
            some = self.random.integers(0, len(self.told), 5)
            rows = [self.told[one] for one in np.unique(some)]
            self._add([{**row, "value": float(self.random.integers(0, 900))} for row in rows])

    def retell(self) -> None:
        """Posts are of another kind, of another hour, or paid."""
        for number in self._some():
            self.posts[number].update(
                kind=str(self.random.choice(["photo", "video"])),
                published=self.posts[number]["published"]
                + timedelta(hours=float(self.random.choice([0, 0, 3]))),
                is_paid=bool(self.random.random() < 0.3),
            )
        self._add([])

    def undo(self) -> None:
        """Any import is taken back."""
        numbers = [one.number for one in self.ledger.imports() if one.undone is None]
        if numbers:
            self.ledger.undo(int(self.random.choice(numbers)))

    def _some(self) -> list[int]:
        size = min(len(self.posts), int(self.random.integers(1, 6)))
        return [int(one) for one in self.random.choice(list(self.posts), size, replace=False)]

    def _say(self, day: float) -> None:
        self.count += 1
        channel, account = self.random.choice([("x", "a"), ("x", "b"), ("facebook", "a")])
        native = str(self.count)
        number = post_number(channel, account, native)
        self.posts[number] = {
            "post": number,
            "channel": str(channel),
            "account": str(account),
            "native_id": native,
            "published": BEGUN + timedelta(days=day),
            "kind": str(self.random.choice(["photo", "video"])),
        }

    def _numbers(self, number: int, taken: datetime) -> list[dict[str, object]]:
        return [
            {
                "post": number,
                "metric": metric,
                "taken": taken.replace(microsecond=0),
                "value": float(self.random.integers(0, 500)),
                "definition": int(1 + (self.random.random() < 0.02)),
                "source_column": metric,
                "file": "",
            }
            for metric in METRICS
            if self.random.random() < 0.9
        ]

    def _add(self, rows: list[dict[str, object]]) -> None:
        keyed = {(row["post"], row["metric"], row["taken"]): row for row in rows}
        self.told += keyed.values()
        posts = pa.Table.from_pylist(list(self.posts.values()), POSTS)
        numbers = pa.Table.from_pylist(list(keyed.values()), SNAPSHOTS)
        self.ledger.add(posts, numbers, source=Source(name="made"))


def scratch(
    ledger: Ledger, metric: str, comparison: Comparison, ages: Sequence[int] = AGES
) -> pa.Table:
    posts = ledger.posts()
    batches = ledger.snapshot_batches(metrics_of(measure(metric)))
    return score_posts(posts, batches, metric, ages, comparison=comparison)


def written(table: pa.Table) -> bytes:
    file = io.BytesIO()
    pq.write_table(table, file)
    return file.getvalue()


deeds = st.lists(st.integers(0, 5), min_size=1, max_size=7)


@settings(max_examples=25)
@given(
    st.integers(0, 10**6),
    deeds,
    st.sampled_from(["reactions", "interactions", "engagement_rate_by_reach"]),
    st.sampled_from([AGES, (DAY,), (DAY, 28 * DAY)]),
    st.booleans(),
)
def test_scores_after_any_imports_corrections_and_undos_are_those_worked_out_anew(
    seed, deeds, metric, ages, pool
):
    comparison = Comparison(pool_kinds=pool)
    with TemporaryDirectory() as folder:
        life = Life(Path(folder) / "ledger", seed)
        for deed in (0, 0, *deeds):
            life.live(deed)
            ledger = Ledger.open(life.ledger.path)
            posts = ledger.posts()
            kept = kept_scores(ledger, posts, metric, ages, comparison=comparison)
            anew = scratch(ledger, metric, comparison, ages)
            assert kept.equals(anew)
            assert written(kept) == written(anew)


@pytest.fixture
def life(tmp_path):
    one = Life(tmp_path / "ledger", 7)
    for _ in range(3):
        one.go_on()
    return one


def scores(life: Life, **asked: object) -> pa.Table:
    ledger = Ledger.open(life.ledger.path)
    return kept_scores(ledger, ledger.posts(), "reactions", AGES, **asked)


def files(life: Life) -> list[Path]:
    return sorted((life.ledger.path / FOLDER).iterdir())


def damage_numbers(life: Life, but: int = 0) -> None:
    """Make every number unreadable but those of one import: whoever reads any other fails."""
    for path in life.ledger.path.glob("*/*/snapshots.parquet"):
        if path.parent.name != f"{but:06}":
            path.write_bytes(b"damaged")


def test_only_what_is_new_is_read(life):
    scores(life)
    life.go_on()
    wanted = scratch(life.ledger, "reactions", Comparison())
    damage_numbers(life, but=4)
    assert scores(life).equals(wanted)
    assert len(files(life)) == 1


def test_where_nothing_is_new_nothing_is_read(life):
    wanted = scores(life)
    damage_numbers(life)
    assert scores(life).equals(wanted)


def test_another_question_is_not_answered_by_what_was_kept(life):
    scores(life)
    damage_numbers(life)
    with pytest.raises(LedgerError):
        scores(life, comparison=Comparison(pool_kinds=True))


def test_changed_settings_of_the_ledger_make_another_question(life):
    scores(life)
    life.ledger.set("currency", "SEK")
    damage_numbers(life)
    with pytest.raises(LedgerError):
        scores(life)


@pytest.mark.parametrize("damage", [b"", b"PK", None])
def test_a_damaged_file_counts_as_none(life, damage):
    wanted = scores(life)
    path = files(life)[0]
    if damage is None:  # one bit in the middle
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        damage = bytes(content)
    path.write_bytes(damage)
    assert scores(life).equals(wanted)
    damage_numbers(life)
    assert scores(life).equals(wanted)  # kept anew


def test_a_folder_that_cannot_be_written_to_costs_time_only(life):
    (life.ledger.path / FOLDER).write_text("in the way", "utf-8")
    assert scores(life).equals(scratch(life.ledger, "reactions", Comparison()))


def test_few_questions_are_kept(life):
    for age in range(1, 8):
        ledger = Ledger.open(life.ledger.path)
        kept_scores(ledger, ledger.posts(), "reactions", [age * DAY])
    assert len(files(life)) == 4


def test_scores_of_one_account_are_kept_apart(life):
    posts = life.ledger.posts()
    for account in ("a", "b"):
        mine = posts.filter(pa.compute.equal(posts["account"], account))
        kept = kept_scores(life.ledger, mine, "reactions", AGES)
        assert set(kept["post"].to_pylist()) == set(mine["post"].to_pylist())
    assert len(files(life)) == 2
