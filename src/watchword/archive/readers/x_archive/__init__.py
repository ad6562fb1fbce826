"""The archive that X gives to an account: tweets.js, alone or in its ZIP file."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

import pyarrow as pa

from watchword.archive.files.jsons import json_array
from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised, schema_of
from watchword.archive.readers.dates import read_date
from watchword.archive.readers.rows import Row, listed, mapping, media_row, row_batches, words
from watchword.base.pattern import pattern

_START = pattern(r"^\s*window\.YTD\.tweets?\.part\d+\s*=\s*\[", case=True)
_ACCOUNT = pattern(r"^\s*window\.YTD\.account\.part\d+\s*=\s*\[", case=True)
_LONG = pattern(r"^\s*window\.YTD\.note_tweet\.part\d+\s*=\s*\[", case=True)
_SCHEMA = schema_of(
    (
        *("text", "id", "channel", "account_name", "published", "language", "link", "direction"),
        *("pictures", "described", "videos", "captioned", "alt_texts", "kind"),
    )
)


_MEASURED = pa.schema(
    [
        *_SCHEMA,
        pa.field("reactions", pa.float64(), metadata={"source": "favorite_count"}),
        pa.field("shares", pa.float64(), metadata={"source": "retweet_count"}),
    ]
)


def recognise(peek: Peek) -> Recognised | None:
    """A script that begins with ``window.YTD.tweets.part0 = [``."""
    return _recognise(peek, _SCHEMA)


def measured(peek: Peek) -> Recognised | None:
    """The same, with the numbers that the archive holds: likes and reposts."""
    return _recognise(peek, _MEASURED)


def _recognise(peek: Peek, schema: pa.Schema) -> Recognised | None:
    scripts = [(part, _head(part)) for part in peek.parts if b"window.YTD." in part.head[:64]]
    found = [part for part, head in scripts if _START.found_in(head)]
    if not found:
        return None
    handle = next((_handle(part) for part, head in scripts if _ACCOUNT.found_in(head)), "")
    has_long = any(_LONG.found_in(head) for _, head in scripts)

    def batches(notes: Notes, batch_rows: int) -> Iterator[pa.RecordBatch]:
        if has_long:
            notes.once("long posts are cut by X in tweets.js; note-tweet.js was not read")
        rows = (row for part in found for row in _rows(part, handle, notes))
        return row_batches(rows, schema, batch_rows)

    return Recognised(
        format="X archive",
        match=", ".join(part.name for part in found) + ": window.YTD.tweets",
        score=20,
        schema=schema,
        batches=batches,
    )


def _head(part: Part) -> str:
    return part.head[:200].decode("utf-8", "replace").removeprefix("\ufeff")


def _handle(part: Part) -> str:
    for _, element in json_array(part, Notes()):
        return words(mapping(mapping(element).get("account")).get("username"))
    return ""


def _rows(part: Part, handle: str, notes: Notes) -> Iterator[Row]:
    for number, element in json_array(part, notes):
        tweet = mapping(mapping(element).get("tweet", element))
        if "full_text" in tweet or "text" in tweet:
            yield _row(tweet, handle)
        else:
            notes.add(0, f"record {number:,} has no text and was skipped", kind="no text")


def _row(tweet: Mapping[str, object], handle: str) -> Row:
    text = words(tweet.get("full_text") or tweet.get("text"))
    media = _media(tweet)
    number = words(tweet.get("id_str")) or words(tweet.get("id"))
    when = read_date(words(tweet.get("created_at")))
    answered = tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_user_id_str")
    is_repost = text.startswith("RT @")
    language = words(tweet.get("lang"))
    return {
        "text": html.unescape(_written_out(text, tweet, media)),
        "id": number,
        "channel": "x",
        "account_name": handle or None,
        "published": when.moment if when else None,
        "language": None if language in ("", "und", "zxx", "qme", "qht", "qam") else language,
        "link": f"https://x.com/{handle or 'i/web'}/status/{number}" if number else None,
        "direction": "reply" if answered and not is_repost else "post",
        "kind": "repost" if is_repost else "reply" if answered else "post",
        "reactions": None if is_repost else _count(tweet.get("favorite_count")),
        "shares": None if is_repost else _count(tweet.get("retweet_count")),
        **_media_row(media),
    }


def _count(value: object) -> float | None:
    """A count, which the archive writes as text; those of reposts are of another's post."""
    text = str(value if value is not None else "")
    return float(text) if text.isascii() and text.isdigit() else None


def _media(tweet: Mapping[str, object]) -> list[Mapping[str, object]]:
    entities = mapping(tweet.get("extended_entities")) or mapping(tweet.get("entities"))
    return [mapping(one) for one in listed(entities.get("media"))]


def _written_out(text: str, tweet: Mapping[str, object], media: list[Mapping[str, object]]) -> str:
    """The text with X's short addresses written out, and without the addresses of its media."""
    for url in map(mapping, listed(mapping(tweet.get("entities")).get("urls"))):
        short, full = words(url.get("url")), words(url.get("expanded_url"))
        if short and full:
            text = text.replace(short, full)
    for one in media:
        if short := words(one.get("url")):
            text = text.replace(short, "")
    return text.strip()


def _media_row(media: list[Mapping[str, object]]) -> dict[str, object]:
    is_told = any("ext_alt_text" in one for one in media)
    alts = [words(one.get("ext_alt_text")) if is_told else None for one in media]
    videos = sum(1 for one in media if one.get("type") in ("video", "animated_gif"))
    return media_row(alts, videos, None)


FORMAT = Format(title="X archive", recognise=recognise, measured=measured)
