"""What the detector of driving licences finds in generated texts."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.detect.driving_licence import DETECTOR

NAMES = st.text(string.ascii_uppercase, min_size=1, max_size=5).map(lambda name: name.ljust(5, "9"))


def british(name: str, decade: int, month: int, day: int) -> str:
    return f"{name}{decade}{month:02}{day:02}6AB9XY"


def found(text: str) -> list[str]:
    return [span.of(text) for span in DETECTOR.find(text)]


@settings(max_examples=60, deadline=None)
@given(
    NAMES,
    st.integers(0, 9),
    st.one_of(st.integers(1, 12), st.integers(51, 62)),
    st.integers(1, 31),
    st.sampled_from(("", " ", "-", "\u00a0")),
)
def test_every_british_number_is_found(is_nominated, name, decade, month, day, gap):
    whole = british(name, decade, month, day)
    words = gap.join((whole[:5], whole[5:11], whole[11:]))
    text = f"licence {words}."
    assert found(text) == [words]
    assert is_nominated(DETECTOR, text)


@settings(max_examples=60, deadline=None)
@given(
    NAMES,
    st.one_of(st.just(0), st.integers(13, 50), st.integers(63, 99)),
    st.integers(1, 31),
)
def test_no_british_number_without_a_month_is_found(name, month, day):
    assert found(british(name, 6, month, day)) == []


@pytest.mark.parametrize(
    "before",
    [
        "driver's license ",
        "Driver’s License No: ",
        "driving licence is ",
        "DLN: ",
        "dl# ",
        "Führerscheinnummer ",
        "permis de conduire n°\u00a0",
        "rijbewijsnummer: ",
        "körkort ",
    ],
)
@settings(max_examples=10, deadline=None)
@given(number=st.integers(30_000_000, 999_999_999).map(str))
def test_a_number_directly_after_the_words_is_found(is_nominated, before, number):
    text = f"{before}{number}, thank you"
    assert found(text) == [number]
    assert is_nominated(DETECTOR, text)


@settings(max_examples=60, deadline=None)
@given(st.from_regex(r"[A-Z][0-9]{7,12}", fullmatch=True))
def test_a_number_without_the_words_is_never_found(number):
    assert found(f"Order {number} has shipped. Bring your driving licence") == []
