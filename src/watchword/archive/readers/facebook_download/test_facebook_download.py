from __future__ import annotations

import json
from datetime import UTC, datetime


def mangled(text: str) -> str:
    """As the download writes it: UTF-8 bytes, each as a character of Latin-1."""
    return text.encode().decode("latin-1")


def test_mangled_text_is_repaired(folder):
    records = [
        {
            "timestamp": 1790000000,
            "data": [{"post": mangled("Café offen 🎉")}],
            "attachments": [
                {"data": [{"media": {"uri": "posts/media/1.jpg"}}, {"external_context": {}}]}
            ],
            "title": "Northbank updated its status.",
        },
        {"timestamp": 1790000001, "data": [{"post": "Plain"}, {"update_timestamp": 1}]},
        {"timestamp": 1790000002, "attachments": [], "title": "Northbank was at a place."},
    ]
    reading, posts = folder.read(folder.file("any.json", json.dumps(records)))
    assert reading.format.startswith("Facebook or Instagram")
    assert [post.text for post in posts] == ["Café offen 🎉", "Plain", ""]
    assert posts[0].published == datetime.fromtimestamp(1790000000, UTC)
    assert posts[0].facts.one("media") == "picture"
    assert "described" not in posts[0].facts
    assert posts[1].facts.one("media") == "none"


def test_posts_of_instagram_are_read_from_the_zip_file(folder):
    records = [
        {"media": [{"uri": "a.mp4", "creation_timestamp": 1790000000, "title": mangled("Été")}]},
        {
            "media": [{"uri": "a.jpg", "creation_timestamp": 1}, {"uri": "b.jpg"}],
            "title": "Two pictures",
            "creation_timestamp": 1790000000,
        },
    ]
    files = {"media/posts_1.json": json.dumps(records), "index.html": "<p>x</p>"}
    _, posts = folder.read(folder.zip("download.zip", files))
    assert [post.text for post in posts] == ["Été", "Two pictures"]
    assert [post.channel for post in posts] == ["instagram"] * 2
    assert [post.facts.one("media") for post in posts] == ["video", "picture"]
    assert posts[1].facts.one("pictures") == "2"
