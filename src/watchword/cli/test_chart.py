from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.check.render.style import Style, columns
from watchword.cli.chart import ASCII, UNICODE, Chart, render_chart, short_number, signs_for

PLAIN = Style(is_coloured=False)
WORDS = ("where 90 of 100 comparable posts are", "usual", "this post")


def chart(**given):
    steps = ["1h", "5h", "24h", "7d"]
    none = [None] * len(steps)
    return Chart(
        **{
            "steps": steps,
            "low": none,
            "usual": none,
            "high": none,
            "post": none,
            "words": WORDS,
            **given,
        }
    )


NUMBERS = st.lists(
    st.none() | st.floats(0, 1e9) | st.integers(0, 10**7).map(float), min_size=4, max_size=4
)


@given(
    post=NUMBERS, low=NUMBERS, usual=NUMBERS, high=NUMBERS, signs=st.sampled_from([ASCII, UNICODE])
)
def test_a_chart_fits_a_terminal_whatever_is_drawn(post, low, usual, high, signs):
    drawn = render_chart(chart(post=post, low=low, usual=usual, high=high), PLAIN, signs=signs)
    assert all(columns(line) <= 80 for line in drawn.splitlines())
    assert bool(drawn) == any(
        value is not None for row in (post, low, usual, high) for value in row
    )
    if signs is ASCII:
        assert drawn.isascii()


def test_a_post_is_seen_above_the_band_and_below_it():
    drawn = render_chart(
        chart(
            low=[10, 10, 10, 10], usual=[15] * 4, high=[20, 20, 20, 20], post=[30, None, None, 1]
        ),
        PLAIN,
    )
    lines = drawn.splitlines()
    with_point = [row for row, line in enumerate(lines[:-1]) if "●" in line]
    with_band = [row for row, line in enumerate(lines[:-1]) if "░" in line]
    assert with_point[0] < min(with_band)
    assert with_point[-1] > max(with_band)


def test_colours_add_nothing_that_signs_do_not_say():
    given_ = chart(low=[1, 2, 3, 4], usual=[2, 3, 4, 5], high=[3, 4, 5, 6], post=[2, 2, 2, 2])
    coloured = render_chart(given_, Style(is_coloured=True))
    import re

    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_chart(given_, PLAIN)
    assert coloured != render_chart(given_, PLAIN)


def test_steps_without_room_lose_their_names_only():
    steps = [f"{hour} hours" for hour in range(1, 41)]
    drawn = render_chart(
        Chart(steps=steps, low=[], usual=[], high=[], post=[1.0] * 40, words=WORDS), PLAIN
    )
    assert all(columns(line) <= 80 for line in drawn.splitlines())
    assert "1 hours" in drawn


@pytest.mark.parametrize(
    ("encoding", "ascii_only", "signs"),
    [
        ("utf-8", False, UNICODE),
        ("utf-8", True, ASCII),
        ("ascii", False, ASCII),
        (None, False, ASCII),
    ],
)
def test_a_terminal_that_cannot_show_the_signs_gets_plain_ones(encoding, ascii_only, signs):
    assert signs_for(encoding, ascii_only=ascii_only) is signs


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (0.5, "0.5"), (950, "950"), (1200, "1.2k"), (4e6, "4M")]
)
def test_numbers_at_the_axis_are_short(value, words):
    assert short_number(value) == words
