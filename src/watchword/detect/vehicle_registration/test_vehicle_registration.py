"""What the vehicle registration detector finds in generated texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.vehicle_registration import DETECTOR

PLATES = st.from_regex(
    r"[A-HJ-PR-Y]{2}(0[2-9]|1[0-9]|5[1-9]|6[0-9]) [A-HJ-PR-Z]{3}", fullmatch=True
)


@given(PLATES)
def test_every_current_british_plate_is_found_whole(is_nominated, plate):
    text = f"Parked badly: {plate}!"
    assert [span.of(text) for span in DETECTOR.find(text)] == [plate]
    assert is_nominated(DETECTOR, text)


@given(PLATES)
def test_without_its_space_it_needs_a_word_about_a_vehicle(is_nominated, plate):
    joined = plate.replace(" ", "")
    assert list(DETECTOR.find(f"Model {joined} is new")) == []
    text = f"The car {joined} is new"
    assert [span.of(text) for span in DETECTOR.find(text)] == [joined]
    assert is_nominated(DETECTOR, text)


@given(st.from_regex(r"[A-HJ-NPR-TV-Y][0-9]{3} [A-HJ-PR-Y]{3}", fullmatch=True))
def test_older_plates_need_the_word_directly_before(is_nominated, plate):
    assert list(DETECTOR.find(f"Form {plate} is due")) == []
    text = f"reg: {plate}"
    assert [span.of(text) for span in DETECTOR.find(text)] == [plate]
    assert is_nominated(DETECTOR, text)
