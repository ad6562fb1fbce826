"""Searching on from a place never goes back before it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from watchword.base.pattern import Bounded


def test_a_search_from_within_the_first_word_does_not_find_that_word_again() -> None:
    text = "one ones c4fe Ad"
    assert list(Bounded("one").spans(text, text.encode(), 1, 1)) == []


@given(st.text("one s", max_size=12), st.integers(0, 12))
def test_nothing_is_found_before_the_place_at_which_a_search_begins(text: str, at: int) -> None:
    at = min(at, len(text))
    assert all(one.start >= at for one in Bounded("one|o").spans(text, text.encode(), at, at))
