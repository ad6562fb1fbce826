"""What layouts change in a batch after its columns are read."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.readers.convert import mapped
from watchword.archive.readers.layout import Columns

_VIDEO = ("video", "reel", "short")
_PICTURE = ("photo", "image", "picture")
_MANY = ("photos", "images", "album", "carousel")
_WORDS_ONLY = ("status", "text", "link", "article", "poll", "job", "document", "share")


def media_by_kind(columns: Columns) -> Columns:
    """Add ``pictures`` and ``videos`` where the type of a post says so.

    One picture, one video, or none of both; null for albums and types that are not known.
    """
    if "kind" not in columns:
        return columns
    kinds = columns["kind"]
    return {
        **columns,
        "pictures": mapped(kinds, lambda kind: _count(kind, _PICTURE)).cast(pa.int32()),
        "videos": mapped(kinds, lambda kind: _count(kind, _VIDEO)).cast(pa.int32()),
    }


def _count(kind: str, wanted: tuple[str, ...]) -> str | None:
    low = kind.lower()
    words = low.split()
    if any(one in words for one in _MANY):
        return None
    if any(one in low for one in wanted):
        return "1"
    return "0" if any(one in low for one in (*_VIDEO, *_PICTURE, *_WORDS_ONLY)) else None


def replies_by_name(columns: Columns) -> Columns:
    """Add ``direction``: a post that begins with ``@`` answers somebody."""
    is_reply = pc.starts_with(columns["text"], "@")
    return {**columns, "direction": pc.if_else(is_reply, "reply", "post")}


def constant(columns: Columns, fact: str, value: object, kind: pa.DataType) -> Columns:
    """Add a fact that is the same for every post."""
    rows = len(columns["text"])
    return {**columns, fact: pa.repeat(pa.scalar(value, kind), rows)}
