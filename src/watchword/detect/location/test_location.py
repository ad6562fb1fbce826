"""What the location detector finds in generated texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.location import DETECTOR

PLACES = st.from_regex(r"[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9}){0,3}", fullmatch=True)


@pytest.mark.parametrize(
    "phrase",
    ["I'm at {} right now", "we are outside {} now", "just arrived at {}", "checked in at {}"],
)
@given(place=PLACES)
def test_every_check_in_at_a_named_place_is_found_whole(is_nominated, phrase, place):
    words = phrase.format(place)
    text = f"So {words}, come by"
    assert [span.of(text) for span in DETECTOR.find(text)] == [words]
    assert is_nominated(DETECTOR, text)


@given(st.sampled_from(("ward", "room", "bay")), st.integers(1, 999))
def test_every_numbered_room_that_somebody_is_in_is_found(is_nominated, kind, number):
    text = f"She is now in {kind} {number}."
    assert [span.of(text) for span in DETECTOR.find(text)] == [f"{kind} {number}"]
    assert is_nominated(DETECTOR, text)
