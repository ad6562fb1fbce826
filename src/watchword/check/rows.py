"""Rows of a batch: texts as bytes, and posts made only where a rule is asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from watchword.check.words import Listed, Words
from watchword.rules.base import Look
from watchword.terms.facts import Facts
from watchword.terms.post import Post

NO_FACTS = frozenset({"text", "id", "published", "alt_texts", "link"})
"""Columns that are no facts."""


def as_strings(texts: pa.Array) -> pa.Array:
    """A column of text as strings without nulls; a missing text is an empty one."""
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if not pa.types.is_string(texts.type) and not pa.types.is_large_string(texts.type):
        texts = pc.cast(texts, pa.string())
    return texts.fill_null("") if texts.null_count else texts


class Rows:
    """Rows of a batch as posts.

    Args:
        batch: The batch.
        base: Facts that hold for every post.
    """

    def __init__(self, batch: pa.RecordBatch, base: Facts) -> None:
        self._batch = batch
        self._base = base
        names = set(batch.schema.names)
        self._facts = [name for name in batch.schema.names if name not in NO_FACTS]
        self._has_date = "published" in names
        self._has_alt = "alt_texts" in names
        self._has_id = "id" in names

    def post(self, row: int, text: str | None = None, *, with_id: bool = True) -> Post:
        """One row as a post.

        Args:
            row: Its number in the batch.
            text: Its text, where it is known already.
            with_id: Whether its id is wanted; reading it costs as much as a search.
        """
        if text is None:
            text = str(self._value(row, "text") or "")
        published: datetime | None = self._value(row, "published") if self._has_date else None
        alt_texts = self._value(row, "alt_texts") if self._has_alt else None
        return Post(
            text=text,
            id=str(self._value(row, "id") or "") if with_id and self._has_id else "",
            published=published,
            facts=self._facts_of(row) if self._facts else self._base,
            alt_texts=tuple(one or "" for one in alt_texts or ()),
        )

    def _facts_of(self, row: int) -> Facts:
        more = {}
        for name in self._facts:
            value = self._value(row, name)
            if value is not None and str(value):
                more[name] = str(value)
        return media_facts(self._base.with_(more)) if more else self._base

    def _value(self, row: int, name: str) -> Any:
        return self._batch.column(name)[row].as_py()


def media_facts(facts: Facts) -> Facts:
    """The facts with ``media``, which follows from the counts of pictures and videos."""
    media = [
        name
        for name, count in (("picture", "pictures"), ("video", "videos"))
        if count in facts and (facts.number(count) or 0) > 0
    ]
    return facts.with_({"media": media}) if media and "media" not in facts else facts


def column(batch: pa.RecordBatch, name: str, rows: list[int]) -> pa.Array:
    """Some rows of a column as text; nulls where there is no such column."""
    if name not in batch.schema.names:
        return pa.nulls(len(rows), pa.string())
    taken = batch.column(name).take(pa.array(rows, pa.int64()))
    return taken if pa.types.is_string(taken.type) else pc.cast(taken, pa.string())


class RowLook(Look):
    """A look at one row, whose post is made only when a rule asks for more than its text.

    Args:
        rows: The rows of the batch.
        row: Number of this one.
        raw: Its text in UTF-8.
        today: The day that counts when the post names none.
        words: The words that the texts were searched for; None when they were not.
        listed: Those found in this text.
    """

    def __init__(
        self,
        rows: Rows,
        row: int,
        raw: bytes,
        today: date,
        words: Words | None = None,
        listed: list[Listed] | None = None,
    ) -> None:
        self._rows = rows
        self.row = row
        self._raw = raw
        self._swept = words
        self._listed = listed or []
        self.text = raw.decode()
        self.today = today

    @property
    def post(self) -> Post:
        """The row as a post, without its id."""
        if self._post is None:
            self._post = self._rows.post(self.row, self.text, with_id=False)
        return self._post

    def places_of(self, words: frozenset[bytes]) -> list[Listed]:
        """See :class:`Look`; what the first stage found already is not looked for again."""
        if self._swept is not None and self._swept.covers(words):
            if len(self._listed) == 1 and self._listed[0][0] in words:
                return self._listed
            return [one for one in self._listed if one[0] in words]
        return super().places_of(words)
