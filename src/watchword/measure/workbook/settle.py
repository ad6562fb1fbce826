"""Three sides of every cell: as exported, in the ledger now, in the workbook that came back.

Only what differs from what was exported is an edit. An edit of a cell that the ledger has
changed meanwhile is a conflict, and so are two rows of one post that say different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from watchword.measure.schema import KEY, POSTS
from watchword.measure.take import Take
from watchword.measure.workbook.columns import VIDEO, tidy
from watchword.measure.workbook.heading import OWN, own_key
from watchword.measure.workbook.returned import ReturnedRow
from watchword.measure.workbook.row_state import carried
from watchword.measure.workbook.same import clean
from watchword.measure.workbook.sheet import cell_text

_DETAILS = ("campaign", "pillar", "is_video", "style", "is_paid")
EDITED = pa.schema([*POSTS, pa.field("cleared", pa.list_(pa.string()))])
"""POSTS with the names of what was emptied."""
_TRUTH = {words: truth for truth, words in VIDEO.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """A cell that workbook and ledger say different things of.

    Attributes:
        post: Number of the post.
        key: The column.
        exported: What stood there when it was exported; None when the row does not tell.
        ledger: What the ledger says now.
        workbook: What the rows of the workbook say, each with its line.
    """

    post: int
    key: str
    exported: str | None
    ledger: str
    workbook: tuple[tuple[int, str], ...]

    @property
    def is_within(self) -> bool:
        """Whether the workbook contradicts itself."""
        return len({value for _, value in self.workbook}) > 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """What a workbook comes to.

    Attributes:
        edits: New value of each post and key; "" empties a cell.
        conflicts: What a person must decide first.
        unknown: Rows of posts that the ledger does not have: lines.
        rows: Rows that were about posts of the ledger.
    """

    edits: Mapping[tuple[int, str], str]
    conflicts: tuple[Conflict, ...]
    unknown: tuple[int, ...]
    rows: int


def settle(rows: Iterable[ReturnedRow], posts: pa.Table, take: Take | None = None) -> Settled:
    """Find the edits and conflicts.

    Args:
        rows: What came back.
        posts: POSTS, as the ledger has them now.
        take: Whose word counts in a conflict with the ledger; None to leave conflicts to a
            person. A workbook that contradicts itself is always left to a person, unless the
            ledger's word counts.
    """
    now = _now(posts)
    said: dict[tuple[int, str], list[tuple[int, str]]] = {}
    before: dict[tuple[int, str], str | None] = {}
    unknown: list[int] = []
    count = 0
    for row in rows:
        if row.post not in now:
            unknown.append(row.line)
            continue
        count += 1
        for key, value in row.said.items():
            cell = (row.post, key)
            was = None if row.exported is None else row.exported.get(key, "")
            if was is None and not value:
                continue  # nobody can tell whether it was emptied or always empty
            before.setdefault(cell, was)
            said.setdefault(cell, []).append((row.line, value))
    edits: dict[tuple[int, str], str] = {}
    conflicts: list[Conflict] = []
    for (post, key), values in said.items():
        found = _cell(post, key, values, before[post, key], now[post].get(key, ""), take)
        if isinstance(found, Conflict):
            conflicts.append(found)
        elif found is not None:
            edits[post, key] = found
    return Settled(edits=edits, conflicts=tuple(conflicts), unknown=tuple(unknown), rows=count)


def _cell(
    post: int,
    key: str,
    values: list[tuple[int, str]],
    exported: str | None,
    ledger: str,
    take: Take | None,
) -> Conflict | str | None:
    """The new value of a cell, a conflict about it, or None when nothing is to be done."""
    different = {value for _, value in values}
    conflict = Conflict(
        post=post, key=key, exported=exported, ledger=ledger, workbook=tuple(values)
    )
    if len(different) > 1:
        return None if take is Take.LEDGER else conflict
    value = different.pop()
    was = ledger if exported is None and not ledger else exported
    if value in (was, ledger):
        return None
    if was == carried(ledger) or take is Take.WORKBOOK:
        return value
    return None if take is Take.LEDGER else conflict


def _now(posts: pa.Table) -> dict[int, dict[str, str]]:
    """What the ledger says, by post and key; a key that is missing is empty."""
    found: dict[int, dict[str, str]] = {}
    columns = [posts.column(name).to_pylist() for name in ("post", *_DETAILS, "own")]
    for post, *details, own in zip(*columns, strict=True):
        cells = {
            name: VIDEO[value] if isinstance(value, bool) else clean(cell_text(value))
            for name, value in zip(_DETAILS, details, strict=True)
            if value is not None
        }
        for name, value in sorted(own or ()):
            if text := clean(cell_text(value)):
                cells.setdefault(own_key(tidy(cell_text(name) or "")), text)
        found[post] = cells
    return found


def edited_posts(settled: Settled, posts: pa.Table, titles: Mapping[str, str]) -> pa.Table:
    """What the edits say, and nothing else: POSTS with a column ``cleared``, for ``Ledger.add``.

    ``cleared`` names the details that were emptied, ``own.NAME`` for own columns.

    Args:
        settled: What the workbook came to.
        posts: POSTS, as the ledger has them now.
        titles: Header of each own column's key, for columns that the ledger has not had yet.
    """
    changed: dict[int, dict[str, str]] = {}
    for (post, key), value in settled.edits.items():
        changed.setdefault(post, {})[key] = value
    rows = posts.filter(pc.is_in(posts.column("post"), pa.array(list(changed), pa.int64())))
    spelled = _spellings(posts)
    made = [
        {"post": row["post"], **_said(changed[row["post"]], row, spelled, titles)}
        | {name: row[name] for name in KEY}
        for row in rows.to_pylist()
    ]
    return pa.Table.from_pylist(made, EDITED)


def _said(
    edits: Mapping[str, str],
    row: Mapping[str, object],
    spelled: Mapping[str, str],
    titles: Mapping[str, str],
) -> dict[str, object]:
    """The columns of one post that were edited."""
    said: dict[str, object] = {}
    own: dict[str, str] = {}
    cleared: list[str] = []
    for key, value in edits.items():
        if key.startswith(OWN):
            name = spelled.get(key) or titles[key]
            cleared += [f"own.{one}" for one in _own_names(row) if own_key(tidy(one)) == key]
            own.update({name: value} if value else {})
        elif value:
            said[key] = _TRUTH[value] if key.startswith("is_") else value
        else:
            cleared.append(key)
    cleared = [one for one in cleared if one.removeprefix("own.") not in own]
    return {**said, "own": sorted(own.items()) or None, "cleared": cleared or None}


def _own_names(row: Mapping[str, object]) -> list[str]:
    own = row["own"]
    return [name for name, _ in own] if isinstance(own, list) else []


def _spellings(posts: pa.Table) -> dict[str, str]:
    """How the ledger writes the own columns that it has."""
    had = {name for own in posts.column("own").to_pylist() for name, _ in own or ()}
    return {own_key(tidy(name)): name for name in sorted(had, reverse=True)}
