"""The record as it leaves the site."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import connection

from watchword.site.audit.chain import FIELDS, FIRST, digest_of, written_time
from watchword.site.audit.models import Entry


def as_written() -> Iterator[dict[str, object]]:
    """Every entry by field, the first one first, times as the digest has them."""
    rows = Entry.objects.order_by("number").values(*FIELDS, "digest")
    for row in rows.iterator(2_000):
        yield {**row, "at": written_time(row["at"])}


_NAMES = """
WITH RECURSIVE found(deed) AS (
  SELECT min(deed) FROM audit_entry
  UNION ALL
  SELECT (SELECT min(deed) FROM audit_entry WHERE deed > found.deed) FROM found
  WHERE found.deed IS NOT NULL
)
SELECT deed FROM found WHERE deed IS NOT NULL
"""


def deed_names() -> list[str]:
    """Names of the deeds on record; from the index, a step a name, however many entries."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES)
        return [str(row[0]) for row in cursor.fetchall()]


def is_whole(entry: Entry) -> bool:
    """Whether an entry is as it was written, and follows the one before it."""
    held = {name: getattr(entry, name) for name in FIELDS} | {"at": written_time(entry.at)}
    before = Entry.objects.filter(number=entry.number - 1).values_list("digest", flat=True).first()
    return digest_of(held) == entry.digest and entry.previous == (before or FIRST)


def lines() -> Iterator[str]:
    """The record as JSON lines, which ``watchword audit verify`` checks without a server."""
    for row in as_written():
        yield json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"
