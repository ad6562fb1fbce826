"""What the postcode detector finds in generated texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.postcode import DETECTOR

INWARD = st.from_regex(r"[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True).filter(
    lambda code: not code.endswith("GB")
)
OUTWARD = st.builds(
    "{}{}".format, st.sampled_from(("AB", "B", "EH", "G", "PH", "SW", "ZE")), st.integers(1, 99)
)


@given(OUTWARD, INWARD)
def test_every_british_postcode_is_found_whole(is_nominated, outward, inward):
    text = f"Near {outward} {inward}."
    assert [span.of(text) for span in DETECTOR.find(text)] == [f"{outward} {inward}"]
    assert is_nominated(DETECTOR, text)


@given(st.sampled_from(("AA", "QQ", "ZZ", "J", "V")), st.integers(1, 99), INWARD)
def test_an_area_that_does_not_exist_is_no_postcode(area, district, inward):
    assert list(DETECTOR.find(f"Near {area}{district} {inward}.")) == []


@given(st.integers(10000, 99999))
def test_a_foreign_code_needs_a_word_that_names_it(is_nominated, code):
    assert list(DETECTOR.find(f"It is {code} long")) == []
    text = f"My zip code is {code}."
    assert [span.of(text) for span in DETECTOR.find(text)] == [str(code)]
    assert is_nominated(DETECTOR, text)
