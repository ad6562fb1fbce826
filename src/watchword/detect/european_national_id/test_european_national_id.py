"""What the detector of European numbers finds in generated texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn
from stdnum.pl import pesel

from watchword.detect.european_national_id import DETECTOR

PESELS = st.builds(
    "{:02}{:02}{:02}{:04}".format,
    st.integers(30, 99),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(1000, 9999),
).map(lambda body: body + pesel.calc_check_digit(body))


def found(text: str) -> list[str]:
    return [span.of(text) for span in DETECTOR.find(text)]


@settings(max_examples=50, deadline=None)
@given(number=PESELS)
@pytest.mark.parametrize("word", ["PESEL", "pesel:", "National ID"])
def test_every_polish_number_beside_a_word_is_found(is_nominated, word, number):
    text = f"{word} {number}."
    assert found(text) == [number]
    assert is_nominated(DETECTOR, text)


@settings(max_examples=50, deadline=None)
@given(PESELS, st.integers(0, 9), st.integers(1, 9))
def test_no_polish_number_with_one_wrong_digit_is_found(number, place, by):
    wrong = str((int(number[place]) + by) % 10)
    assert found(f"PESEL {number[:place]}{wrong}{number[place + 1 :]}") == []


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12))
def test_bare_digits_without_a_word_are_never_found(number):
    assert found(f"we counted {number} of them") == []


@settings(max_examples=50, deadline=None)
@given(st.integers(10_000_000, 99_999_999).map(str))
def test_a_dutch_number_needs_its_check_digit(body):
    kept = [f"{body}{last}" for last in range(10) if found(f"BSN {body}{last}")]
    assert kept == [f"{body}{last}" for last in range(10) if bsn.is_valid(f"{body}{last}")]
