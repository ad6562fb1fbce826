"""Mastodon's outbox.json, alone or in its ZIP file, and outboxes of other ActivityPub servers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from watchword.archive.files.jsons import json_array
from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.peek import Peek
from watchword.archive.files.text import sample_text
from watchword.archive.readers.base import Format, Recognised, schema_of
from watchword.archive.readers.dates import read_date
from watchword.archive.readers.markup import text_of_html
from watchword.archive.readers.rows import Row, listed, mapping, media_row, row_batches, words

_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_SAID = frozenset({"Note", "Article", "Question", "Page", "Video", "Image"})
_BOOST = "a boost of somebody else's post was skipped"
_DIRECT = "a direct message was skipped: it was not said in public"
_SCHEMA = schema_of(
    (
        *("text", "id", "channel", "account_name", "published", "language", "link", "direction"),
        *("pictures", "described", "videos", "captioned", "alt_texts", "kind"),
    )
)


def recognise(peek: Peek) -> Recognised | None:
    """JSON with ``OrderedCollection`` and ``orderedItems``."""
    found = [part for part in peek.parts if _is_outbox(part)]
    if not found:
        return None

    def batches(notes: Notes, batch_rows: int) -> Iterator[pa.RecordBatch]:
        rows = (row for part in found for row in _rows(part, notes))
        return row_batches(rows, _SCHEMA, batch_rows)

    return Recognised(
        format="Mastodon outbox",
        match=", ".join(part.name for part in found) + ": OrderedCollection of activities",
        score=20,
        schema=_SCHEMA,
        batches=batches,
    )


def _is_outbox(part: Part) -> bool:
    if b"orderedItems" not in part.head:
        return False
    start = sample_text(part)
    return start.lstrip()[:1] == "{" and '"OrderedCollection' in start


def _rows(part: Part, notes: Notes) -> Iterator[Row]:
    for number, element in json_array(part, notes, after='"orderedItems"'):
        activity = mapping(element)
        said = mapping(activity.get("object"))
        if activity.get("type") == "Announce":
            notes.add(0, f"record {number:,}: {_BOOST}", kind=_BOOST)
        elif activity.get("type") != "Create" or words(said.get("type")) not in _SAID:
            notes.add(0, f"record {number:,} is no post and was skipped", kind="no post")
        elif not _audience(activity, said):
            notes.add(0, f"record {number:,}: {_DIRECT}", kind=_DIRECT)
        else:
            yield _row(activity, said)


def _audience(activity: Mapping[str, object], said: Mapping[str, object]) -> str:
    """Who could read it: public, followers, or "" for those named only.

    Source: ActivityPub, section 5.6; followers' collections end in ``/followers`` on Mastodon.
    """
    named = [
        words(one)
        for source in (activity, said)
        for field in ("to", "cc")
        for one in _many(source.get(field))
    ]
    if not named:
        return "public"  # an export without addressees
    if any(one in _PUBLIC for one in named):
        return "public"
    return "followers" if any(one.endswith("/followers") for one in named) else ""


def _many(value: object) -> list[object]:
    return listed(value) if isinstance(value, list) else [value] if value else []


def _row(activity: Mapping[str, object], said: Mapping[str, object]) -> Row:
    warning = text_of_html(words(said.get("summary")))
    name = words(said.get("name")) if said.get("type") != "Note" else ""
    text = text_of_html(words(said.get("content")))
    when = read_date(words(said.get("published")) or words(activity.get("published")))
    languages = [one for one in mapping(said.get("contentMap")) if one != "und"]
    is_reply = bool(said.get("inReplyTo"))
    return {
        "text": "\n\n".join(piece for piece in (warning, name, text) if piece),
        "id": words(said.get("id")),
        "channel": "mastodon",
        "account_name": _handle(words(activity.get("actor")) or words(said.get("attributedTo"))),
        "published": when.moment if when else None,
        "language": languages[0] if languages else None,
        "link": words(said.get("url")) or words(said.get("id")) or None,
        "direction": "reply" if is_reply else "post",
        "kind": _audience(activity, said),
        **_media(said),
    }


def _handle(actor: str) -> str | None:
    """``@name@server`` of an actor's address such as ``https://server/users/name``."""
    server, _, path = actor.partition("://")[2].partition("/")
    name = path.rstrip("/").rpartition("/")[2].removeprefix("@")
    return f"@{name}@{server.lower()}" if name and server else None


def _media(said: Mapping[str, object]) -> dict[str, object]:
    alts: list[str | None] = []
    videos = 0
    for one in map(mapping, _many(said.get("attachment"))):
        kind = words(one.get("mediaType"))
        if kind.startswith(("image/", "video/")):
            alts.append(words(one.get("name")))
            videos += kind.startswith("video/")
    return media_row(alts, videos, None)


FORMAT = Format(title="Mastodon outbox", recognise=recognise, measured=recognise)
