"""What the private key detector finds in generated texts."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.bech32 import bech32
from watchword.detect.private_key import DETECTOR
from watchword.detect.private_key.examples import framed


@given(
    st.sampled_from(("", "RSA", "EC", "OPENSSH", "ENCRYPTED")),
    st.binary(min_size=120, max_size=200).filter(lambda raw: len(set(raw)) > 40),
)
def test_every_framed_key_is_found_whole(is_nominated, kind, raw):
    key = framed(kind, base64.encodebytes(raw).decode().strip())
    text = f"mine:\n{key}\nthanks"
    assert [span.of(text) for span in DETECTOR.find(text)] == [key]
    assert is_nominated(DETECTOR, text)


def test_a_body_may_spell_the_word_that_closes_the_frame():
    key = framed("", "AAAAAEND" + "ABCDEFGHIJKLMNOPQRSTUVWX" * 3)
    assert [span.of(key) for span in DETECTOR.find(key)] == [key]


@given(st.lists(st.integers(0, 31), min_size=52, max_size=52))
def test_every_age_key_is_found_and_a_mistyped_one_is_not(is_nominated, values):
    key = bech32("age-secret-key-", values).upper()
    text = f"age {key}"
    assert [span.of(text) for span in DETECTOR.find(text)] == [key]
    assert is_nominated(DETECTOR, text)
    wrong = key[:-1] + ("Q" if key[-1] != "Q" else "P")
    assert list(DETECTOR.find(f"age {wrong}")) == []
