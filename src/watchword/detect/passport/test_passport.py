"""What the detector of passport numbers finds in generated texts."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from watchword.detect.passport import DETECTOR

WEIGHTS = (7, 3, 1)
SIGNS = string.digits + string.ascii_uppercase


def check_digit(words: str) -> str:
    """As ICAO Doc 9303-3 describes it, worked out here a second time."""
    values = [0 if char == "<" else SIGNS.index(char) for char in words]
    return str(sum(value * WEIGHTS[at % 3] for at, value in enumerate(values)) % 10)


@st.composite
def zones(draw: st.DrawFn) -> str:
    number = draw(st.text(SIGNS, min_size=6, max_size=9)).ljust(9, "<")
    state = draw(st.sampled_from(("GBR", "UTO", "D<<", "FRA")))
    born, ends = (draw(st.dates()).strftime("%y%m%d") for _ in range(2))
    line = number + check_digit(number) + state + born + check_digit(born)
    line += draw(st.sampled_from("MFX<")) + ends + check_digit(ends) + "<" * 15
    return line + check_digit(line[:10] + line[13:20] + line[21:])


def found(text: str) -> list[str]:
    return [span.of(text) for span in DETECTOR.find(text)]


@settings(max_examples=60, deadline=None)
@given(zones())
def test_every_right_zone_is_found(is_nominated, zone):
    text = f"P<UTOERIKSSON<<ANNA<MARIA\n{zone}\n"
    assert found(text) == [zone]
    assert is_nominated(DETECTOR, text)


@settings(max_examples=60, deadline=None)
@given(zones(), st.sampled_from((*range(9), *range(13, 19), *range(21, 27))), st.integers(1, 9))
def test_no_zone_with_one_wrong_digit_is_found(zone, place, by):
    assume(zone[place].isdigit())
    wrong = zone[:place] + str((int(zone[place]) + by) % 10) + zone[place + 1 :]
    assert found(wrong) == []


@pytest.mark.parametrize(
    "before",
    [
        "passport ",
        "Passport No. ",
        "my passport is: ",
        "Reisepassnummer ",
        "passeport n°\u00a0",
        "número de pasaporte: ",
        "passaporto n. ",
        "paspoortnummer ",
        "British passport (UK) #",
    ],
)
@settings(max_examples=10, deadline=None)
@given(number=st.integers(300_000_000, 999_999_999).map(str))
def test_a_number_directly_after_the_word_is_found(is_nominated, before, number):
    text = f"{before}{number}, thank you"
    assert found(text) == [number]
    assert is_nominated(DETECTOR, text)


@settings(max_examples=60, deadline=None)
@given(st.from_regex(r"[A-Z]{0,2}[0-9]{6,9}", fullmatch=True))
def test_a_number_without_the_word_is_never_found(number):
    assert found(f"Order {number} has shipped. Bring your passport") == []
