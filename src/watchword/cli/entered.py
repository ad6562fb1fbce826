"""Saying what a file gave to a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchword.archive.entry import Added, Entry
    from watchword.archive.entry.match import Match
    from watchword.archive.entry.taken import Taken
    from watchword.archive.files.notes import Notes
    from watchword.measure.ledger import Counts, Import

MOST_NAMES = 60


def match_lines(name: str, match: Match) -> Iterator[str]:
    """What a file was recognised as, and which column is what."""
    yield f"{name}: {match.format}"
    for lines, tables in match.describe().items():
        if tables and tables != [name]:
            yield f"  {_alike([one.removeprefix(f'{name}: ') for one in tables])}:"
        yield from (f"    {line}" for line in lines if line)
    if match.unknown:
        shown = ", ".join(f'"{one}"' for one in match.unknown[:MOST_NAMES])
        more = len(match.unknown) - MOST_NAMES
        yield f"  not used: {shown}" + (f" and {more:,} more" if more > 0 else "")
    if match.unread:
        yield f"  not read: {', '.join(match.unread[:MOST_NAMES])}"


def entry_lines(entry: Entry) -> Iterator[str]:
    """When the numbers were taken, what was noticed, what was left out."""
    if entry.local:
        zones = {str(zone) for one in entry.local if (zone := entry.asked.zone_of(one))}
        yield f"  times without a zone: {', '.join(sorted(zones)) or 'UTC, as this format has them'}"
    yield from _taken(entry.taken)
    yield from _notes("", entry.notes)
    yield from _notes("left out", entry.skipped)
    yield from _notes("conflicts", entry.conflicts)


def _alike(tables: Sequence[str]) -> str:
    if len(tables) == 1:
        return tables[0]
    return f"{len(tables):,} tables alike, {tables[0]} to {tables[-1]}"


def _taken(taken: Sequence[Taken]) -> Iterator[str]:
    """When numbers were taken, a line a reason."""
    for why in dict.fromkeys(one.why for one in taken):
        moments = sorted({one.moment for one in taken if one.why == why})
        first, last = (f"{one:%Y-%m-%d %H:%M}" for one in (moments[0], moments[-1]))
        said = first if len(moments) == 1 else f"{len(moments):,} moments, {first} to {last}"
        yield f"  numbers taken: {said} UTC ({why})"


def given_lines(entry: Entry) -> Iterator[str]:
    """How much a file would give."""
    yield (
        f"  gives {entry.posts.num_rows:,} posts with {entry.snapshots.num_rows:,} numbers"
        f" and {entry.audience.num_rows:,} numbers of accounts; nothing was imported"
    )


def added_lines(added: Added) -> Iterator[str]:
    """What an import came to."""
    yield from _notes("", added.notes)
    yield from _notes("left out", added.skipped)
    made = added.made
    if made.is_repeat:
        yield f"  already import {made.number}: {_counts(made)}"
        return
    yield f"  import {made.number}: {_counts(made)}"
    if added.earlier:
        yield (
            f"  the same file was imported before as {added.earlier} and read otherwise; "
            f"to take that back: watchword ledger undo {added.earlier}"
        )


def _counts(made: Import) -> str:
    parts = [f"posts {_said(made.posts)}", f"numbers {_said(made.snapshots)}"]
    if made.audience.new + made.audience.updated + made.audience.unchanged:
        parts.append(f"numbers of accounts {_said(made.audience)}")
    return "; ".join(parts)


def _said(counts: Counts) -> str:
    return f"{counts.new:,} new, {counts.updated:,} changed, {counts.unchanged:,} unchanged"


def _notes(title: str, notes: Notes) -> Iterator[str]:
    found = notes.all()
    if not found:
        return
    if title:
        yield f"  {title}: {notes.counts.total():,}"
    indent = "    " if title else "  "
    for note in found:
        yield f"{indent}{note}"


def import_lines(imports: tuple[Import, ...]) -> Iterator[str]:
    """A line an import, the last one last."""
    for one in imports:
        state = f", undone {one.undone:%Y-%m-%d %H:%M}" if one.undone else ""
        accounts = ", ".join(f"{name} on {channel}" for channel, name in one.accounts) or "nobody"
        yield f"{one.number:>4}  {one.when:%Y-%m-%d %H:%M}  {one.source.name}{state}"
        yield f"      {one.source.format}; {accounts}; {_counts(one)}"
