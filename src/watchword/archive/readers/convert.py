"""Cells to the types of the schema, with a note for what could not be read."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.files.notes import Notes
from watchword.base.pattern import pattern

_DAMAGED_ID = r"^[0-9](?:[.,][0-9]+)?[Ee]\+?[0-9]+$"
_ENTITY = r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});"
_ENOUGH_ENTITIES = 3
_STRAY_SHARE = 50
_YES = frozenset({"true", "yes", "1", "y", "reply", "ja", "oui", "si", "sí"})

CHANNELS = {
    "x": "x twitter tweet",
    "bluesky": "bluesky bsky",
    "mastodon": "mastodon",
    "threads": "threads",
    "instagram": "instagram ig insta",
    "facebook": "facebook fb",
    "linkedin": "linkedin linked",
    "tiktok": "tiktok",
    "youtube": "youtube yt",
    "pinterest": "pinterest",
    "reddit": "reddit",
    "telegram": "telegram",
    "discord": "discord",
    "tumblr": "tumblr",
    "whatsapp": "whatsapp",
    "google-business": "google gmb gbp",
    "web": "web website blog",
}
_CHANNEL_BY_WORD = {word: name for name, words in CHANNELS.items() for word in words.split()}
_WORDS = pattern(r"[a-z]+")


def channel_named(name: str) -> str:
    """A channel as policies write it: ``X (formerly Twitter)`` is ``x``; unknown ones stay."""
    low = name.strip().lower()
    for span in _WORDS.find(low):
        if (word := span.of(low)) in _CHANNEL_BY_WORD:
            return _CHANNEL_BY_WORD[word]
    return low


def mapped(array: pa.Array, change: object) -> pa.Array:
    """Text changed value by value; each distinct value only once."""
    coded = to_text(array).dictionary_encode()
    changed = [change(value) if value else None for value in coded.dictionary.to_pylist()]  # type: ignore[operator]
    return pa.array(changed, pa.string()).take(coded.indices)


def to_text(array: pa.Array) -> pa.Array:
    """Any column as text."""
    if pa.types.is_string(array.type):
        return array
    if pa.types.is_dictionary(array.type):
        return to_text(array.dictionary_decode())
    if pa.types.is_binary(array.type) or pa.types.is_large_binary(array.type):
        decoded = [None if v is None else v.decode("utf-8", "replace") for v in array.to_pylist()]
        return pa.array(decoded, pa.string())
    if pa.types.is_nested(array.type):
        lines = [None if v is None else _lines(v) for v in array.to_pylist()]
        return pa.array(lines, pa.string())
    if pa.types.is_floating(array.type):
        whole = [
            None if v is None else f"{v:.0f}" if v == v // 1 else str(v) for v in array.to_pylist()
        ]
        return pa.array(whole, pa.string())
    return array.cast(pa.string())


def _lines(value: object) -> str:
    return "\n".join(str(one) for one in value) if isinstance(value, list) else str(value)


def to_present_text(array: pa.Array) -> pa.Array:
    """Text without nulls."""
    text = to_text(array)
    return text.fill_null("") if text.null_count else text


def to_counts(array: pa.Array) -> pa.Array:
    """Whole numbers from 0; null where the cell is none. Thousands may be set off."""
    if pa.types.is_integer(array.type):
        return pc.if_else(pc.less(array, 0), None, array).cast(pa.int32(), safe=False)
    cleaned = [_count(cell) for cell in to_text(array).to_pylist()]
    return pa.array(cleaned, pa.int32())


def _count(cell: str | None) -> int | None:
    text = (cell or "").strip().replace(",", "").removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - fits 32 bits


def to_lists(array: pa.Array) -> pa.Array:
    """Lists of text; a cell of text is one entry a line."""
    if pa.types.is_list(array.type) or pa.types.is_large_list(array.type):
        return array.cast(pa.list_(pa.string()))
    lists = [None if cell is None else cell.split("\n") for cell in to_text(array).to_pylist()]
    return pa.array(lists, pa.list_(pa.string()))


def to_ids(array: pa.Array, rows: pa.Array, notes: Notes) -> pa.Array:
    """Ids without what spreadsheets add; damaged ones are noted and kept as they are."""
    text = to_text(array)
    trimmed = pc.utf8_trim(text, " \t'\u200b")
    if changed := pc.sum(pc.not_equal(text, trimmed)).as_py():
        notes.add(
            0,
            f"{changed:,} ids had spaces, tabs or quotation marks around them",
            kind="ids had spaces, tabs or quotation marks around them",
        )
    damaged = pc.match_substring_regex(trimmed, _DAMAGED_ID).fill_null(False)
    for index in pc.indices_nonzero(damaged).to_pylist():
        notes.add(
            rows[index].as_py(),
            f"the id {trimmed[index].as_py()} was damaged by a spreadsheet and names no post",
            kind="an id was damaged by a spreadsheet",
        )
    return trimmed


def to_replies(array: pa.Array, *, is_flag: bool) -> pa.Array:
    """``reply`` or ``post``, from a flag or from what a post answers."""

    def change(value: str) -> str:
        low = value.strip().lower()
        if is_flag or low in ("post", "false", "no", "0"):
            return "reply" if low in _YES else "inbound" if low == "inbound" else "post"
        return "reply" if low else "post"

    return mapped(array, change).fill_null("post")


@dataclass(slots=True)
class Entities:
    """Undoes HTML entities where a whole table was written with them.

    It was, when three texts or more hold an entity and hardly any (one in fifty of those) a
    bare ampersand: so are texts that come from the API of X. Decided by the first batch that
    tells.
    """

    is_escaped: bool | None = None

    def undo(self, text: pa.Array, notes: Notes) -> pa.Array:
        """The texts as they were said."""
        if self.is_escaped is None:
            self._decide(text)
            if self.is_escaped:
                notes.once("texts were written with HTML entities (&amp; for &), which were undone")
        return mapped(text, html.unescape).fill_null("") if self.is_escaped else text

    def _decide(self, text: pa.Array) -> None:
        with_sign = text.filter(pc.match_substring(text, "&"))
        escaped = with_sign.filter(pc.match_substring_regex(with_sign, _ENTITY))
        if len(escaped) >= _ENOUGH_ENTITIES or len(with_sign) > len(escaped):
            bare = pc.replace_substring_regex(with_sign, _ENTITY, "")
            stray = pc.sum(pc.match_substring(bare, "&")).as_py() or 0
            self.is_escaped = len(escaped) > 0 and stray * _STRAY_SHARE <= len(escaped)
