from __future__ import annotations

import csv
import math
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.measure.benchmark.crowdtangle import AGES, benchmark, score


@pytest.mark.parametrize(
    ("actual", "expected", "minimum", "published"),
    [
        (100, 50, 19, 2.0),  # help page 2013937: twice the benchmark
        (100, 200, 19, -2.0),
        (0, 200, 19, -400.0),  # none is worse than one
        (1, 200, 19, -200.0),
        (9, 2, 10, 0.9),  # help page 2013937: below the minimum of 10
        (3, 18, 19, -0.8333333333333334),  # a row of the API: -15/18
        (0, 12, 19, -1.0),
        (12, 12, 19, 12 / 19),
        (0, 0, 19, 0.0),
    ],
)
def test_worked_examples_give_the_published_scores(actual, expected, minimum, published):
    assert score(actual, expected, minimum=minimum) == pytest.approx(published, rel=1e-15)


@pytest.mark.parametrize("actual", range(1, 19))
def test_small_scores_are_nineteenths_as_all_published_ones_were(actual):
    assert score(actual, actual / 2) == actual / 19


@pytest.mark.data
def test_published_rows_are_what_their_own_benchmarks_give():
    path = (
        Path(os.environ.get("WATCHWORD_DATA", "../shared/data")) / "crowdtangle/search-export.csv"
    )
    if not path.exists():
        pytest.skip("needs the folder crowdtangle of WATCHWORD_DATA")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = ("Likes", "Comments", "Shares", "Love", "Wow", "Haha", "Sad", "Angry", "Care")
    for row in rows:
        actual = sum(int(row[kind]) for kind in kinds)
        assert actual == int(row["Total Interactions"].replace(".", ""))
        published = float(row["Overperforming Score"].replace(",", "."))
        # the export does not tell the benchmark: the score gives it, and it gives the score
        expected = actual / published if published > 0 else actual * -published
        assert expected >= 19
        assert round(score(actual, expected), 2) == published
    assert len(rows) == 10


def test_a_number_between_none_and_one_counts_as_none():
    assert score(1e-12, 200) == score(0, 200) == -400


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_every_score_is_finite_and_positive_only_at_or_above_the_benchmark(actual, expected):
    found = score(actual, expected)
    assert math.isfinite(found)
    assert (found >= 0) == (actual >= expected)


def test_the_benchmark_is_the_mean_of_the_middle_half_of_the_last_hundred():
    assert benchmark([1e9] * 50 + list(range(100))) == pytest.approx(sum(range(25, 75)) / 50)
    assert benchmark([5.0] * 19) is None
    assert benchmark([5.0] * 20) == 5


@pytest.mark.parametrize(
    ("step", "hours", "minutes"),
    [(3, 0, 48), (12, 4, 55), (20, 8, 56), (27, 12, 10), (28, 13, 2), (32, 17, 17), (36, 21, 17)],
)
def test_the_age_steps_agree_with_the_published_ones(step, hours, minutes):
    age = hours * 3600 + minutes * 60
    assert AGES[step - 1] <= age < AGES[step]
