"""Posts made one by one, gathered into batches of bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa

from watchword.archive.files.table import FLUSH_CHARACTERS

Row = Mapping[str, object]


def row_batches(
    rows: Iterable[Row], schema: pa.Schema, batch_rows: int
) -> Iterator[pa.RecordBatch]:
    """Batches of rows; a name that a row lacks is null.

    Args:
        rows: Values by the names of the schema.
        schema: Columns of the batches.
        batch_rows: Rows of a batch at most.
    """
    gathered: list[Row] = []
    characters = 0
    for row in rows:
        gathered.append(row)
        characters += len(str(row["text"]))
        if len(gathered) >= batch_rows or characters >= FLUSH_CHARACTERS:
            yield pa.RecordBatch.from_pylist(gathered, schema=schema)
            gathered, characters = [], 0
    if gathered:
        yield pa.RecordBatch.from_pylist(gathered, schema=schema)


def media_row(alts: list[str | None], videos: int, captioned: int | None) -> dict[str, object]:
    """Facts about a post's media.

    Args:
        alts: One entry a picture or video: its description, "" without one, None when the
            export does not say.
        videos: How many of them are videos.
        captioned: How many videos have captions; None when unknown.
    """
    is_known = None not in alts
    return {
        "pictures": len(alts) - videos,
        "described": sum(1 for alt in alts if alt and alt.strip()) if is_known else None,
        "videos": videos,
        "captioned": captioned if videos else 0,
        "alt_texts": [alt or "" for alt in alts] if is_known else None,
    }


def mapping(value: object) -> Mapping[str, object]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def words(value: object) -> str:
    """The value if it is text, else ""."""
    return value if isinstance(value, str) else ""
