"""The monthly sample."""

from __future__ import annotations

import hashlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.policy.conftest import HEADER
from watchword.policy.load import read_policy
from watchword.policy.sampling import Share, draw_sample

NAMES = st.sets(st.text(min_size=1, max_size=20), max_size=60)
SEED = hashlib.sha256(b"the record").hexdigest()


@given(NAMES, st.integers(0, 100), st.randoms())
def test_a_draw_has_its_size_and_is_the_same_in_any_order(names, percent, random) -> None:
    drawn = draw_sample(names, Share(percent), SEED)
    assert len(drawn) == math.ceil(percent * len(names) / 100)
    assert set(drawn) <= names
    shuffled = list(names) * 2
    random.shuffle(shuffled)
    assert draw_sample(shuffled, Share(percent), SEED) == drawn


@given(NAMES, st.integers(0, 99))
def test_a_larger_share_draws_the_same_posts_and_more(names, percent) -> None:
    less, more = (draw_sample(names, Share(one), SEED) for one in (percent, percent + 1))
    assert more[: len(less)] == less


def test_a_draw_can_be_repeated_with_a_pocket_tool() -> None:
    """As the documentation says: sort by ``printf '%s %s' SEED NAME | sha256sum``."""
    names = [f"bluesky:{number}" for number in range(40)]
    by_hand = sorted(names, key=lambda one: hashlib.sha256(f"{SEED} {one}".encode()).hexdigest())
    assert draw_sample(names, Share(10), SEED) == by_hand[:4]


def test_every_post_is_as_likely_as_another() -> None:
    names = [f"post-{number}" for number in range(20)]
    counts = dict.fromkeys(names, 0)
    for number in range(2_000):
        for one in draw_sample(names, Share(5), hashlib.sha256(str(number).encode()).hexdigest()):
            counts[one] += 1
    # 2,000 draws of one in twenty: 100 each, four standard deviations of 9.7 either way
    assert all(61 <= one <= 139 for one in counts.values())


@pytest.mark.parametrize("written", ["5", "five%", "101%", "-1%", "5 % of all"])
def test_a_share_that_is_none_is_named_with_its_line(written: str, pages) -> None:
    files = pages({}, HEADER.replace("\n---", f"\nsample: {written}\n---", 1))
    (problem,) = read_policy(files)[1]
    assert "which is no share" in problem.message


def test_a_policy_states_its_share(policy_of) -> None:
    assert policy_of(
        {}, policy=HEADER.replace("\n---", "\nsample: 5%\n---", 1)
    ).header.sample == Share(5)
    assert policy_of({}).header.sample == Share(0)
