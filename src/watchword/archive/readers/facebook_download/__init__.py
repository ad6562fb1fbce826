"""Downloads of your information from Facebook and Instagram, as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import pyarrow as pa

from watchword.archive.files.jsons import json_array
from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.peek import Kind, Peek, kind_of
from watchword.archive.readers.base import Format, Recognised, schema_of
from watchword.archive.readers.dates import read_date
from watchword.archive.readers.rows import Row, listed, mapping, media_row, row_batches, words

_SCHEMA = schema_of(
    ("text", "channel", "published", "pictures", "described", "videos", "captioned", "alt_texts")
)
_VIDEOS = frozenset({".mp4", ".mov", ".m4v", ".webm"})


def recognise(peek: Peek) -> Recognised | None:
    """A list of objects with ``timestamp`` and ``data``, or with ``creation_timestamp``."""
    found = [part for part in peek.parts if _is_posts(part)]
    if not found:
        return None

    def batches(notes: Notes, batch_rows: int) -> Iterator[pa.RecordBatch]:
        rows = (row for part in found for row in _rows(part, notes))
        return row_batches(rows, _SCHEMA, batch_rows)

    return Recognised(
        format="Facebook or Instagram, download of your information",
        match=", ".join(part.name for part in found) + ": posts with timestamp and data",
        score=15,
        schema=_SCHEMA,
        batches=batches,
    )


def _is_posts(part: Part) -> bool:
    if b'timestamp"' not in part.head or kind_of(part) is not Kind.JSON:
        return False
    for _, element in json_array(part, Notes()):
        post = mapping(element)
        is_facebook = "timestamp" in post and ("data" in post or "attachments" in post)
        return is_facebook or isinstance(post.get("media"), list)
    return False


def _rows(part: Part, notes: Notes) -> Iterator[Row]:
    for number, element in json_array(part, notes):
        post = mapping(element)
        if "timestamp" in post:
            yield _facebook(post)
        elif isinstance(post.get("media"), list):
            yield _instagram(post)
        else:
            notes.add(0, f"record {number:,} is no post and was skipped", kind="no post")


def repaired(text: str) -> str:
    """Text whose UTF-8 bytes were written as if each were a Latin-1 character.

    Text that is not so stays as it is.
    """
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _facebook(post: Mapping[str, object]) -> Row:
    said = [words(mapping(one).get("post")) for one in listed(post.get("data"))]
    media = [
        mapping(mapping(one).get("media"))
        for attachment in listed(post.get("attachments"))
        for one in listed(mapping(attachment).get("data"))
    ]
    media = [one for one in media if one]
    captions = [words(one.get("description")) for one in media]
    text = next((one for one in [*said, *captions] if one), "")
    return _row("facebook", text, post.get("timestamp"), media)


def _instagram(post: Mapping[str, object]) -> Row:
    media = [mapping(one) for one in listed(post.get("media"))]
    first = media[0] if media else {}
    text = words(post.get("title")) or words(first.get("title"))
    when = post.get("creation_timestamp") or first.get("creation_timestamp")
    return _row("instagram", text, when, media)


def _row(channel: str, text: str, when: object, media: list[Mapping[str, object]]) -> Row:
    suffixes = [PurePosixPath(words(one.get("uri"))).suffix.lower() for one in media]
    read = read_date(str(when or ""))
    return {
        "text": repaired(text),
        "channel": channel,
        "published": read.moment if read else None,
        **media_row([None] * len(media), sum(one in _VIDEOS for one in suffixes), None),
    }


FORMAT = Format(title="Facebook or Instagram download", recognise=recognise)
