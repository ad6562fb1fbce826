"""What a file gives, added to a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.entry.agree import FELL, count_falls
from watchword.archive.entry.money import one_currency
from watchword.archive.entry.read import Entry
from watchword.archive.entry.snapshots import BEFORE
from watchword.archive.files.notes import Notes
from watchword.measure.ledger import Import, Ledger, Source
from watchword.measure.schema import SNAPSHOTS

MOST_COMPARED, MOST_KNOWN = 500_000, 5_000_000
"""Numbers of an import, and of a ledger, above which the ones are not compared with the others:
it would take longer than the import."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """An import as it was made.

    Attributes:
        made: The ledger's record of it.
        notes: What was noticed beside the ledger's earlier numbers.
        skipped: Numbers that were left out because of what the ledger knows.
        earlier: Number of an import of the same file that was read otherwise; 0 for none.
    """

    made: Import
    notes: Notes
    skipped: Notes
    earlier: int = 0


def add_entry(ledger: Ledger, entry: Entry, *, when: datetime) -> Added:
    """Add what a file gives.

    Args:
        ledger: The ledger.
        entry: What the file gives.
        when: The moment of the import (UTC).

    Raises:
        LedgerError: The ledger cannot be written, or refuses the rows.
    """
    notes, skipped = Notes(), Notes()
    snapshots = _after_publication(ledger, entry, skipped)
    _note_falls(ledger, snapshots, notes)
    source = Source(
        name=entry.path.name,
        sha256=entry.sha256,
        format=entry.match.format,
        match=entry.reading,
        original=entry.path,
    )
    before = imports_of(ledger, entry.sha256)
    others = [one.number for one in before if one.source.match != source.match]
    kept = str(ledger.settings.get("currency") or "")
    (snapshots, audience), currency = one_currency(
        (snapshots, entry.audience), kept, notes, skipped
    )
    made = ledger.add(entry.posts, snapshots, audience, source=source, when=when)
    if currency != kept:
        ledger.set("currency", currency)
    return Added(made=made, notes=notes, skipped=skipped, earlier=max(others, default=0))


def imports_of(ledger: Ledger, sha256: str) -> list[Import]:
    """Imports in force of a file with these bytes, however it was read."""
    return [one for one in ledger.imports() if not one.undone and one.source.sha256 == sha256]


def _after_publication(ledger: Ledger, entry: Entry, skipped: Notes) -> pa.Table:
    """The numbers that are not from before the publication that only the ledger knows of."""
    silent = entry.posts.filter(pc.is_null(entry.posts.column("published"))).column("post")
    if not len(silent) or not ledger.imports():
        return entry.snapshots
    known = ledger.posts().select(["post", "published"])
    known = known.filter(pc.is_in(known.column("post"), silent.combine_chunks()))
    at = pc.index_in(entry.snapshots.column("post"), known.column("post").combine_chunks())
    published = known.column("published").combine_chunks().take(at.combine_chunks())
    is_before = pc.less(entry.snapshots.column("taken"), published).fill_null(False)
    for _ in range(pc.sum(is_before).as_py() or 0):
        skipped.add(0, BEFORE)
    return entry.snapshots.filter(pc.invert(is_before))


def _note_falls(ledger: Ledger, snapshots: pa.Table, notes: Notes) -> None:
    """Note cumulative numbers that are lower than those the ledger has from before."""
    known = sum(one.snapshots.new for one in ledger.imports() if not one.undone)
    if not 0 < snapshots.num_rows <= MOST_COMPARED or not 0 < known <= MOST_KNOWN:
        return
    posts = pc.unique(snapshots.column("post"))
    before = ledger.snapshots(posts=posts)
    if not before.num_rows:
        return
    marked = [
        table.select(["post", "metric", "taken", "value"]).append_column(
            "is_new", pa.repeat(pa.scalar(value), table.num_rows)
        )
        for table, value in ((before, False), (snapshots.cast(SNAPSHOTS), True))
    ]
    falls = count_falls(pa.concat_tables(marked).unify_dictionaries())
    if falls:
        notes.add(0, f"{falls:,} {FELL}", kind=FELL)
