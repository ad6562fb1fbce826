"""What the API key detector finds for every row of its table."""

from __future__ import annotations

import base64
import random
import re

import pytest
import rstr
from hypothesis import given
from hypothesis import strategies as st

from watchword.base.pattern import pattern
from watchword.detect.api_key import _BODY, DETECTOR, TOKENS, Token, base62_crc32


def _within_a_hundred(source: str) -> str:
    """The pattern with repeats of 100 and more in three parts: the generator stops at 100."""
    return re.sub(
        r"(\[[^\]]+\])\{(\d{3}),\d+\}",
        lambda found: f"(?:{found[1]}{{{int(found[2]) // 3 + 1}}}){{3}}",
        source,
    )


def made(token: Token, seed: int) -> str:
    """A token that nobody issued, with the check digits that its kind carries."""
    words = rstr.Rstr(random.Random(seed)).xeger(_within_a_hundred(token.whole))
    if token.check == "crc32":
        prefix, _, body = words.partition("_")
        return f"{prefix}_{body[:-6]}{base62_crc32(body[:-6])}"
    if token.check == "snowflake":
        number = str(100_000_000_000_000_000 + seed).encode()
        return ".".join([base64.b64encode(number).decode().rstrip("="), *words.split(".")[1:]])
    return words


@pytest.mark.parametrize("token", TOKENS, ids=lambda token: token.provider)
def test_every_kind_is_found_whole(is_nominated, token):
    for seed in range(12):
        words = made(token, seed)
        text = f"see ( {words} ) here"
        assert words in [span.of(text) for span in DETECTOR.find(text)], words
        assert is_nominated(DETECTOR, text)


@pytest.mark.parametrize("token", TOKENS, ids=lambda token: token.provider)
def test_every_kind_starts_as_the_gate_assumes_and_names_its_source(token):
    assert token.source
    assert token.check in {"", "crc32", "snowflake", "mixed"}
    begins = pattern(rf"^(?:{token.prefix}){_BODY}{{8}}", case=True)
    for seed in range(12):
        assert token.gate or begins.found_in(made(token, seed))


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789", min_size=30, max_size=30))
def test_a_github_token_counts_only_with_its_check_digits(body):
    words = "gh" + "p_" + body + base62_crc32(body)
    is_varied = len(set(words[-20:])) >= 7 and "your" not in body.lower()
    assert bool(list(DETECTOR.find(words))) == is_varied
    wrong = words[:-1] + ("a" if words[-1] != "a" else "b")
    assert list(DETECTOR.find(wrong)) == []


@given(st.from_regex(r"[a-z]{4,12}( [a-z]{4,12}){2,6}", fullmatch=True))
def test_a_sentence_about_a_key_holds_none(words):
    assert list(DETECTOR.find(f"Our api key is {words}")) == []
