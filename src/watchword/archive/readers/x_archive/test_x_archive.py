from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from watchword.base.errors import InputError


def script(name: str, *records: object) -> str:
    return f"window.YTD.{name}.part0 = " + json.dumps(list(records), indent=2)


def tweet(number: int, text: str, **more: object) -> dict[str, object]:
    return {
        "tweet": {
            "id_str": str(number),
            "full_text": text,
            "created_at": "Sat Dec 06 18:20:30 +0000 2025",
            "lang": "en",
            "favorite_count": "0",
            "entities": {"urls": [], "hashtags": []},
            **more,
        }
    }


def test_addresses_are_written_out_and_entities_become_characters(folder):
    media = {"url": "https://t.co/pic", "type": "photo", "ext_alt_text": "Two nurses"}
    record = tweet(
        7,
        "Fish &amp; chips at https://t.co/abc https://t.co/pic",
        entities={
            "urls": [{"url": "https://t.co/abc", "expanded_url": "https://example.org/menu"}]
        },
        extended_entities={"media": [media, {"url": "https://t.co/pic", "type": "video"}]},
    )
    reading, posts = folder.read(folder.file("anything", script("tweets", record)))
    assert reading.format == "X archive"
    assert posts[0].text == "Fish & chips at https://example.org/menu"
    assert posts[0].published == datetime(2025, 12, 6, 18, 20, 30, tzinfo=UTC)
    assert posts[0].facts["media"] == {"picture", "video"}
    assert posts[0].facts.one("described") == "1"
    assert posts[0].alt_texts == ("Two nurses", "")


def test_without_alternative_texts_in_the_archive_they_are_unknown_not_missing(folder):
    record = tweet(7, "Look", extended_entities={"media": [{"url": "u", "type": "photo"}]})
    _, posts = folder.read(folder.file("tweets.js", script("tweets", record)))
    assert posts[0].facts.one("pictures") == "1"
    assert "described" not in posts[0].facts


def test_replies_and_reposts_are_told_apart(folder):
    records = [
        tweet(1, "Hello"),
        tweet(2, "@ada Yes", in_reply_to_status_id_str="9"),
        tweet(3, "RT @ada: Hello"),
    ]
    _, posts = folder.read(folder.file("tweets.js", script("tweet", *records)))
    assert [post.facts.one("direction") for post in posts] == ["post", "reply", "post"]
    assert [post.facts.one("kind") for post in posts] == ["post", "reply", "repost"]


def test_the_zip_file_gives_the_handle_too(folder):
    path = folder.zip(
        "twitter-archive.zip",
        {
            "data/account.js": script("account", {"account": {"username": "northbank"}}),
            "data/follower.js": script("follower", {"follower": {"accountId": "5"}}),
            "data/tweets.js": script("tweets", tweet(1, "Hello")),
            "data/note-tweet.js": script("note_tweet", {"noteTweet": {}}),
            "data/tweets_media/1.png": b"\x89PNG",
        },
    )
    reading, posts = folder.read(path)
    assert posts[0].facts.one("account_name") == "northbank"
    batch = next(iter(reading))
    assert batch.column("link").to_pylist() == ["https://x.com/northbank/status/1"]
    assert any("note-tweet.js" in note.message for note in reading.notes)


def test_a_cut_archive_gives_what_it_has_and_says_so(folder):
    whole = script("tweets", tweet(1, "First"), tweet(2, "Second"))
    reading, posts = folder.read(folder.file("tweets.js", whole[: whole.index("Second")]))
    assert [post.text for post in posts] == ["First"]
    assert any("ends in the middle of a record" in note.message for note in reading.notes)


def test_a_script_that_is_not_json_is_an_error(folder):
    with pytest.raises(InputError, match="broken JSON"):
        folder.read(folder.file("tweets.js", "window.YTD.tweets.part0 = [ {tweet: evil()} ]"))
