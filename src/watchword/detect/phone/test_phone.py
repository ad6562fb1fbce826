"""What the phone detector finds in generated texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.phone import DETECTOR

NUMBERS = st.one_of(
    st.builds("07700 900{:03}".format, st.integers(0, 999)),
    st.builds("+44 7700 900{:03}".format, st.integers(0, 999)),
    st.builds("020 7946 0{:03}".format, st.integers(0, 999)),
    st.builds("0141 496 0{:03}".format, st.integers(0, 999)),
    st.builds("({}) 555-01{:02}".format, st.integers(201, 989), st.integers(0, 99)),
    st.builds("+1 {}-555-01{:02}".format, st.integers(201, 989), st.integers(0, 99)),
    st.builds("+33 6 39 98 {:02} {:02}".format, st.integers(0, 99), st.integers(0, 99)),
)


@given(NUMBERS)
def test_every_number_is_found_whole(is_nominated, number):
    text = f"Ask Jane ({number}), or not."
    assert [span.of(text) for span in DETECTOR.find(text)] == [number]
    assert is_nominated(DETECTOR, text)


@given(st.dates())
@pytest.mark.parametrize("form", ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%m/%d/%y"])
def test_no_date_is_a_number(form, date):
    assert list(DETECTOR.find(f"On {date.strftime(form)} we met")) == []


@given(st.integers(0, 10**12), st.sampled_from("£$€"))
def test_no_price_is_a_number(amount, sign):
    assert list(DETECTOR.find(f"It cost {sign}{amount} in all")) == []


@given(st.integers(0, 10**9), st.sampled_from(("order", "Order number", "ref:", "ticket no.")))
def test_nothing_named_as_an_order_is_a_number(number, name):
    digits = f"{number:010}"
    text = f"{name} {digits[:3]}-{digits[3:6]}-{digits[6:]}"
    assert list(DETECTOR.find(text)) == []
