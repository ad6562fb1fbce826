"""Batches as posts, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pyarrow as pa

from watchword.terms.facts import Facts
from watchword.terms.post import Post

_NOT_FACTS = frozenset({"text", "id", "published", "alt_texts", "link"})


def post_rows(batch: pa.RecordBatch) -> Iterator[Post]:
    """The rows of a batch as posts.

    Every column but the text, id, link and alternative texts becomes a fact, with two made from
    others: ``date`` (the day of publication, UTC) and ``media`` (picture, video or none, where
    both counts are known or one is above zero).
    """
    names = batch.schema.names
    columns = [column.to_pylist() for column in batch.columns]
    for cells in zip(*columns, strict=True):
        row = dict(zip(names, cells, strict=True))
        yield Post(
            text=row["text"] or "",
            id=row.get("id") or "",
            published=row.get("published"),
            facts=_facts(row),
            alt_texts=tuple(alt or "" for alt in row.get("alt_texts") or ()),
        )


def _facts(row: dict[str, object]) -> Facts:
    facts: dict[str, str | list[str]] = {}
    for name, value in row.items():
        if name in _NOT_FACTS or value is None:
            continue
        facts[name] = [str(one) for one in value] if isinstance(value, list) else str(value)
    if media := _media(row.get("pictures"), row.get("videos")):
        facts["media"] = media
    if isinstance(published := row.get("published"), datetime):
        facts["date"] = published.date().isoformat()
    return Facts(facts)


def _media(pictures: object, videos: object) -> list[str]:
    found = [name for name, count in (("picture", pictures), ("video", videos)) if count]
    if not found and pictures == 0 and videos == 0:
        return ["none"]
    return found
