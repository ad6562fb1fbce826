from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.base.errors import InputError
from watchword.measure.find import find_post, mark_of, post_of, short_marks
from watchword.measure.schema import POSTS, post_number


def made_posts():
    rows = [
        ("facebook", "northbank", "1784", "https://www.facebook.com/northbank/posts/1784", "Bins"),
        ("instagram", "northbank", "1784", "https://www.instagram.com/p/Cab12/", "Bins on Monday"),
        ("x", "northbank", "99", "https://x.com/northbank/status/99", "The library opens"),
    ]
    return pa.Table.from_pylist(
        [
            {
                "post": post_number(channel, account, native),
                "channel": channel,
                "account": account,
                "native_id": native,
                "link": link,
                "text": text,
            }
            for channel, account, native, link, text in rows
        ],
        POSTS,
    )


LIBRARY = post_number("x", "northbank", "99")


@pytest.mark.parametrize(
    "said",
    [
        "99",
        " 99 ",
        "https://x.com/northbank/status/99",
        "http://www.x.com/northbank/status/99/",
        "x.com/northbank/status/99?s=20",
        "https://mobile.twitter.com/northbank/status/99",
        mark_of(LIBRARY),
        mark_of(LIBRARY).upper().replace("P", "p", 1),
        str(LIBRARY),
        mark_of(LIBRARY)[: short_marks(made_posts().column("post"))],
    ],
)
def test_a_post_is_found_by_what_people_have_of_it(said):
    assert find_post(made_posts(), said) == LIBRARY


def test_an_address_tells_posts_with_the_same_id_apart():
    found = find_post(made_posts(), "https://facebook.com/northbank/posts/1784")
    assert found == post_number("facebook", "northbank", "1784")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("1784", "'1784' may be any of 2 posts"),
        ("bins", "no post has the id or address 'bins'; these 2 posts say it"),
        ("library", "this post says it"),
        ("4711", "there is no post '4711' in this ledger"),
        ("", "there is no post ''"),
    ],
)
def test_a_post_that_is_not_clear_is_refused_with_candidates(said, words):
    with pytest.raises(InputError, match=words) as caught:
        find_post(made_posts(), said)
    if "posts" in words and "ledger" not in words:
        assert "facebook northbank" in caught.value.hint
        assert "instagram northbank" in caught.value.hint


@given(number=st.integers(-(2**63), 2**63 - 1))
def test_a_mark_stands_for_its_post(number):
    assert post_of(mark_of(number)) == number


@pytest.mark.parametrize("word", ["", "p", "p12", "q" + "0" * 16, "p" + "g" * 16, "p" + "0" * 17])
def test_other_words_are_no_marks(word):
    assert post_of(word) is None
