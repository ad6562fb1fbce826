from __future__ import annotations

import json
from datetime import UTC, datetime

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def create(content: str, **said: object) -> dict[str, object]:
    return {
        "type": "Create",
        "actor": "https://social.example.org/users/northbank",
        "to": [PUBLIC],
        "object": {
            "id": "https://social.example.org/users/northbank/statuses/1",
            "type": "Note",
            "published": "2026-02-03T04:05:06Z",
            "content": content,
            "url": "https://social.example.org/@northbank/1",
            "contentMap": {"en": content},
            "attachment": [],
            **said,
        },
    }


def outbox(*items: object) -> str:
    return json.dumps(
        {
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": "outbox.json",
            "type": "OrderedCollection",
            "totalItems": len(items),
            "orderedItems": list(items),
        }
    )


def test_html_becomes_what_a_reader_sees(folder):
    content = (
        "<p>Flu clinics &amp; more<br>open at nine</p><p>Book: "
        '<a href="https://example.org/flu/2026"><span class="invisible">https://</span>'
        '<span class="ellipsis">example.org/fl</span><span class="invisible">u/2026</span></a> '
        '<a href="https://social.example.org/@ada" class="u-url mention">@<span>ada</span></a></p>'
    )
    reading, posts = folder.read(folder.file("x", outbox(create(content))))
    assert reading.format == "Mastodon outbox"
    assert posts[0].text == (
        "Flu clinics & more\nopen at nine\n\nBook: https://example.org/flu/2026 @ada"
    )
    assert posts[0].published == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert posts[0].facts.one("account_name") == "@northbank@social.example.org"
    assert posts[0].facts.one("language") == "en"
    assert posts[0].facts.one("media") == "none"


def test_content_warning_media_and_replies_are_known(folder):
    said = create(
        "<p>See the picture</p>",
        summary="Needles",
        inReplyTo="https://example.org/9",
        attachment=[
            {"mediaType": "image/png", "name": "A nurse"},
            {"mediaType": "image/png", "name": None},
            {"mediaType": "video/mp4", "name": "A tour"},
        ],
    )
    _, posts = folder.read(folder.file("x", outbox(said)))
    assert posts[0].text == "Needles\n\nSee the picture"
    assert posts[0].facts.one("direction") == "reply"
    assert posts[0].alt_texts == ("A nurse", "", "A tour")
    assert [posts[0].facts.one(name) for name in ("pictures", "described", "videos")] == [
        "2",
        "2",
        "1",
    ]


def test_boosts_and_direct_messages_are_skipped_and_counted(folder):
    direct = {**create("<p>Private</p>"), "to": ["https://social.example.org/users/ada"]}
    boost = {"type": "Announce", "object": "https://example.org/9"}
    reading, posts = folder.read(folder.file("x", outbox(boost, direct, create("<p>Hello</p>"))))
    assert [post.text for post in posts] == ["Hello"]
    messages = " ".join(note.message for note in reading.notes)
    assert "boost" in messages
    assert "direct message" in messages


def test_the_zip_file_of_an_account_is_read(folder):
    files = {"outbox.json": outbox(create("<p>Hello</p>")), "actor.json": "{}", "likes.json": "{}"}
    _, posts = folder.read(folder.zip("archive.zip", files))
    assert [post.text for post in posts] == ["Hello"]
