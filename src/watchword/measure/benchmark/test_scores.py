from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.errors import InputError
from watchword.measure.benchmark import (
    SCORES,
    Comparison,
    Period,
    Treatment,
    crowdtangle,
    score_posts,
)
from watchword.measure.benchmark.again import keep_scores, score_again
from watchword.measure.benchmark.conftest import START_MS, drawn_posts, drawn_snapshots
from watchword.measure.kernel import AGES, SETTLED
from watchword.measure.kernel.steps import DAY, HOUR
from watchword.measure.schema import TIME

SOME_AGES = (6 * HOUR, DAY, 7 * DAY, 28 * DAY, SETTLED)


def moment(week):
    return datetime.fromtimestamp(START_MS / 1000, UTC) + timedelta(weeks=week)


def scores_of(posts, snapshots, metric="reactions", ages=SOME_AGES, **settings):
    return score_posts(posts, snapshots.to_batches(), metric, ages, **settings)


def by_key(scores):
    return {(row["post"], row["age"]): row for row in scores.to_pylist()}


def near(one, other):
    """The same to the last figures: sums of the same numbers may be made in another order."""
    return all(
        mine == pytest.approx(theirs, rel=1e-6, abs=1e-9)
        if isinstance(mine, float)
        else mine == theirs
        for mine, theirs in zip(one.values(), other.values(), strict=True)
    )


def test_scores_come_in_the_order_of_the_posts_each_age_in_order(account):
    posts, snapshots = account
    found = scores_of(posts, snapshots)
    assert found.schema == SCORES
    assert found["post"].to_pylist() == [
        one for one in posts["post"].to_pylist() for _ in SOME_AGES
    ]
    assert found["age"].to_pylist() == list(SOME_AGES) * len(posts)


def test_the_benchmark_is_the_plain_definition_on_earlier_values(account):
    posts, snapshots = account
    found = scores_of(posts, snapshots)
    order = posts.sort_by([("published", "ascending"), ("post", "ascending")])["post"].to_pylist()
    rows = by_key(found)
    for age in SOME_AGES:
        earlier = []
        for post in order:
            row = rows[post, age]
            if row["value"] is None:
                continue
            wanted = crowdtangle.benchmark(earlier)
            assert row["benchmark"] == (
                None if wanted is None else pytest.approx(wanted, rel=1e-12)
            )
            if wanted is not None:
                assert row["score"] == pytest.approx(crowdtangle.score(row["value"], wanted))
            assert row["n"] == len(earlier)
            earlier.append(row["value"])


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(2, 14))
def test_deleting_everything_after_a_moment_changes_no_earlier_score(seed, week):
    posts = drawn_posts(seed, 160)
    snapshots = drawn_snapshots(seed, posts)
    then = moment(week)
    full = scores_of(posts, snapshots)
    past = scores_of(
        posts.filter(pc.less_equal(posts["published"], pa.scalar(then, TIME))),
        snapshots.filter(pc.less_equal(snapshots["taken"], pa.scalar(then, TIME))),
        as_of=then,
    )
    now = by_key(past)
    known = [row for row in full.to_pylist() if row["known"] and row["known"] <= then]
    assert known or week < 4
    for row in known:
        assert near(now[row["post"], row["age"]], row)


def test_as_of_a_moment_is_as_if_nothing_later_were_there(account):
    posts, snapshots = account
    then = moment(9)
    past = scores_of(
        posts.filter(pc.less_equal(posts["published"], pa.scalar(then, TIME))),
        snapshots.filter(pc.less_equal(snapshots["taken"], pa.scalar(then, TIME))),
        as_of=then,
    )
    assert scores_of(posts, snapshots, as_of=then).equals(past)
    assert 0 < len(past) < len(posts) * len(SOME_AGES)


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(1, 400), st.booleans())
def test_neither_batches_nor_the_order_of_rows_change_a_score(seed, size, by_post):
    posts = drawn_posts(seed, 80)
    snapshots = drawn_snapshots(seed, posts)
    wanted = scores_of(posts, snapshots)
    if by_post:
        snapshots = snapshots.sort_by([("post", "ascending"), ("taken", "ascending")])
    batches = snapshots.combine_chunks().to_batches(max_chunksize=size)
    assert score_posts(posts, batches, "reactions", SOME_AGES).equals(wanted)
    turned = posts.take(np.random.default_rng(seed).permutation(len(posts)))
    again = by_key(scores_of(turned, snapshots))
    assert all(again[key] == row for key, row in by_key(wanted).items())


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(3, 13))
def test_an_update_equals_scoring_all_anew(seed, week):
    posts = drawn_posts(seed, 160, accounts=4, channels=2)
    snapshots = drawn_snapshots(seed, posts)
    then = pa.scalar(moment(week), TIME)
    early_posts = posts.filter(pc.less_equal(posts["published"], then))
    early = snapshots.filter(pc.less_equal(snapshots["taken"], then))
    kept = keep_scores(early_posts, early.to_batches(), "reactions", SOME_AGES)
    later = snapshots.filter(pc.greater(snapshots["taken"], then))
    now = score_again(kept, posts, later.to_batches())
    assert now.scores().equals(scores_of(posts, snapshots))


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_an_update_of_numbers_that_were_changed_equals_scoring_all_anew(seed):
    random = np.random.default_rng(seed)
    posts = drawn_posts(seed, 160, accounts=4, channels=2)
    snapshots = drawn_snapshots(seed, posts)
    some = random.choice(posts["post"].to_numpy(), random.integers(1, 12), replace=False)
    mine = pc.is_in(snapshots["post"], pa.array(some))
    other = snapshots.set_column(
        3, "value", pc.if_else(mine, pc.multiply(snapshots["value"], 3.0), snapshots["value"])
    )
    kept = keep_scores(posts, snapshots.to_batches(), "reactions", SOME_AGES)
    now = score_again(kept, posts, other.filter(mine).to_batches(), some)
    assert now.scores().equals(scores_of(posts, other))


def test_an_update_leaves_other_channels_as_they_were():
    posts = drawn_posts(5, 200, accounts=4, channels=2)
    snapshots = drawn_snapshots(5, posts)
    kept = keep_scores(posts, snapshots.to_batches(), "reactions", SOME_AGES)
    was = by_key(kept.scores())
    one = posts.filter(pc.equal(posts["channel"], "channel1"))["post"][0].as_py()
    mine = snapshots.filter(pc.equal(snapshots["post"], one))
    higher = mine.set_column(3, "value", pc.multiply(mine["value"], 50.0))
    now = score_again(kept, posts, higher.to_batches(), np.array([one]))
    channel = dict(zip(posts["post"].to_pylist(), posts["channel"].to_pylist(), strict=True))
    changed = [key for key, row in by_key(now.scores()).items() if row != was[key]]
    assert {channel[post] for post, _ in changed} == {"channel1"}


def test_an_update_with_nothing_new_changes_nothing(account):
    posts, snapshots = account
    kept = keep_scores(posts, snapshots.to_batches(), "reactions", SOME_AGES)
    was = kept.scores()
    assert score_again(kept, posts, []).scores().equals(was)


def test_an_outlier_is_kept_but_moves_the_benchmark_little(account):
    posts, snapshots = account
    calm = scores_of(posts, snapshots, ages=[DAY])
    before = by_key(calm)
    order = posts.sort_by("published")["post"].to_pylist()
    seen = [post for post in order if before[post, DAY]["percentile"] is not None]
    star = seen[30]
    values = pc.if_else(
        pc.equal(snapshots["post"], star), pc.multiply(snapshots["value"], 1e4), snapshots["value"]
    )
    after = by_key(scores_of(posts, snapshots.set_column(3, "value", values), ages=[DAY]))
    assert after[star, DAY]["percentile"] > 99
    moved = [after[post, DAY]["expected"] / before[post, DAY]["expected"] for post in seen[31:40]]
    assert 1 < max(moved) < 1.25  # it had ten thousand times as many as usual


def test_posts_of_a_crisis_are_scored_but_enter_no_benchmark(account):
    posts, snapshots = account
    crisis = Period(start=moment(14), end=moment(19), name="flood")
    asked = Comparison(periods=(crisis,))
    found = scores_of(posts, snapshots, ages=[DAY], comparison=asked)
    inside = pc.and_(
        pc.greater_equal(posts["published"], pa.scalar(crisis.start, TIME)),
        pc.less(posts["published"], pa.scalar(crisis.end, TIME)),
    )
    others = posts.filter(pc.invert(inside))
    without = by_key(scores_of(others, snapshots, ages=[DAY]))
    rows = by_key(found)
    for post in others["post"].to_pylist():
        assert rows[post, DAY]["benchmark"] == without[post, DAY]["benchmark"]
        assert rows[post, DAY]["n"] == without[post, DAY]["n"]
    mine = [rows[post, DAY] for post in posts.filter(inside)["post"].to_pylist()]
    assert any(row["percentile"] is not None for row in mine)


def test_paid_posts_apart_are_compared_with_one_another(account):
    posts, snapshots = account
    apart = Comparison(paid=Treatment.APART)
    rows = by_key(scores_of(posts, snapshots, ages=[DAY], comparison=apart))
    paid = posts.filter(posts["is_paid"])
    alone = by_key(scores_of(paid, snapshots, ages=[DAY]))
    assert [rows[post, DAY]["n"] for post in paid["post"].to_pylist()] == [
        alone[post, DAY]["n"] for post in paid["post"].to_pylist()
    ]


def test_nothing_is_compared_across_a_change_of_definition(account):
    posts, _ = account
    old = drawn_snapshots(8, posts)
    then = pa.scalar(moment(11), TIME)
    late = set(posts.filter(pc.greater_equal(posts["published"], then))["post"].to_pylist())
    version = pa.array([2 if post in late else 1 for post in old["post"].to_pylist()], pa.int16())
    rows = by_key(scores_of(posts, old.set_column(4, "definition", version), ages=[DAY]))
    first_late = posts.filter(pc.greater_equal(posts["published"], then)).sort_by("published")
    numbers = [rows[post, DAY]["n"] for post in first_late["post"].to_pylist()]
    assert numbers[0] == 0
    assert max(numbers) < len(late)


def test_pooled_kinds_are_compared_with_one_another():
    posts = drawn_posts(4, 120, accounts=1, kinds=3)
    snapshots = drawn_snapshots(4, posts)
    apart = scores_of(posts, snapshots, ages=[DAY])
    pooled = scores_of(posts, snapshots, ages=[DAY], comparison=Comparison(pool_kinds=True))
    assert pc.max(pooled["n"]).as_py() > 2 * pc.max(apart["n"]).as_py()


def test_a_post_without_a_time_of_publication_says_so(account):
    posts, snapshots = account
    times = pa.array([None, *posts["published"].to_pylist()[1:]], TIME)
    found = scores_of(posts.set_column(4, "published", times), snapshots)
    assert set(found["reason"].to_pylist()[: len(SOME_AGES)]) == {
        "the time of publication is not known"
    }


def test_a_missing_number_always_has_a_reason(account):
    posts, snapshots = account
    for row in scores_of(posts, snapshots, ages=AGES).to_pylist():
        if row["percentile"] is None:
            assert row["reason"]
        else:
            assert row["reason"] is None
            assert 0 <= row["percentile_low"] <= row["percentile"] <= row["percentile_high"] <= 100
            assert row["low"] <= row["expected"] <= row["high"]


def test_sums_are_of_the_parts_that_an_account_has(account):
    posts, snapshots = account
    comments = snapshots.set_column(
        1, "metric", pa.array(["comments"] * len(snapshots)).dictionary_encode()
    )
    both = [*snapshots.to_batches(), *comments.to_batches()]
    sums = by_key(score_posts(posts, both, "interactions", [DAY]))
    single = by_key(scores_of(posts, snapshots, ages=[DAY]))
    for key, row in single.items():
        assert sums[key]["value"] == (None if row["value"] is None else 2 * row["value"])


def rates(posts, snapshots, share):
    """Snapshots of reach and of clicks that are a share of it."""
    reach = snapshots.set_column(
        1, "metric", pa.array(["reach"] * len(snapshots)).dictionary_encode()
    )
    chance = dict(zip(posts["post"].to_pylist(), share, strict=True))
    shares = np.array([chance[post] for post in snapshots["post"].to_pylist()])
    clicks = snapshots.set_column(
        3, "value", pa.array(np.round(snapshots["value"].to_numpy() * shares))
    )
    clicks = clicks.set_column(
        1, "metric", pa.array(["link_clicks"] * len(snapshots)).dictionary_encode()
    )
    return [*reach.to_batches(), *clicks.to_batches()]


def test_a_rate_has_numerator_and_denominator_at_the_same_age(account):
    posts, snapshots = account
    found = score_posts(
        posts, rates(posts, snapshots, [0.1] * len(posts)), "click_rate_by_reach", [DAY]
    )
    values = [one for one in found["value"].to_pylist() if one is not None]
    assert np.median(values) == pytest.approx(0.1, abs=0.02)
    expected = [one for one in found["expected"].to_pylist() if one is not None]
    assert np.median(expected) == pytest.approx(0.1, abs=0.02)
    assert found["benchmark"].null_count == len(found)  # CrowdTangle had none for rates


def test_a_rate_of_few_is_taken_to_be_nearer_to_the_usual_than_the_same_rate_of_many(account):
    posts, _ = account
    order = posts.sort_by("published")["post"].to_pylist()
    random = np.random.default_rng(0)
    reach = dict.fromkeys(order, 2_000.0)
    rate = {post: float(np.exp(random.normal(-3, 0.4))) for post in order}
    reach[order[-2]], reach[order[-1]] = 20.0, 20_000.0
    rate[order[-2]] = rate[order[-1]] = 0.2
    born = dict(zip(posts["post"].to_pylist(), posts["published"].to_pylist(), strict=True))
    rows = [
        (post, metric, born[post] + timedelta(days=1), round(value), 1)
        for post in order
        for metric, value in (("reach", reach[post]), ("link_clicks", reach[post] * rate[post]))
    ]
    columns = dict(
        zip(
            ("post", "metric", "taken", "value", "definition"), zip(*rows, strict=True), strict=True
        )
    )
    found = by_key(score_posts(posts, pa.table(columns).to_batches(), "click_rate_by_reach", [DAY]))
    few, many = found[order[-2], DAY], found[order[-1], DAY]
    assert few["value"] == many["value"] == 0.2
    assert few["percentile"] < many["percentile"] - 3
    assert (
        few["percentile_high"] - few["percentile_low"]
        > many["percentile_high"] - many["percentile_low"]
    )


def test_a_rate_of_none_is_not_available(account):
    posts, snapshots = account
    nobody = [
        one.set_column(3, "value", pa.array(np.zeros(one.num_rows)))
        if one.column("metric").to_pylist()[0] == "reach"
        else one
        for one in rates(posts, snapshots, [0.1] * len(posts))
    ]
    found = score_posts(posts, nobody, "click_rate_by_reach", [DAY])
    assert found["value"].null_count == len(found)
    assert found["reason"].null_count == 0


@pytest.mark.parametrize("metric", ["views_7d", "followers", "engagement_rate_reported", "luck"])
def test_what_cannot_be_compared_at_equal_age_is_refused_with_what_can(account, metric):
    posts, snapshots = account
    with pytest.raises(InputError, match="interactions"):
        scores_of(posts, snapshots, metric)


def test_no_posts_give_no_scores(account):
    posts, snapshots = account
    assert len(scores_of(posts.slice(0, 0), snapshots)) == 0
