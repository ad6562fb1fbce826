"""An experiment is offered where it is worth it and can be afforded."""

from __future__ import annotations

import math

import numpy as np

from watchword.measure.effects.effect import Effect, State
from watchword.measure.effects.experiment import experiments, posts_needed


def effect(times, attribute="is_video", state=State.NOT_CLEAR):
    return Effect(
        channel="x",
        account="northbank",
        attribute=attribute,
        level="yes",
        base="no",
        times=times,
        low=times / 2,
        high=times * 2,
        state=state,
        posts=10,
        others=20,
        weeks=9,
    )


def test_so_many_posts_show_the_difference_in_four_of_five_experiments():
    times, spread = 1.6, 0.8
    count = posts_needed(times, spread)
    random = np.random.default_rng(5)
    found = 0
    for _ in range(2000):
        one = random.normal(math.log(times), spread, count)
        other = random.normal(0, spread, count)
        error = math.sqrt(one.var(ddof=1) / count + other.var(ddof=1) / count)
        found += (one.mean() - other.mean()) / error > 1.645
    assert 0.76 < found / 2000 < 0.84


def test_a_difference_and_its_inverse_take_as_many_posts():
    assert posts_needed(1.5, 1.0) == posts_needed(1 / 1.5, 1.0)


def test_only_what_an_editor_can_choose_and_is_worth_it_is_offered():
    offered = experiments(
        [
            effect(1.5),
            effect(3.0, "campaign"),
            effect(1.1, "question"),
            effect(1.3, "link"),
            effect(2.0, "hour", State.CLEAR),
        ],
        0.7,
    )
    assert [one.effect.attribute for one in offered] == ["is_video", "link"]
    assert str(offered[0]).startswith("Try video, yes or no: toss a coin for each post. ")
    assert experiments([effect(1.3)], 3.0) == ()
