from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from watchword.measure.benchmark import CURVES, Comparison, benchmark_curve, score_posts
from watchword.measure.benchmark.tiers import Tier
from watchword.measure.kernel.steps import DAY
from watchword.measure.schema import TIME

START = datetime(2024, 1, 1, 8, tzinfo=UTC)
SHAKEN = (20, 55, 31, 80, 44, 26, 120, 38, 61, 47)


def regular(count, gap, kinds=1):
    """Posts one gap apart, each with its number at 24 hours."""
    born = [START + number * gap for number in range(count)]
    posts = pa.table(
        {
            "post": pa.array(range(count), pa.int64()),
            "channel": ["facebook"] * count,
            "account": ["council"] * count,
            "kind": [f"kind{number % kinds}" for number in range(count)],
            "published": pa.array(born, TIME),
            "is_paid": pa.nulls(count, pa.bool_()),
        }
    )
    snapshots = pa.table(
        {
            "post": pa.array(range(count), pa.int64()),
            "metric": ["reactions"] * count,
            "taken": pa.array([one + timedelta(days=1) for one in born], TIME),
            "value": [float(SHAKEN[number % len(SHAKEN)]) for number in range(count)],
            "definition": pa.array([1] * count, pa.int16()),
        }
    )
    return posts, snapshots.to_batches()


def first_usable(count, gap):
    """How many earlier posts the first post with a usable benchmark has."""
    found = score_posts(*regular(count, gap), "reactions", [DAY]).to_pylist()
    return next(row["n"] for row in found if row["tier"] == Tier.USABLE.value)


def curve_of(posts, snapshots, **settings):
    return benchmark_curve(posts, snapshots, "reactions", [DAY], **settings).to_pylist()


def test_one_rule_asks_21_daily_or_24_to_26_weekly_posts():
    assert first_usable(40, timedelta(days=1)) == 21
    assert 24 <= first_usable(40, timedelta(weeks=1)) <= 26


def test_ten_posts_a_day_are_usable_only_after_two_whole_weeks():
    posts, snapshots = regular(200, timedelta(hours=2.4))
    found = score_posts(posts, snapshots, "reactions", [DAY]).to_pylist()
    first = next(row for row in found if row["tier"] in ("usable", "firm"))
    assert first["n"] >= 135
    (row,) = curve_of(*regular(60, timedelta(hours=2.4)))
    assert row["tier"] == "provisional"
    assert "each weekday" in row["reason"]
    assert row["next_tier"] == "usable"
    assert START + timedelta(days=13) < row["next_on"] < START + timedelta(days=15)


def test_the_date_of_the_next_tier_is_when_it_comes():
    posts, snapshots = regular(12, timedelta(days=1))
    (row,) = curve_of(posts, snapshots)
    assert (row["tier"], row["next_tier"]) == ("provisional", "usable")
    assert row["next_on"] == pytest.approx(START + timedelta(days=21), abs=timedelta(days=1.5))


def test_a_pace_that_never_suffices_says_so_and_what_to_do():
    (row,) = curve_of(*regular(30, timedelta(weeks=1)))
    assert row["tier"] == "usable"
    assert row["next_on"] is None
    assert row["next_tier"] is None
    assert "post more often" in row["advice"]
    assert "pool" in row["advice"]


def test_an_account_that_stopped_posting_is_told_to_post_again():
    posts, snapshots = regular(12, timedelta(days=1))
    (row,) = curve_of(posts, snapshots, as_of=START + timedelta(days=200))
    assert row["next_on"] is None
    assert "post again" in row["advice"]


def test_posts_that_are_too_young_for_an_age_count_for_the_pace():
    posts, young = regular(42, timedelta(days=1))
    rows = pa.Table.from_batches(young)
    later = rows.set_column(
        2, "taken", pa.array([one + timedelta(days=27) for one in rows["taken"].to_pylist()], TIME)
    )
    both = pa.concat_tables([rows, later]).sort_by("taken").to_batches()
    now = START + timedelta(days=42)
    found = benchmark_curve(posts, both, "reactions", [28 * DAY], as_of=now).to_pylist()
    (row,) = found
    assert row["n"] == 15
    assert row["tier"] == "provisional"
    assert now < row["next_on"] < now + timedelta(days=14)


def test_an_age_that_few_posts_are_seen_at_is_enough_later():
    posts, snapshots = regular(40, timedelta(days=1))
    rows = pa.Table.from_batches(snapshots)
    taken = [
        one if row % 4 == 0 else one + timedelta(days=2)
        for row, one in enumerate(rows["taken"].to_pylist())
    ]
    some = rows.set_column(2, "taken", pa.array(taken, TIME)).sort_by("taken").to_batches()
    (often,) = curve_of(posts.slice(0, 10), [rows.slice(0, 10).to_batches()[0]])
    (seldom,) = curve_of(posts, some)
    assert often["n"] == seldom["n"] == 10
    soon = often["next_on"] - (START + timedelta(days=10))
    assert seldom["next_on"] - (START + timedelta(days=42)) > 2 * soon


def test_an_age_that_no_export_sees_asks_for_numbers_and_not_for_posts():
    posts, snapshots = regular(40, timedelta(days=1))
    (row,) = benchmark_curve(posts, snapshots, "reactions", [3600]).to_pylist()
    assert (row["n"], row["next_on"]) == (0, None)
    assert "import numbers that are taken near it" in row["advice"]


def test_a_curve_says_what_the_next_post_would_be_compared_with():
    posts, snapshots = regular(41, timedelta(days=1))
    last = score_posts(posts, snapshots, "reactions", [DAY]).to_pylist()[-1]
    (row,) = curve_of(posts.slice(0, 40), [one.slice(0, 40) for one in snapshots])
    assert row["n"] == last["n"] == 40
    assert row["benchmark"] == last["benchmark"]
    for name in ("expected", "low", "high", "n_eff"):
        assert row[name] == pytest.approx(last[name], rel=0.03)
    assert row["low"] < row["expected"] < row["high"]


def test_each_kind_has_a_curve_and_pooled_kinds_have_one():
    posts, snapshots = regular(40, timedelta(days=1), kinds=2)
    rows = curve_of(posts, snapshots)
    assert [(row["kind"], row["n"]) for row in rows] == [("kind0", 20), ("kind1", 20)]
    (pooled,) = curve_of(posts, snapshots, comparison=Comparison(pool_kinds=True))
    assert (pooled["kind"], pooled["n"]) == (None, 40)


def test_no_posts_have_no_curve_and_posts_without_numbers_say_what_is_missing():
    posts, snapshots = regular(5, timedelta(days=1))
    assert benchmark_curve(posts.slice(0, 0), [], "reactions").schema == CURVES
    (row,) = curve_of(posts, [one.slice(0, 0) for one in snapshots])
    assert (row["n"], row["tier"], row["expected"]) == (0, "not enough", None)
    assert row["reason"] == "no post to compare with"
