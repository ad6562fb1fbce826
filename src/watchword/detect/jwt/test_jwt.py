"""What the JWT detector finds in generated texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.jwt import DETECTOR
from watchword.detect.jwt.examples import token

WORDS = st.text(min_size=1, max_size=12)


@given(st.sampled_from(("HS256", "RS512", "none", "EdDSA")), WORDS)
def test_every_token_is_found_whole(is_nominated, algorithm, subject):
    made = token({"alg": algorithm, "typ": "JWT"}, {"sub": subject})
    text = f"Use {made}, now"
    assert [span.of(text) for span in DETECTOR.find(text)] == [made]
    assert is_nominated(DETECTOR, text)


@given(WORDS)
def test_a_header_without_an_algorithm_is_no_token(kind):
    assert list(DETECTOR.find(token({"kid": kind, "typ": "JWT"}, {"sub": "x"}))) == []
