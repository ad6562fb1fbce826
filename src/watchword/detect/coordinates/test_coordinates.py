"""What the coordinates detector finds in generated texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.coordinates import DETECTOR

NORTH, EAST = st.floats(-90, 90), st.floats(-180, 180)


@given(NORTH, EAST)
def test_every_fine_pair_is_found_whole(is_nominated, north, east):
    written = f"{north:.5f}, {east:.5f}"
    text = f"We camp at {written} tonight"
    assert [span.of(text) for span in DETECTOR.find(text)] == [written]
    assert is_nominated(DETECTOR, text)


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 179), st.integers(0, 59))
def test_every_pair_of_degrees_and_minutes_is_found_whole(is_nominated, a, b, c, d):
    written = f"{a}°{b}'N, {c}°{d}'W"
    text = f"Wreck at {written}."
    assert [span.of(text) for span in DETECTOR.find(text)] == [written]
    assert is_nominated(DETECTOR, text)


@given(st.floats(91, 999), EAST)
def test_a_latitude_out_of_range_is_no_point(north, east):
    assert list(DETECTOR.find(f"between {north:.5f}, {east:.5f}")) == []
