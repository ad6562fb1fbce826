from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.channels.comparing import differs, is_same_text, plain
from watchword.channels.connections import (
    Connection,
    publisher,
    publishing_channels,
    refuse_missing,
)
from watchword.channels.http import Door
from watchword.channels.pictures import size_of
from watchword.channels.publishing import Media, Outgoing, Permanent, Published

SHOWN = Published(
    id="1", address="https://example.org/1", text="One", at=datetime(2026, 11, 23, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("approved", "shown"),
    [
        ("One\r\ntwo  \n\n\n\nthree ", "One\ntwo\n\nthree"),
        ("Cafe\u0301", "Café"),
        ("Ask @ana@social.example.org.", "Ask @ana."),
        ("Ask @ana.", "Ask @ana@social.example.org."),
        ("@ana@a.example and @ben", "@ana and @ben@b.example"),
    ],
)
def test_differences_that_nobody_sees_are_none(approved, shown):
    assert is_same_text(approved, shown)
    assert is_same_text(shown, approved)


@pytest.mark.parametrize(
    ("approved", "shown"),
    [
        ("One", "one"),
        ("One two", "One  two"),
        ("Ask @ana@a.example", "Ask @ana@b.example"),
        ("write to ana@a.example", "write to ana"),
        ("One", ""),
        ("One", "One more"),
    ],
)
def test_other_differences_are_told(approved, shown):
    assert not is_same_text(approved, shown)
    assert not is_same_text(shown, approved)


@given(st.text(max_size=40))
def test_a_text_is_the_same_as_itself_and_plain_text_stays(text):
    assert is_same_text(text, text)
    assert plain(plain(text)) == plain(text)


def test_what_differs_is_said_in_words():
    outgoing = Outgoing(
        parts=("One", "Two"),
        language="en-GB",
        media=(Media(body=b"", mime="image/png", description="A nurse"),),
    )
    assert differs(outgoing, replace(SHOWN, descriptions=("A nurse",), language="en")) == ()
    assert differs(outgoing, SHOWN) == ("one medium approved, no media shown",)
    assert differs(
        outgoing, replace(SHOWN, descriptions=("x",), language="cy", warning="storm")
    ) == (
        "the description of medium 1 is another one",
        "the language is cy instead of en-GB",
        "the content warning is “storm” instead of nothing",
    )
    assert differs(outgoing, SHOWN, 1) == ("the text differs from “Two” on: “One” is shown",)
    two = Outgoing(parts=("One",), media=(Media(body=b"", mime="image/png"),) * 2)
    assert differs(two, replace(SHOWN, descriptions=("a", "b"))) == (
        "the description of media 1, 2 is another one",
    )
    assert differs(Outgoing(parts=("On",)), SHOWN) == (
        "the text differs from nothing on: “e” is shown",
    )


def test_media_belong_to_their_part():
    one, two = Media(body=b"1", mime="image/png"), Media(body=b"2", mime="image/png")
    outgoing = Outgoing(parts=("a", "b", "c"), media=(one,), later_media=((two,),))
    assert [outgoing.media_of(part) for part in range(3)] == [(one,), (two,), ()]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("size", [(1, 1), (640, 360), (13, 2_000)])
def test_the_size_of_a_picture_is_read_from_its_first_bytes(form, size):
    from PIL import Image

    for settings in ({}, {"progressive": True}, {"lossless": True}, {"exif": Image.Exif()}):
        body = io.BytesIO()
        Image.new("RGB", size, "teal").save(body, form, **settings)
        assert size_of(body.getvalue()) == size
    wide = io.BytesIO()
    Image.new("RGBA", size, (1, 2, 3, 4)).save(wide, "WEBP")
    assert size_of(wide.getvalue()) == size


@given(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from(
            [
                b"\x89PNG\r\n\x1a\n",
                b"\xff\xd8",
                b"GIF89a",
                b"RIFF\0\0\0\0WEBPVP8X",
                b"\xff\xd8\xff\xff\xff",
            ]
        ).flatmap(lambda head: st.binary(max_size=30).map(lambda rest: head + rest)),
    )
)
def test_the_size_of_anything_else_is_none_or_two_numbers(body):
    found = size_of(body)
    assert found is None or min(found) > 0


def test_two_networks_can_be_published_to_and_the_others_go_by_hand():
    assert publishing_channels() == ("bluesky", "mastodon")
    connection = Connection(channel="linkedin", server="", secret="s3cret")
    with pytest.raises(Permanent, match="linkedin cannot be published to"):
        publisher(connection, Door())
    assert "s3cret" not in repr(connection)


@pytest.mark.parametrize("channel", publishing_channels())
def test_a_server_without_an_address_is_refused_at_once(channel):
    with pytest.raises(Permanent, match="not one of http"):
        publisher(Connection(channel=channel, server="social.example", secret="x"), Door())


def test_a_missing_library_says_how_to_get_it():
    with pytest.raises(Permanent, match="no_such_library is not installed") as missing:
        refuse_missing("no_such_library")
    assert "watchword[networks]" in missing.value.hint
    refuse_missing("atproto")
