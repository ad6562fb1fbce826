from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import libipld
import pytest

from watchword.archive.readers import read_posts
from watchword.base.errors import InputError

DID = "did:plc:northbankexample"


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


class Repository:
    """Writes a repository archive by the specification."""

    def __init__(self) -> None:
        self.blocks: list[tuple[bytes, bytes]] = []

    def put(self, value: object) -> bytes:
        data = libipld.encode_dag_cbor(value)
        cid = b"\x01\x71\x12\x20" + hashlib.sha256(data).digest()
        self.blocks.append((cid, data))
        return cid

    def car(self, records: dict[str, object]) -> bytes:
        """A tree of two nodes: the first record stands in a left subtree."""
        keys = sorted(records)
        left = self.put({"l": None, "e": [self.entry(b"", keys[0], records)]})
        entries, before = [], b""
        for key in keys[1:]:
            entries.append(self.entry(before, key, records))
            before = key.encode()
        tree = self.put({"l": left, "e": entries})
        root = self.put({"did": DID, "version": 3, "data": tree, "rev": "3k", "prev": None})
        header = libipld.encode_dag_cbor({"version": 1, "roots": [root]})
        parts = [varint(len(header)) + header]
        parts += [varint(len(cid) + len(data)) + cid + data for cid, data in self.blocks]
        return b"".join(parts)

    def entry(self, before: bytes, key: str, records: dict[str, object]) -> dict[str, object]:
        full = key.encode()
        shared = 0
        while shared < min(len(before), len(full)) and before[shared] == full[shared]:
            shared += 1
        return {"p": shared, "k": full[shared:], "v": self.put(records[key]), "t": None}


def post(text: str, **more: object) -> dict[str, object]:
    return {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": "2026-05-06T07:08:09.123Z",
        "langs": ["en"],
        **more,
    }


RECORDS = {
    "app.bsky.feed.like/3kaa": {"$type": "app.bsky.feed.like", "subject": {}},
    "app.bsky.feed.post/3kab": post("Flu clinics open"),
    "app.bsky.feed.post/3kac": post(
        "Café: example.org/flu…",
        reply={"root": {}, "parent": {}},
        embed={
            "$type": "app.bsky.embed.recordWithMedia",
            "media": {
                "$type": "app.bsky.embed.images",
                "images": [{"alt": "A nurse", "image": {}}, {"alt": "", "image": {}}],
            },
        },
        facets=[
            {
                "index": {"byteStart": 7, "byteEnd": 25},
                "features": [
                    {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.org/flu/1"}
                ],
            }
        ],
    ),
    "app.bsky.feed.post/3kad": post(
        "Watch", embed={"$type": "app.bsky.embed.video", "video": {}, "captions": [{"lang": "en"}]}
    ),
}


def test_a_repository_gives_its_posts_in_order_with_media_and_replies(folder):
    reading, posts = folder.read(folder.file("repo", Repository().car(RECORDS)))
    assert reading.format == "Bluesky repository"
    assert [one.text for one in posts] == [
        "Flu clinics open",
        "Café: https://example.org/flu/1",
        "Watch",
    ]
    assert posts[0].id == f"at://{DID}/app.bsky.feed.post/3kab"
    assert posts[0].published == datetime(2026, 5, 6, 7, 8, 9, 123000, tzinfo=UTC)
    assert posts[1].alt_texts == ("A nurse", "")
    assert posts[1].facts.one("described") == "1"
    assert [one.facts.one("direction") for one in posts] == ["post", "reply", "post"]
    assert posts[2].facts.one("captioned") == "1"
    assert posts[2].facts.one("language") == "en"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_cut_repository_is_a_clear_error(folder, share):
    data = Repository().car(RECORDS)
    path = folder.file("repo", data[: int(len(data) * share)])
    with pytest.raises(InputError, match="damaged or truncated"):
        list(read_posts(path))


def test_posts_of_the_jetstream_are_read_and_other_events_are_not(folder):
    def event(collection: str, record: object, operation: str = "create") -> str:
        commit = {"operation": operation, "collection": collection, "rkey": "3k", "record": record}
        return json.dumps({"did": DID, "time_us": 1, "kind": "commit", "commit": commit})

    lines = [
        event("app.bsky.feed.like", {"$type": "app.bsky.feed.like"}),
        event("app.bsky.feed.post", post("Hello")),
        json.dumps({"did": DID, "time_us": 2, "kind": "identity", "identity": {}}),
        event("app.bsky.feed.post", None, "delete"),
    ]
    reading, posts = folder.read(folder.file("stream", "\n".join(lines)))
    assert reading.format == "Bluesky Jetstream events"
    assert [one.text for one in posts] == ["Hello"]
    assert posts[0].channel == "bluesky"
