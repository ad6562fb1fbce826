from __future__ import annotations

import pyarrow as pa
import pytest

from watchword.measure.benchmark import SCORES
from watchword.measure.kernel.steps import SETTLED
from watchword.measure.standing import at_greatest_age, greatest, render_standing, standings, whole

DAY = 86_400


def row(**given):
    return {
        **dict.fromkeys(SCORES.names),
        "post": 1,
        "metric": "reach",
        "age": 28 * DAY,
        "value": 118.0,
        "percentile": 83.2,
        "percentile_low": 70.4,
        "percentile_high": 90.8,
        "n": 64,
        "n_eff": 40.0,
        "tier": "usable",
        **given,
    }


def scores(*rows):
    return pa.Table.from_pylist(list(rows), SCORES)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {},
            (
                "Better than 83 of 100 comparable posts at 28 days (70-91); "
                "usable benchmark from 64 posts"
            ),
        ),
        (
            {"age": SETTLED, "percentile": 99.9, "percentile_high": 100.0, "tier": "firm"},
            (
                "Better than 99 of 100 comparable posts at 28 days or later (70-99); "
                "firm benchmark from 64 posts"
            ),
        ),
        (
            {"percentile": None, "tier": "not enough", "n": 1},
            "Not enough data yet at 28 days: 1 post to compare with",
        ),
    ],
)
def test_where_a_post_stands_is_one_sentence(given, words):
    (one,) = standings(scores(row(**given)))
    assert render_standing(one) == words


def test_each_post_is_told_at_the_greatest_age_that_it_has_a_number_for():
    table = scores(
        row(post=1, age=DAY),
        row(post=1, age=7 * DAY),
        row(post=1, age=SETTLED, value=None),
        row(post=2, age=DAY, value=None, reason="none was taken"),
        row(post=2, age=7 * DAY, value=None),
    )
    best = at_greatest_age(table)
    assert best.column("post").to_pylist() == [1, 2]
    assert best.column("age").to_pylist() == [7 * DAY, DAY]
    assert greatest(standings(table)).age == 7 * DAY
    assert greatest(standings(table.slice(3))) is None


@pytest.mark.parametrize(
    ("percentile", "words"), [(None, ""), (0.1, "1"), (50.4, "50"), (99.9, "99")]
)
def test_a_percentile_never_promises_all_or_nothing(percentile, words):
    assert whole(percentile) == words
