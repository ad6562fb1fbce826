"""What the detector of account numbers finds in generated texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban

from watchword.detect.iban import _LENGTHS, DETECTOR

GERMAN = st.integers(0, 10**18 - 1).map("{:018}".format)
NUMBERS = GERMAN.map(lambda body: f"DE{iban.calc_check_digits(f'DE00{body}')}{body}")
BESIDE = st.sampled_from(("", "ref ab12 ", "DE12 3456 ", "GB33 BUKB 2020 1555 5555 55 ", "at 20 "))


def grouped(number: str, gap: str) -> str:
    return gap.join(number[at : at + 4] for at in range(0, len(number), 4))


def found(text: str) -> list[str]:
    return [span.of(text) for span in DETECTOR.find(text)]


@pytest.mark.parametrize("country", sorted(_LENGTHS))
def test_the_length_of_a_country_is_that_of_its_published_parts(country):
    parts = iban._ibandb.info(country + "0" * 40)[0][1]["bban"]
    assert 4 + sum(int(size) for size in re.findall(r"(\d+)!", parts)) == _LENGTHS[country]


@settings(max_examples=60, deadline=None)
@given(number=NUMBERS, gap=st.sampled_from(("", " ", "-", "\u00a0")), before=BESIDE)
def test_a_number_is_found_whatever_stands_before_it(is_nominated, number, gap, before):
    words = grouped(number, gap)
    text = f"{before}{words} please"
    assert found(text)[-1:] == [words]
    assert is_nominated(DETECTOR, text)


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.integers(4, 21), st.integers(1, 9))
def test_no_number_with_one_wrong_digit_is_found(number, place, by):
    wrong = str((int(number[place]) + by) % 10)
    assert found(f"Pay into {number[:place]}{wrong}{number[place + 1 :]}") == []
