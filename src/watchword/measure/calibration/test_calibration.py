from __future__ import annotations

import csv
import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from watchword.measure.calibration.coverage import NOMINAL, forecast, world_coverage
from watchword.measure.calibration.worlds import CADENCES, SHAPES, WORLDS, World, draw

DAILY, WEEKLY, DRIFTING = CADENCES[0], CADENCES[4], CADENCES[7]


def test_there_are_worlds_enough():
    assert len(set(WORLDS)) >= 40


@pytest.mark.parametrize("shape", SHAPES)
def test_true_places_are_even(shape):
    drawn = draw(World(shape=shape, cadence=DAILY), 100, np.random.default_rng(0))
    counts, _ = np.histogram(drawn.truth, bins=10, range=(0, 1))
    assert counts.min() > 180
    assert counts.max() < 320


@pytest.mark.parametrize("cadence", [DAILY, WEEKLY, DRIFTING], ids=lambda one: one.name)
@pytest.mark.parametrize("shape", ["normal", "heavy tails", "low counts"])
def test_intervals_hold_the_true_place(shape, cadence):
    found = world_coverage(World(shape=shape, cadence=cadence), channels=12)
    # the bounds of docs/calibration.md and what so few draws may differ by
    assert 0.85 < found.share < 0.99
    if cadence is DAILY:
        assert found.width < 0.38
        assert found.error < 0.075


@pytest.mark.data
@pytest.mark.parametrize("metric", ["retweets", "favorites"])
def test_forecasts_hold_the_next_tweet_as_often_as_they_say(metric):
    path = (
        Path(os.environ.get("WATCHWORD_DATA", "../shared/data")) / "twitter_ratio/BarackObama.csv"
    )
    if not path.exists():
        pytest.skip("needs the folder twitter_ratio of WATCHWORD_DATA")
    with path.open(encoding="cp1252", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file))
    when = np.array(
        [
            datetime.strptime(row["created_at"], "%m/%d/%y %H:%M").replace(tzinfo=UTC).timestamp()
            for row in rows
        ]
    )
    order = np.argsort(when, kind="stable")
    values = np.array([float(row[metric]) for row in rows])
    found = forecast((when[order] * 1000).astype(np.int64), values[order])
    assert found.posts > 1000
    for held, nominal in zip(found.held, NOMINAL, strict=True):
        assert abs(100 * held - nominal) <= 2
