"""What the address detector finds in generated texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.postal_address import DETECTOR

NAMES = st.from_regex(r"[B-DF-HK-T][aeiou][b-df-hk-t]{1,2}[aeiou][a-z]{2,6}", fullmatch=True)
ENGLISH = st.sampled_from(("Street", "Road", "Avenue", "Lane", "Terrace", "St", "Rd", "Ave"))


@given(st.integers(1, 999), NAMES, ENGLISH)
def test_every_english_street_with_a_number_is_found_whole(is_nominated, number, name, street):
    words = f"{number} {name} {street}"
    text = f"We moved to {words} yesterday"
    assert [span.of(text) for span in DETECTOR.find(text)] == [words]
    assert is_nominated(DETECTOR, text)


@pytest.mark.parametrize(
    "form",
    [
        "{name}straße {number}, 10115 Berlin",
        "{name}weg {number}",
        "{number} rue de {name}, 75001 Paris",
        "Calle {name}, {number}, 28013 Madrid",
        "Via {name} {number}, 00184 Roma",
        "{name}straat {number}, 1234 AB Utrecht",
        "Rua {name} {number}, Porto",
        "ul. {name} {number}, 00-950 Warszawa",
        "{name}gatan {number}",
        "{number} {name} Court, Perth PH1 5TJ",
        "{number} {name} Drive, Apt 4, Springfield, OR 97403",
        "P.O. Box {number}, Inverness IV1 1AA",
    ],
)
@given(number=st.integers(1, 999), name=NAMES)
def test_every_order_is_found_whole(is_nominated, form, number, name):
    words = form.format(number=number, name=name)
    text = f"Sie: {words}."
    assert [span.of(text) for span in DETECTOR.find(text)] == [words]
    assert is_nominated(DETECTOR, text)


@given(st.integers(1, 31), st.sampled_from(("May", "June", "October")), st.integers(1990, 2040))
def test_a_date_before_a_place_is_no_address(day, month, year):
    assert list(DETECTOR.find(f"On {month} {day}, {year} Moore was hit")) == []
