"""What the password detector finds in generated texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.password import DETECTOR

VALUES = st.from_regex(r"[A-Za-z]{3,8}[0-9]{1,4}[A-Za-z]{0,3}", fullmatch=True)


@pytest.mark.parametrize(
    "key",
    [
        "password:",
        "Passwort:",
        "the pw is",
        "mot de passe :",
        "La contraseña es",
        "wifi password =",
    ],
)
@given(value=VALUES)
def test_every_mixed_value_is_found_whole(is_nominated, key, value):
    text = f"{key} {value}."
    assert [span.of(text) for span in DETECTOR.find(text)] == [value]
    assert is_nominated(DETECTOR, text)


@given(st.integers(0, 9999))
def test_every_pin_is_found(is_nominated, number):
    text = f"her PIN is {number:04}, he said"
    assert [span.of(text) for span in DETECTOR.find(text)] == [f"{number:04}"]
    assert is_nominated(DETECTOR, text)


@given(st.from_regex(r"[a-z]{2,12}( [a-z]{2,12}){2,5}", fullmatch=True))
def test_a_sentence_after_is_holds_no_password(words):
    assert list(DETECTOR.find(f"Your password is {words}")) == []
