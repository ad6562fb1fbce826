from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.base.errors import InputError
from watchword.measure.kernel import AGES, SETTLED, age_name, steps
from watchword.measure.kernel.steps import DAY, HOUR
from watchword.measure.kernel.values import values_at
from watchword.measure.schema import TIME

BORN = datetime(2026, 1, 1, tzinfo=UTC)


def posts_of(*born):
    return pa.table(
        {"post": pa.array(range(1, len(born) + 1), pa.int64()), "published": pa.array(born, TIME)}
    )


def batch_of(rows, metric="views"):
    """Snapshots from (post, age in seconds, value) or (post, age, value, definition)."""
    rows = [(*row, 1)[:4] for row in rows]
    post, age, value, definition = zip(*rows, strict=True) if rows else ((), (), (), ())
    return pa.record_batch(
        {
            "post": pa.array(post, pa.int64()),
            "metric": pa.array([metric] * len(rows), pa.string()).dictionary_encode(),
            "taken": pa.array([BORN + timedelta(seconds=one) for one in age], TIME),
            "value": pa.array(value, pa.float64()),
            "definition": pa.array(definition, pa.int16()),
        }
    )


def cell(rows, age, as_of=None):
    found = values_at(posts_of(BORN), [batch_of(rows)], ["views"], steps([age]), as_of=as_of)
    value = found.values[0, 0, 0]
    return None if np.isnan(value) else value


def test_a_number_at_the_very_age_is_taken_as_it_is():
    assert cell([(1, 600, 5), (1, HOUR, 40), (1, 2 * HOUR, 90)], HOUR) == 40


def test_between_two_numbers_values_are_interpolated_in_age():
    assert cell([(1, 30 * 60, 10), (1, 70 * 60, 50)], HOUR) == 40


def test_a_first_number_is_interpolated_from_none_at_publication():
    assert cell([(1, 5 * HOUR // 4, 50)], HOUR) == 40


def test_a_number_far_beyond_the_age_says_nothing_about_it():
    assert cell([(1, 200 * DAY, 50)], 28 * DAY) is None
    assert cell([(1, 2 * HOUR, 50)], HOUR) is None


def test_a_number_shortly_before_the_age_is_carried_forward_once_the_age_has_come():
    rows = [(1, 23 * DAY, 50)]
    assert cell(rows, 28 * DAY) is None  # nobody has looked since: the post may be 23 days old
    assert cell(rows, 28 * DAY, as_of=BORN + timedelta(days=27)) is None
    assert cell(rows, 28 * DAY, as_of=BORN + timedelta(days=28)) == 50
    assert cell([*rows, (1, 60 * DAY, 80)], 28 * DAY) == 50
    assert cell([(1, 20 * DAY, 50), (1, 60 * DAY, 80)], 28 * DAY) is None


def test_two_monthly_exports_give_a_number_at_28_days():
    assert cell([(1, 8 * DAY, 100), (1, 38 * DAY, 130)], 28 * DAY) == 120


def test_settled_is_the_first_number_at_28_days_or_older():
    rows = [(1, 27 * DAY, 10), (1, 200 * DAY, 50), (1, 400 * DAY, 60)]
    assert cell(rows, SETTLED) == 50
    assert cell(rows[:1], SETTLED) is None


def test_falling_counts_are_corrections_and_are_followed():
    assert cell([(1, HOUR, 100), (1, 3 * HOUR, 60)], 2 * HOUR) is None
    assert cell([(1, HOUR, 100), (1, 3 * HOUR, 60)], 5 * HOUR // 2) == 70


def test_a_number_of_the_same_second_replaces_the_one_before():
    assert cell([(1, HOUR, 100), (1, HOUR, 60), (1, 2 * HOUR, 80)], HOUR) == 60


def test_numbers_from_before_publication_and_of_strangers_are_counted_and_passed_over():
    found = values_at(
        posts_of(BORN),
        [batch_of([(1, -5, 9), (7, HOUR, 3), (1, HOUR, 2)])],
        ["views"],
        steps([HOUR]),
    )
    assert (found.too_early, found.strangers, found.values[0, 0, 0]) == (1, 1, 2)


def test_of_two_definitions_only_numbers_of_the_newer_count():
    rows = [(1, 6 * HOUR, 50, 1), (1, DAY, 80, 2), (1, DAY + 60, 90, 1)]
    found = values_at(posts_of(BORN), [batch_of(rows)], ["views"], steps([6 * HOUR, DAY]))
    assert np.isnan(found.values[0, 0, 0])
    assert found.values[0, 0, 1] == 80
    assert found.definition[0, 0] == 2


def test_numbers_that_are_not_in_order_are_refused_and_the_error_says_what_to_do():
    with pytest.raises(InputError, match="sort the snapshots by post, metric and taken"):
        values_at(posts_of(BORN), [batch_of([(1, 60, 2), (1, 30, 1)])], ["views"], steps([HOUR]))


def test_a_post_that_stands_twice_is_refused():
    posts = pa.concat_tables([posts_of(BORN), posts_of(BORN)])
    with pytest.raises(InputError, match="twice"):
        values_at(posts, [], ["views"], steps([HOUR]))


def test_a_post_without_a_time_of_publication_has_no_values():
    found = values_at(posts_of(None), [batch_of([(1, HOUR, 2)])], ["views"], steps([HOUR]))
    assert np.isnan(found.values).all()


def test_ages_have_names_for_people():
    names = [age_name(age) for age in (60, 90 * 60, DAY, 3 * DAY, SETTLED, 61)]
    assert names == ["1 minute", "90 minutes", "24 hours", "3 days", "settled", "61 seconds"]


@pytest.mark.parametrize("ages", [[], [0], [-5, HOUR]])
def test_ages_that_cannot_be_compared_are_refused(ages):
    with pytest.raises(InputError):
        steps(ages)


def plain(rows, one, now):
    """The rules of ``steps`` written for one post and one step, slowly."""
    before = None
    for age, value in rows:
        if age >= one.at:
            if age <= one.late:
                if one.is_first or age == one.at:
                    return value
                start, base = before or (0, 0.0)
                return base + (value - base) * ((one.at - start) / (age - start))
            break
        before = (age, value)
    if before and before[0] >= one.early and now >= one.at:
        return before[1]
    return None


curves = st.lists(
    st.dictionaries(st.integers(0, 70 * DAY), st.integers(0, 10**9), max_size=12),
    min_size=1,
    max_size=6,
)


@given(curves, st.randoms(use_true_random=False), st.integers(1, 9))
def test_any_order_of_posts_and_any_batches_give_what_the_rules_say(posts, random, size):
    rows = [
        (number, age, value) for number, one in enumerate(posts, 1) for age, value in one.items()
    ]
    random.shuffle(rows)
    rows.sort(key=lambda row: row[1] if size % 2 else row[:2])  # of arrival, or by post
    batches = [batch_of(rows[at : at + size]) for at in range(0, len(rows), size)]
    asked = steps(AGES)
    found = values_at(posts_of(*[BORN] * len(posts)), batches, ["views"], asked)
    now = max((row[1] for row in rows), default=0)
    for number, one in enumerate(posts):
        wanted = [plain(sorted(one.items()), step, now) for step in asked]
        got = [None if np.isnan(value) else value for value in found.values[0, number]]
        assert got == wanted
