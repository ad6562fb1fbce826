"""Trends: what changed is told with its interval, what did not is not, and too few is said."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.measure.schema import AUDIENCE, POSTS
from watchword.measure.trend import (
    LEVELS,
    STEPS,
    TIMES,
    TRENDS,
    as_levels,
    as_steps,
    as_times,
    as_trends,
    trends,
)
from watchword.measure.trend.times import CELL_POSTS
from watchword.measure.trend.worlds import WORLDS, held

START = datetime(2026, 1, 5, tzinfo=UTC).timestamp() * 1000
DAY = 86_400_000
WEEKS = 52


def posts_at(when, account="northbank"):
    size = len(when)
    rows = {
        "post": list(range(size)),
        "channel": ["x"] * size,
        "account": [account] * size,
        "native_id": [str(one) for one in range(size)],
        "published": pa.array(np.asarray(when, np.int64), pa.timestamp("ms", "UTC")),
    }
    return pa.table(
        {one.name: rows.get(one.name, pa.nulls(size, one.type)) for one in POSTS}, schema=POSTS
    )


def a_year(seed=0, noise=0.4, level=lambda _: 0.0, hour=lambda _: 9, every=2):
    """A post every other day, whose logs lie around 5 plus the level of its week."""
    random = np.random.default_rng(seed)
    days = np.arange(0, WEEKS * 7, every)
    when = START + days * DAY + np.array([hour(place) for place in range(len(days))]) * 3_600_000
    logs = 5 + np.array([level(day // 7) for day in days]) + random.normal(0, noise, len(days))
    return posts_at(when), np.expm1(logs)


def audience(first, last):
    rows = [
        {
            "channel": "x",
            "account": "northbank",
            "metric": "followers",
            "taken": datetime.fromtimestamp((START + day * DAY) / 1000, UTC),
            "value": float(value),
            "definition": 1,
            "source_column": "Followers",
            "file": "",
        }
        for day, value in ((0, first), (WEEKS * 7, last))
    ]
    return pa.Table.from_pylist(rows, AUDIENCE)


def test_growth_is_told_with_its_interval():
    posts, values = a_year(level=lambda week: 0.02 * week)
    (found,) = trends(posts, values)
    assert found.change.is_clear
    assert found.change.low < math.exp(0.02 * found.level.back) < found.change.high
    assert not found.steps


def test_no_change_is_not_told_as_one():
    (found,) = trends(*a_year(seed=4))
    assert not found.change.is_clear
    assert found.change.low < 1 < found.change.high


def test_a_step_is_told_with_its_week_and_size():
    posts, values = a_year(level=lambda week: math.log(3) if week >= 20 else 0.0)
    (found,) = trends(posts, values)
    (step,) = found.steps
    assert step.earliest <= 20 <= step.latest
    assert step.latest - step.earliest <= 3
    assert step.low < 3 < step.high
    assert as_steps([found]).column("week").to_pylist() == [found.monday(step.week)]


def test_growth_of_the_audience_and_that_for_each_follower_multiply_to_the_change():
    posts, values = a_year(level=lambda week: 0.02 * week)
    (found,) = trends(posts, values, audience=audience(1000, 2000))
    before, now = found.followers
    assert 1000 < before < now < 2000
    assert found.a_follower.times * now / before == pytest.approx(found.change.times, rel=1e-12)
    assert as_trends([found]).to_pylist()[0]["reason"] is None


def test_followers_that_nobody_counted_are_not_guessed():
    posts, values = a_year()
    only_late = audience(1000, 2000).slice(1)
    (found,) = trends(posts, values, audience=only_late)
    assert found.followers is None
    row = as_trends([found]).to_pylist()[0]
    assert row["times_a_follower"] is None
    assert "not known" in row["reason"]


def test_one_enormous_post_cannot_move_the_level():
    posts, values = a_year()
    (before,) = trends(posts, values)
    values[-3] *= 1000
    (after,) = trends(posts, values)
    assert after.change.times == pytest.approx(before.change.times, rel=0.2)


def test_too_few_posts_or_weeks_are_said():
    posts, values = a_year()
    (found,) = trends(posts.slice(0, 14), values[:14])
    assert found.reason == "14 posts with a number, and it takes 15"
    crowded = posts_at(START + np.arange(40) * DAY / 2)
    (found,) = trends(crowded, np.full(40, 10.0))
    assert found.reason == "posts of 3 weeks, and it takes 8"
    assert found.change is None
    row = as_trends([found]).to_pylist()[0]
    assert row["times"] is None
    assert len(as_levels([found])) == len(as_times([found])) == 0


def test_posts_without_a_number_take_no_part():
    posts, values = a_year()
    values[::3] = np.nan
    (found,) = trends(posts, values)
    known = np.isfinite(values)
    (alone,) = trends(posts.filter(pa.array(known)), values[known])
    assert found.change == alone.change
    assert found.posts == known.sum()


def test_posts_that_are_all_alike_have_a_level_and_no_change():
    posts, _ = a_year()
    (found,) = trends(posts, np.full(len(posts), 20.0))
    assert found.change.times == pytest.approx(1)
    assert found.steps == ()


def test_hours_that_differ_are_told_in_the_zone_that_was_asked_for():
    posts, values = a_year(hour=lambda place: 8 if place % 3 else 20, noise=0.3)
    values[::3] *= 2
    (found,) = trends(posts, values, zone=ZoneInfo("Europe/London"))
    assert found.times.is_clear
    told = [one for one in found.times.cells if one.times is not None]
    assert {one.part for one in told} == {"morning", "evening"}
    assert all(one.times > 1 for one in told if one.part == "evening")
    (far,) = trends(posts, values, zone=ZoneInfo("Pacific/Auckland"))
    assert "evening" in {one.part for one in far.times.cells if one.times and one.times < 1}


def test_hours_that_do_not_differ_are_not_told_apart():
    random = np.random.default_rng(8)
    clear = 0
    for seed in range(20):
        hours = random.integers(0, 24, 400)
        posts, values = a_year(seed=seed, hour=lambda place, hours=hours: int(hours[place]))
        clear += trends(posts, values)[0].times.is_clear
    assert clear <= 4


def test_a_field_of_few_posts_is_blank_with_a_reason():
    posts, values = a_year(hour=lambda place: 3 if place < 2 else 9)
    (found,) = trends(posts, values)
    few = [one for one in found.times.cells if 0 < one.posts < CELL_POSTS]
    assert few
    assert all(one.times is None and "it takes 5 of 4" in one.reason for one in few)


def test_the_tables_hold_every_account():
    posts, values = a_year()
    few = posts_at(START + np.arange(3) * DAY, account="quiet")
    found = trends(pa.concat_tables([posts, few]), np.concatenate([values, np.ones(3)]))
    assert as_trends(found).schema == TRENDS
    assert as_trends(found).column("account").to_pylist() == ["northbank", "quiet"]
    levels = as_levels(found)
    assert levels.schema == LEVELS
    assert len(levels) == WEEKS
    assert as_steps(found).schema == STEPS
    assert as_times(found).schema == TIMES


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.floats(2, 50))
def test_scale_and_order_of_posts_change_nothing(seed, factor):
    posts, values = a_year(seed=seed, every=5)
    (found,) = trends(posts, values)
    order = np.random.default_rng(seed).permutation(len(values))
    (mixed,) = trends(posts.take(pa.array(order)), values[order])
    assert mixed.change == found.change
    assert mixed.steps == found.steps
    assert mixed.times == found.times
    # log(1 + c v) is log(1 + v) + log c where v is scaled so that the 1 goes with it
    (scaled,) = trends(posts, np.expm1(np.log1p(values) + math.log(factor)))
    assert scaled.change.times == pytest.approx(found.change.times, rel=1e-6)
    assert [one.week for one in scaled.steps] == [one.week for one in found.steps]


@pytest.mark.parametrize("world", [WORLDS[0], WORLDS[4], WORLDS[6]], ids=lambda one: one.name)
def test_intervals_of_change_hold_and_steps_are_rare_where_there_are_none(world):
    found = [one for seed in range(60) if (one := held(world, seed))]
    covered = sum(one.is_covered for one in found) / len(found)
    assert covered >= 0.82
    assert np.median([one.width for one in found]) < 2
    assert sum(one.steps > 0 for one in found) <= 8
