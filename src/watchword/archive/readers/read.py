"""The one door: a path to posts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from watchword.archive.files.peek import peek_at
from watchword.archive.readers.base import FAMILY, Format, Reading, Recognised
from watchword.archive.readers.tables import unknown_columns
from watchword.base.errors import InputError
from watchword.base.registry import member, members


def read_posts(
    path: Path, *, columns: Mapping[str, str] | None = None, batch_rows: int = 65_536
) -> Reading:
    """Recognise a file of posts by what is in it.

    Args:
        path: An export, a table, a Markdown file.
        columns: Fact to name of the column that holds it, where the caller knows better:
            ``{"text": "Caption", "region": "Region"}``. Facts the schema does not know become
            further columns.
        batch_rows: Rows of a batch at most; batches of long texts have fewer.

    Returns:
        The reading; nothing but the beginning of the file has been read yet.

    Raises:
        InputError: The file cannot be opened, is empty or damaged, is no file of posts, or has
            columns that nobody knows; later, while reading, that it is damaged further down.
    """
    peek = peek_at(Path(path), columns)
    found: list[Recognised] = []
    for name in members(FAMILY):
        recognised = cast("Format", member(FAMILY, name, "FORMAT")).recognise(peek)
        if recognised is not None:
            found.append(recognised)
    if not found:
        if peek.tables:
            raise unknown_columns(peek)
        raise InputError(
            f"{peek.path.name} is in none of the formats that posts are read from",
            hint="export the posts as CSV, XLSX, JSON lines or Parquet",
            code="input-format",
        )
    best = max(found, key=lambda one: one.score)
    return Reading(
        path=peek.path,
        format=best.format,
        match=best.match,
        schema=best.schema,
        recognised=best,
        batch_rows=batch_rows,
    )
