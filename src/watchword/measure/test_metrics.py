from __future__ import annotations

from datetime import date

import pytest

from watchword.measure.metrics import Sort, definition_of, definitions, metrics
from watchword.measure.schema import post_number


def test_every_definition_is_of_a_known_metric():
    for (_, metric), changes in definitions().items():
        assert metric in metrics()
        assert all(one.counts and one.source for one in changes)


@pytest.mark.parametrize(
    ("day", "version"), [(date(2025, 11, 14), 1), (date(2025, 11, 15), 2), (date(2026, 5, 1), 2)]
)
def test_a_definition_begins_on_its_day(day, version):
    assert definition_of("facebook", "views", day) == version
    assert definition_of("bluesky", "reactions", day) == 1


def test_windowed_metrics_are_metrics_of_their_own():
    assert metrics()["views_7d"].sort is Sort.WINDOWED
    assert metrics()["views"].sort is Sort.CUMULATIVE


def test_a_post_has_the_same_number_everywhere():
    assert post_number("x", "northbank", "1") == post_number("x", "northbank", "1")
    assert post_number("x", "north", "bank1") != post_number("x", "northbank", "1")
