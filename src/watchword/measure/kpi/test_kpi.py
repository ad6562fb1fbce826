"""KPIs say what they are, and never more than the numbers do."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.base.errors import InputError
from watchword.measure.kpi import kpi_named, kpis, results_of
from watchword.measure.kpi.result import RESULTS, as_table, shown
from watchword.measure.metrics import definition_of
from watchword.measure.schema import AUDIENCE, POSTS, SNAPSHOTS

HERE = Path(__file__).parent
DAY = datetime(2026, 2, 3, 9, tzinfo=UTC)
RATE = kpi_named("engagement-rate-by-reach")


def ledger(*rows, channel="x"):
    """Posts with their numbers: each row is a mapping of metrics and columns of POSTS."""
    posts, snapshots = [], []
    for number, row in enumerate(rows, 1):
        published = row.get("published", DAY)
        about = {name: row[name] for name in POSTS.names if name in row}
        posts.append(
            {
                "post": number,
                "channel": row.get("channel", channel),
                "account": row.get("account", "northbank"),
                "native_id": str(number),
                **about,
                "published": published,
            }
        )
        snapshots += [
            {
                "post": number,
                "metric": metric,
                "taken": published + timedelta(days=row.get("days", 7)),
                "value": value,
                "definition": definition_of(row.get("channel", channel), metric, published.date()),
                "source_column": metric.title(),
                "file": "",
            }
            for metric, value in row.items()
            if metric not in (*POSTS.names, "days")
        ]
    snapshots.sort(key=lambda row: (row["post"], row["metric"], row["taken"]))
    return (
        pa.Table.from_pylist(posts, POSTS),
        pa.Table.from_pylist(snapshots, SNAPSHOTS).to_batches(),
    )


def one(kpi, *rows, **more):
    posts, snapshots = ledger(*rows)
    (result,) = results_of(posts, snapshots, [kpi], **more)
    return result


@pytest.mark.parametrize("name", kpis())
def test_the_example_of_each_kpi_is_right(name):
    kpi = kpi_named(name)
    text = (HERE / name.replace("-", "_") / "README.md").read_text("utf-8")
    found = re.search(r"`(.+) → (.+)`", text)
    assert found, "the example is written: metric number, metric number → result"
    numbers = dict(pair.rsplit(" ", 1) for pair in found[1].split(", "))
    result = one(kpi, {metric: float(value) for metric, value in numbers.items()})
    assert result.shown == found[2]
    assert kpi.formula
    assert kpi.source


def test_the_ratio_of_sums_is_not_the_mean_of_rates():
    result = one(RATE, {"reactions": 10, "reach": 100}, {"reactions": 10, "reach": 1000})
    assert result.value == pytest.approx(20 / 1100)
    assert result.mean == pytest.approx((0.1 + 0.01) / 2)
    assert "ratio of sums" in str(result)
    assert "mean of the posts' rates" in str(result)


def test_money_that_brought_no_result_is_part_of_what_results_cost():
    cost = kpi_named("cost-per-result")
    paid, wasted = {"spend": 50.0, "conversions": 10.0}, {"spend": 50.0, "conversions": 0.0}
    result = one(cost, paid, wasted)
    assert (result.value, result.mean, result.posts) == (10, 5, 2)
    assert "without posts that have none" in str(result)
    assert one(cost, paid, {"spend": 50.0}).value == 5
    none = one(cost, wasted)
    assert (none.value, none.mean, none.reason) == (None, None, "zero conversions")


def test_numbers_that_a_network_has_not_are_told_from_those_that_a_post_lacks():
    result = one(
        RATE,
        {"reactions": 10, "reach": 100},
        {"reactions": 10},
        {"reactions": 10, "channel": "bluesky"},
    )
    assert result.left_out == (("no reach on record", 1), ("no reach from bluesky", 1))
    assert result.lacking == 1


def test_what_a_network_has_is_told_by_all_posts_and_not_only_by_those_asked_about():
    interactions = kpi_named("interactions")
    posts, batches = ledger({"reactions": 10, "comments": 1}, {"reactions": 10})
    (whole,) = results_of(posts, batches, [interactions], chosen=pa.array([2], pa.int64()))
    assert (whole.value, whole.reason) == (None, "no comments on record")


def test_what_another_export_of_the_network_has_is_not_missing():
    posts, batches = ledger(
        {"reactions": 10, "saves": 3}, {"reactions": 20, "quotes": 5}, {"reactions": 7}
    )
    (batch,) = batches
    place = batch.schema.get_field_index("source_column")
    own = {1: {"reactions": "Likes", "saves": "Bookmarks"}}
    other = {"reactions": "Likes (sum)", "quotes": "Quote tweets"}
    names = [
        own.get(post, other)[metric]
        for post, metric in zip(
            batch.column("post").to_pylist(), batch.column("metric").to_pylist(), strict=True
        )
    ]
    (told,) = (
        pa.Table.from_batches([batch])
        .set_column(place, "source_column", pa.array(names).dictionary_encode())
        .to_batches()
    )
    (result,) = results_of(posts, [told], [kpi_named("interactions")])
    # the third post's export tells quotes of the second, so that it lacks them
    assert (result.value, result.left_out) == (38, (("no quotes on record", 1),))


def test_columns_are_those_of_the_numbers_that_a_group_is_from():
    posts, batches = ledger({"reach": 1, "campaign": "flu"}, {"reach": 2, "campaign": "winter"})
    (old,) = batches
    place = old.schema.get_field_index("source_column")
    columns = pa.array(["Reach", "Seen by"]).dictionary_encode()
    (batch,) = pa.Table.from_batches([old]).set_column(place, "source_column", columns).to_batches()
    later = (
        pa.Table.from_batches([batch])
        .set_column(
            2, "taken", pa.array([DAY + timedelta(days=30)] * 2, batch.schema.field(2).type)
        )
        .set_column(place, "source_column", pa.array(["Late", "Late"]).dictionary_encode())
    )
    reach = [kpi_named("reach")]
    flu, winter = results_of(posts, [batch], reach, by="campaign")
    assert (flu.source_columns, winter.source_columns) == (("Reach",), ("Seen by",))
    both = [batch, *later.to_batches()]
    then = DAY + timedelta(days=8)
    for more in ({"as_of": then}, {"age": 7 * 86400}):
        (one_,) = results_of(posts, both, reach, **more)
        assert one_.source_columns == ("Reach", "Seen by")
    (between,) = results_of(posts, both, reach, age=28 * 86400, chosen=pa.array([1]))
    assert between.source_columns == ("Late", "Reach")  # the number lies between the two
    (last,) = results_of(posts, both, reach)
    assert last.source_columns == ("Late",)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("week", ["2026-01-26", "2026-02-02", "2026-02-09", "2026-02-16"]),
        ("month", ["2026-01", "2026-02"]),
        ("quarter", ["2026-Q1"]),
        ("year", ["2026"]),
    ],
)
def test_periods_are_those_of_the_calendar_and_the_empty_ones_are_told(by, names):
    posts, batches = ledger(
        {"reactions": 1, "published": datetime(2026, 1, 31, 23, 59, tzinfo=UTC)},
        {"reactions": 2, "published": datetime(2026, 2, 16, tzinfo=UTC)},
    )
    found = results_of(posts, batches, [kpi_named("interactions")], by=by)
    assert [one.of for one in found] == names
    assert sum(one.value or 0 for one in found) == 3
    assert [one.reason for one in found if one.value is None] == ["there are no posts"] * (
        len(names) - min(2, len(names))
    )


def test_missing_is_never_zero():
    result = one(RATE, {"reactions": 10, "reach": 100}, {"reactions": 10})
    assert (result.value, result.posts) == (0.1, 1)
    assert result.left_out == (("no reach on record", 1),)


def test_a_part_that_posts_like_it_have_is_missing_and_not_zero():
    interactions = kpi_named("interactions")
    both, half = {"reactions": 10, "comments": 100}, {"reactions": 10}
    result = one(interactions, both, half)
    assert (result.value, result.left_out) == (110, (("no comments on record", 1),))
    # another network, or another kind of post, may have no such thing
    assert one(interactions, both, {**half, "channel": "bluesky"}).value == 120
    assert one(interactions, both, {**half, "kind": "story"}).value == 120


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"reactions": 10}, "no reach on record"),
        ({"reach": 10}, "no interactions on record"),
        ({"reactions": 10, "reach": 0}, "zero reach"),
    ],
)
def test_what_cannot_be_said_has_its_reason(row, reason):
    result = one(RATE, row)
    assert result.value is None
    assert result.reason == reason
    assert str(result) == f"Engagement rate by reach: not available: {reason}"


def test_without_posts_there_is_nothing_to_say():
    posts, snapshots = ledger()
    (result,) = results_of(posts, snapshots, [RATE])
    assert (result.value, result.reason) == (None, "there are no posts")


def test_numbers_of_two_definitions_are_not_added():
    before = {"views": 100.0, "channel": "facebook", "published": datetime(2025, 11, 1, tzinfo=UTC)}
    after = {"views": 100.0, "channel": "facebook", "published": datetime(2025, 12, 1, tzinfo=UTC)}
    views = kpi_named("views")
    mixed = one(views, before, after)
    assert mixed.value is None
    assert "changed its meaning on facebook on 2025-11-15" in mixed.reason
    assert one(views, after).value == 100
    other = {"views": 7.0, "channel": "x"}
    assert one(views, after, other).value == 107


def test_the_last_number_counts_whatever_the_order_of_batches():
    posts, batches = ledger({"reactions": 5})
    (later,) = ledger({"reactions": 8, "days": 9})[1]
    for order in ([*batches, later], [later, *batches]):
        (result,) = results_of(posts, order, [kpi_named("interactions")])
        assert result.value == 8


def test_an_age_takes_the_numbers_at_that_age():
    posts, batches = ledger({"reactions": 70})
    (result,) = results_of(posts, batches, [kpi_named("interactions")], age=7 * 86400)
    assert result.value == 70
    assert result.window == "numbers at 7 days"
    (young,) = results_of(posts, batches, [kpi_named("interactions")], age=86400)
    assert (young.value, young.reason) == (None, "no interactions on record")


def test_what_is_not_known_yet_does_not_count():
    posts, batches = ledger(
        {"reactions": 5}, {"reactions": 9, "published": DAY + timedelta(days=5)}
    )
    (result,) = results_of(
        posts, batches, [kpi_named("interactions")], as_of=DAY + timedelta(days=8)
    )
    assert (result.value, result.posts) == (5, 1)


def test_followers_at_posting_come_from_the_accounts_own_series_and_never_from_later():
    posts, batches = ledger(
        {"reactions": 5}, {"reactions": 5, "published": DAY - timedelta(days=9)}
    )
    audience = pa.Table.from_pylist(
        [
            {
                "channel": "x",
                "account": "northbank",
                "metric": "followers",
                "taken": DAY + timedelta(days=days),
                "value": value,
                "definition": 1,
                "source_column": "Followers",
                "file": "",
            }
            for days, value in ((-3, 1000.0), (1, 5000.0))
        ],
        AUDIENCE,
    )
    rate = kpi_named("engagement-rate-by-followers")
    (result,) = results_of(posts, batches, [rate], audience=audience)
    assert (result.value, result.posts) == (0.005, 1)
    assert result.left_out == (("no followers at posting on record", 1),)
    assert "followers of the account's own series" in result.source_columns


def test_groups_are_named_and_those_without_a_name_come_last():
    posts, batches = ledger({"reactions": 1, "campaign": "flu"}, {"reactions": 2})
    results = results_of(posts, batches, [kpi_named("interactions")], by="campaign")
    assert [(one.of, one.value) for one in results] == [("flu", 1), ("(none)", 2)]
    with pytest.raises(InputError, match="cannot be grouped"):
        results_of(posts, batches, [kpi_named("interactions")], by="colour")


def test_a_result_tells_its_days_columns_and_definitions():
    result = one(RATE, {"reactions": 10, "reach": 100})
    assert (result.first, result.last) == (date(2026, 2, 3), date(2026, 2, 3))
    assert set(result.source_columns) == {"Reactions", "Reach"}
    assert result.definitions == ("x reach 1", "x reactions 1")
    assert as_table([result]).schema == RESULTS


def test_an_unknown_kpi_is_answered_with_those_there_are():
    with pytest.raises(InputError, match="no KPI 'likes'") as refused:
        kpi_named("likes")
    assert "conversion-rate" in refused.value.hint


ROWS = st.lists(
    st.fixed_dictionaries(
        {"campaign": st.sampled_from(["flu", "winter", None])},
        optional={
            "reactions": st.integers(0, 10**6).map(float),
            "comments": st.integers(0, 10**6).map(float),
            "reach": st.integers(0, 10**6).map(float),
        },
    ),
    max_size=12,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_parts_add_up_to_the_whole_in_any_order(rows, random):
    interactions = kpi_named("interactions")
    whole = one(interactions, *rows)
    parts = results_of(*ledger(*rows), [interactions], by="campaign")
    assert sum(part.value or 0 for part in parts) == (whole.value or 0)
    assert sum(part.posts for part in parts) == whole.posts
    mixed = list(rows)
    random.shuffle(mixed)
    for kpi in (interactions, RATE):
        first, second = one(kpi, *rows), one(kpi, *mixed)
        assert (first.posts, first.reason == "") == (second.posts, second.reason == "")
        assert first.value == pytest.approx(second.value) if first.value is not None else True


@given(ROWS)
def test_every_post_is_counted_or_left_out_with_a_reason(rows):
    result = one(RATE, *rows)
    assert result.posts + sum(count for _, count in result.left_out) == len(rows)
    assert (result.value is None) == bool(result.reason)
    assert result.value is None or math.isfinite(result.value)


def test_fractions_are_shown_in_percent_and_nothing_else_is():
    assert shown(0.05, RATE.unit) == "5.00 %"
    assert shown(0.05, kpi_named("interactions").unit) == "0.1"
    assert shown(2.5, kpi_named("revenue").unit, "GBP") == "2.50 GBP"
    assert shown(3133.5, kpi_named("interactions").unit) == "3,134"
