"""Effects: what is there is found, what is not is not, and a post's result is an exact product."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.measure.effects import EFFECTS, State, as_table, explain, levels_of
from watchword.measure.effects.fit import discoveries
from watchword.measure.effects.pool import pooled
from watchword.measure.effects.worlds import world
from watchword.measure.schema import POSTS

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
ACCOUNT = ("x", "northbank")


def posts_of(rows, account="northbank"):
    table = [
        {
            "post": number,
            "channel": "x",
            "account": account,
            "native_id": str(number),
            "published": row.get("published", MONDAY + timedelta(days=number)),
            **{name: row[name] for name in row if name != "published"},
        }
        for number, row in enumerate(rows, 1)
    ]
    return pa.Table.from_pylist(table, POSTS)


def year(seed=1, posts=150, **more):
    """Posts of a year in which video brings twice as much."""
    random = np.random.default_rng(seed)
    is_video = random.random(posts) < 0.4
    values = np.exp(4 + math.log(2) * is_video + random.normal(0, 0.5, posts))
    rows = [{"is_video": bool(one), **more} for one in is_video]
    return posts_of(rows), values


def named(effects, name):
    return next(one for one in effects if one.name == name)


def test_an_effect_that_is_there_is_found_and_said_with_its_interval():
    found = explain(*year())
    effect = named(found.effects(ACCOUNT), "video")
    assert effect.is_clear
    assert effect.low < 2 < effect.high
    assert str(effect).startswith("video against no video: ×")
    assert found.effects(ACCOUNT)[0] == effect


def test_what_all_posts_share_cannot_be_estimated():
    posts, values = year(is_paid=False)
    effect = named(explain(posts, values).effects(ACCOUNT), "no paid")
    assert effect.state is State.TOO_FEW
    assert effect.reason == "all posts are alike"


def test_what_always_goes_together_cannot_be_told_apart_and_is_named():
    posts, values = year()
    campaign = ["flu" if one else None for one in posts.column("is_video").to_pylist()]
    place = posts.schema.get_field_index("campaign")
    posts = posts.set_column(place, posts.schema.field(place), pa.array(campaign, pa.string()))
    effects = explain(posts, values).effects(ACCOUNT)
    assert named(effects, "video").state is State.TANGLED
    assert named(effects, "video").reason == "these posts are those of campaign flu"
    assert named(effects, "campaign flu").reason == "these posts are those of video"


def with_kinds(posts, kinds):
    place = posts.schema.get_field_index("kind")
    return posts.set_column(place, posts.schema.field(place), pa.array(kinds, pa.string()))


def test_a_kind_that_is_all_videos_leaves_it_to_video_to_tell():
    posts, values = year()
    kinds = ["reel" if one else "photo" for one in posts.column("is_video").to_pylist()]
    effects = explain(with_kinds(posts, kinds), values).effects(ACCOUNT)
    assert named(effects, "video").is_clear
    assert named(effects, "kind reel").reason == "these posts are those of video"


def test_several_kinds_of_videos_tell_more_than_video_does():
    posts, values = year()
    videos = posts.column("is_video").to_pylist()
    kinds = [("reel" if row % 2 else "live") if one else "photo" for row, one in enumerate(videos)]
    effects = explain(with_kinds(posts, kinds), values).effects(ACCOUNT)
    assert named(effects, "kind reel").is_clear
    assert named(effects, "video").state is State.TANGLED


def test_three_posts_in_two_weeks_are_the_least():
    posts, values = year()
    for days, words in (((1, 2), "only 2 posts"), ((1, 2, 3), "of one week")):
        campaign = [None] * len(posts)
        for day in days:
            campaign[day] = "ice"
        place = posts.schema.get_field_index("campaign")
        table = posts.set_column(place, posts.schema.field(place), pa.array(campaign, pa.string()))
        effect = named(explain(table, values).effects(ACCOUNT), "campaign ice")
        assert effect.state is State.TOO_FEW
        assert words in effect.reason


def test_an_account_with_few_posts_says_so():
    posts, values = year(posts=10)
    found = explain(posts, values)
    assert found.effects(ACCOUNT) == ()
    assert found.reasons[ACCOUNT] == "10 posts with a number; it takes 15"
    assert found.decompose(1) is None


def test_peers_say_what_an_account_cannot():
    tables, numbers = [], []
    for place, account in enumerate(("one", "two", "three", "few")):
        posts, values = year(seed=place + 1)
        if account == "few":
            video = [False] * len(posts)
            video[3] = True
            at = posts.schema.get_field_index("is_video")
            posts = posts.set_column(at, posts.schema.field(at), pa.array(video))
        at = posts.schema.get_field_index("account")
        posts = posts.set_column(at, posts.schema.field(at), pa.array([account] * len(posts)))
        tables.append(posts)
        numbers.append(values)
    effect = named(
        explain(pa.concat_tables(tables), np.concatenate(numbers)).effects(("x", "few")), "video"
    )
    assert effect.state is State.TOO_FEW
    assert "this is what other accounts say" in effect.reason
    assert 1.5 < effect.times < 2.6


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_a_result_is_the_exact_product_of_its_parts(seed):
    posts, values = year(seed=seed, posts=60)
    values[0] = 0.0
    found = explain(posts, values)
    for number, value in enumerate(values, 1):
        one = found.decompose(number)
        product = one.baseline * math.prod(part.times for part in one.parts) * one.unexplained
        assert product == pytest.approx(value, rel=1e-9, abs=1e-9)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000), st.floats(2, 50))
def test_scale_and_order_of_posts_change_nothing(seed, factor):
    posts, values = year(seed=seed)
    values = values + 1e6  # so that log(1 + value) is log(value)
    before = named(explain(posts, values).effects(ACCOUNT), "video")
    scaled = named(explain(posts, values * factor).effects(ACCOUNT), "video")
    assert scaled.times == pytest.approx(before.times, rel=1e-6)
    order = np.random.default_rng(seed).permutation(len(posts))
    mixed = named(explain(posts.take(pa.array(order)), values[order]).effects(ACCOUNT), "video")
    assert mixed.times == pytest.approx(before.times, rel=1e-9)
    assert (mixed.low, mixed.high) == pytest.approx((before.low, before.high), rel=1e-9)


def test_posts_without_a_number_take_no_part():
    posts, values = year()
    values[::3] = np.nan
    found = explain(posts, values)
    assert found.decompose(1) is None
    assert found.decompose(2) is not None
    assert named(found.effects(ACCOUNT), "video").posts < 60


def test_attributes_are_read_in_the_zone_that_was_asked_for():
    rows = [
        {
            "text": "Ready for ice? See https://example.org #ice #ready #now",
            "published": datetime(2026, 7, 3, 21, 30, tzinfo=UTC),
        },
        {
            "text": "x" * 300,
            "published": datetime(2026, 7, 4, 8, tzinfo=UTC),
            "own": [("tone", "warm")],
        },
        {},
    ]
    found = levels_of(posts_of(rows), LONDON)
    assert found["hour"][:2] == ["night", "morning"]
    assert found["weekday"][:2] == ["Friday", "Saturday"]
    assert found["question"] == ["yes", "no", None]
    assert found["link"] == ["yes", "no", None]
    assert found["hashtags"] == ["several", "none", None]
    assert found["length"] == ["short", "long", None]
    assert found["own.tone"] == [None, "warm", None]


def own(values):
    rows = [{"own": [("mine", one)] if one is not None else []} for one in values]
    return levels_of(posts_of(rows), LONDON).get("own.mine")


def test_an_own_column_of_many_values_becomes_a_few_levels():
    assert own(["a", "b", None]) == ["a", "b", None]
    words = [f"series {number}" for number in range(30)] + ["news"] * 5 + ["jobs"] * 4
    found = own(words)
    assert (found[0], found[30], found[-1]) == ("other", "news", "jobs")
    assert own([f"editor {number}" for number in range(30)]) is None
    numbers = own([str(number) for number in range(30)])
    assert (numbers[0], numbers[15], numbers[29]) == (
        "lowest third",
        "middle third",
        "highest third",
    )


def test_the_table_has_every_effect():
    effects = explain(*year()).effects(ACCOUNT)
    table = as_table(effects)
    assert table.schema == EFFECTS
    assert len(table) == len(effects)


def test_accounts_are_drawn_together_as_far_as_they_differ():
    errors = np.full(4, 0.3)
    alike, *_ = pooled(np.array([0.5, 0.5, 0.5, 0.5]), errors)
    assert alike == pytest.approx(np.full(4, 0.5))
    drawn, low, high, _ = pooled(np.array([1.0, 0.0, 0.0, 0.0]), errors)
    assert 0.0 < drawn[1] < drawn[0] < 1.0
    assert (low < drawn).all()
    assert (drawn < high).all()
    alone, low, high, _ = pooled(np.array([0.7]), np.array([0.1]))
    assert (alone[0], low[0]) == (0.7, pytest.approx(0.7 - 0.1645, abs=1e-4))


def test_false_discoveries_are_held_down():
    assert discoveries(np.array([0.001, 0.2, 0.04]), 0.1).tolist() == [True, False, True]
    assert discoveries(np.array([0.5, 0.9]), 0.1).tolist() == [False, False]
    assert discoveries(np.array([]), 0.1).tolist() == []


@pytest.mark.parametrize(("accounts", "posts", "weeks"), [(1, 120, 26), (10, 60, 20)])
def test_intervals_hold_in_made_worlds(accounts, posts, weeks):
    """A small run of benchmarks/calibrate_effects.py, always with the same seeds."""
    held = [world(accounts, posts, weeks, seed) for seed in range(40 // accounts)]
    coverage = sum(one.covered for one in held) / sum(one.effects for one in held)
    assert 0.86 < coverage < 0.97
    clear = sum(one.clear for one in held)
    assert sum(one.false for one in held) <= max(2, 0.1 * clear)
    assert clear > 5
