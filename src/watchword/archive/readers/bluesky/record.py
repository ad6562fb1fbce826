"""One ``app.bsky.feed.post`` record as a row.

Source: lexicons app.bsky.feed.post, app.bsky.embed.images, .video, .recordWithMedia and
app.bsky.richtext.facet of the AT Protocol, October 2026.
"""

from __future__ import annotations

from collections.abc import Mapping

from watchword.archive.readers.dates import read_date
from watchword.archive.readers.rows import Row, listed, mapping, media_row, words

POST = "app.bsky.feed.post"
FACTS = (
    *("text", "id", "channel", "account_name", "published", "language", "link", "direction"),
    *("pictures", "described", "videos", "captioned", "alt_texts", "kind"),
)


def post_row(record: object, did: str, rkey: str) -> Row | None:
    """A row, or None when the record is not a post.

    Args:
        record: The record.
        did: Whose repository it is in; may be empty.
        rkey: The record's key; may be empty.
    """
    post = mapping(record)
    if post.get("$type", POST) != POST or not isinstance(post.get("text"), str):
        return None
    when = read_date(words(post.get("createdAt")))
    languages = [words(one) for one in listed(post.get("langs"))]
    is_reply = bool(post.get("reply"))
    return {
        "text": with_links(words(post["text"]), post),
        "id": f"at://{did}/{POST}/{rkey}" if did and rkey else rkey,
        "channel": "bluesky",
        "account_name": did or None,
        "published": when.moment if when else None,
        "language": languages[0] if languages else None,
        "link": f"https://bsky.app/profile/{did}/post/{rkey}" if did and rkey else None,
        "direction": "reply" if is_reply else "post",
        "kind": "reply" if is_reply else "post",
        **_media(mapping(post.get("embed"))),
    }


def with_links(text: str, post: Mapping[str, object]) -> str:
    """The text with links that are shown cut short (``example.org/…``) written out.

    Facets count in UTF-8 bytes, half open; they are applied from the last to the first.
    """
    data = text.encode("utf-8", "surrogatepass")
    for start, end, target in sorted(_facets(post), reverse=True):
        shown = data[start:end].decode("utf-8", "replace")
        if 0 <= start < end <= len(data) and shown.endswith(("…", "...")):
            data = data[:start] + target.encode() + data[end:]
    return data.decode("utf-8", "replace")


def _facets(post: Mapping[str, object]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for facet in map(mapping, listed(post.get("facets"))):
        index = mapping(facet.get("index"))
        start, end = index.get("byteStart"), index.get("byteEnd")
        for feature in map(mapping, listed(facet.get("features"))):
            target = words(feature.get("uri"))
            if target and isinstance(start, int) and isinstance(end, int):
                found.append((start, end, target))
    return found


def _media(embed: Mapping[str, object]) -> dict[str, object]:
    media = mapping(embed.get("media")) or embed
    alts: list[str | None] = [words(mapping(one).get("alt")) for one in listed(media.get("images"))]
    has_video = "video" in media
    captioned = 0
    if has_video:
        alts.append(words(media.get("alt")))
        captioned = int(bool(listed(media.get("captions"))))
    return media_row(alts, int(has_video), captioned)
