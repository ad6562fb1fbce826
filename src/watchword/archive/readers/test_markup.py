from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.archive.readers.markup import text_of_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words", "plain words"),
        ("<p>One</p><p>Two<br/>three</p>", "One\n\nTwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("Fish &amp; chips &lt;3", "Fish & chips <3"),
        (
            '<a href="https://example.org/a?b=1&amp;c=2">our page</a>',
            "our page (https://example.org/a?b=1&c=2)",
        ),
        ('<a href="https://example.org/">https://example.org/</a>', "https://example.org/"),
        (
            '<a href="https://example.org/tags/flu" class="mention hashtag">#<span>flu</span></a>',
            "#flu",
        ),
        ("<script>alert(1)</script>said<style>p {}</style>", "said"),
        ("a < b and c > d", "a < b and c > d"),
        ("<!-- not seen -->seen", "seen"),
    ],
)
def test_a_reader_sees(markup, text):
    assert text_of_html(markup) == text


@given(st.text(alphabet='<>/ap="\n &;', max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_markup_breaks_it(markup):
    assert isinstance(text_of_html(markup), str)


@pytest.mark.parametrize("piece", ["<a>", "<p", "</a>", "<!--", "&", '<a href="', "<", "<a>x</a>"])
def test_hostile_markup_takes_linear_time(piece):
    start = time.monotonic()
    text_of_html(piece * (1_000_000 // len(piece)))
    assert time.monotonic() - start < 15
