"""One JSON record of a stream as a post: plain records and Jetstream-like events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from watchword.terms.facts import Facts
from watchword.terms.post import Post

POSTS = "app.bsky.feed.post"
TEXT_KEYS = ("text", "message", "content", "body", "caption", "full_text")
ID_KEYS = ("id", "uri", "id_str", "post_id")
DATE_KEYS = ("published", "created_at", "createdAt", "time", "date")


def post_from(record: object, base: Facts, columns: Mapping[str, str]) -> Post | None:
    """The post in a record; None when it holds none (a like, a deletion, an account event).

    Args:
        record: What a line of JSON held.
        base: Facts that hold for every post.
        columns: Keys named by hand: fact or ``text`` to key.
    """
    if not isinstance(record, dict):
        return None
    if "commit" in record:
        return _from_event(record, base)
    text = _first(record, (columns["text"],) if "text" in columns else TEXT_KEYS)
    if not isinstance(text, str):
        return None
    more = {
        fact: str(record[key])
        for fact, key in (*columns.items(), ("channel", "channel"), ("account", "account"))
        if fact != "text" and key in record and record[key] is not None
    }
    return Post(
        text=text,
        id=str(_first(record, ID_KEYS) or ""),
        published=_moment(_first(record, DATE_KEYS)),
        facts=base.with_(more) if more else base,
    )


def _from_event(event: Mapping[str, object], base: Facts) -> Post | None:
    """A commit of Bluesky's Jetstream: only new posts are posts."""
    commit = event["commit"]
    if not isinstance(commit, dict) or commit.get("collection") != POSTS:
        return None
    record = commit.get("record")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return None
    facts = base.with_(
        {"channel": "bluesky", "direction": "reply" if "reply" in record else "post"}
    )
    return Post(
        text=record["text"],
        id=f"at://{event.get('did', '')}/{POSTS}/{commit.get('rkey', '')}",
        published=_moment(record.get("createdAt")),
        facts=facts,
    )


def _first(record: Mapping[str, object], keys: tuple[str, ...]) -> object:
    return next((record[key] for key in keys if key in record), None)


def _moment(value: object) -> datetime | None:
    """A moment in ISO 8601, in UTC; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
