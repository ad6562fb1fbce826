from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.span import Span
from watchword.base.text.grapheme import REACH, grapheme_safe, graphemes

PIECES = [
    "a",
    " ",
    "\r\n",
    "\n",
    "e\u0301",
    "👍🏽",
    "👩‍👩‍👧",
    "🇬🇧",
    "🇫🇷",
    "각",
    "ก็",
    "é",
    "x\u0336\u0301",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "span", "wanted"),
    [
        ("spam here", Span(0, 4), "spam"),
        ("cafe\u0301 x", Span(0, 4), "cafe\u0301"),
        ("ok 👍🏽!", Span(4, 5), "👍🏽"),
        ("🇬🇧🇫🇷", Span(1, 2), "🇬🇧"),
        ("a👩‍👩‍👧b", Span(2, 4), "👩‍👩‍👧"),
        ("a\r\nb", Span(1, 2), "\r\n"),
    ],
)
def test_a_span_is_widened_to_what_a_reader_sees(text: str, span: Span, wanted: str) -> None:
    assert grapheme_safe(text, span).of(text) == wanted


@given(TEXT, st.data())
@settings(max_examples=300, deadline=None)
def test_it_agrees_with_the_clusters_of_the_whole_text(text: str, data: st.DataObject) -> None:
    borders = [0, *(found.end() for found in regex.finditer(r"\X", text))]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    safe = grapheme_safe(text, Span(start, end))
    if start == end:
        assert safe == Span(start, end)
    else:
        assert safe.start == max(place for place in borders if place <= start)
        assert safe.end == min(place for place in borders if place >= end)
    assert graphemes(text) == len(borders) - 1


def test_an_endless_cluster_costs_no_more_than_its_neighbourhood() -> None:
    text = "a" + "\u0301" * 2_000_000
    started = time.perf_counter()
    safe = grapheme_safe(text, Span(1_000_000, 1_000_001))
    assert time.perf_counter() - started < 20
    assert safe.start >= 1_000_000 - REACH
    assert safe.end <= 1_000_001 + REACH
