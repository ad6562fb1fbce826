"""Watchword's own workbook, recognised among the files that people give, and its details taken."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from watchword.archive.files.notes import Notes
from watchword.archive.files.peek import Peek, peek_at
from watchword.archive.files.table import Table
from watchword.base.errors import InputError
from watchword.check.render.style import visible
from watchword.measure.schema import SNAPSHOTS
from watchword.measure.workbook import (
    Conflict,
    Note,
    Reading,
    Settled,
    Take,
    edited_posts,
    heading_of,
    is_results,
    settle,
)
from watchword.measure.workbook.row_state import is_digest

if TYPE_CHECKING:
    from watchword.measure.ledger import Import, Ledger

FORMAT = "Watchword's workbook"
BATCH_ROWS = 4096
SHOWN = 20
"""Conflicts that an error writes out."""
_WORDS = 40
"""Characters of a cell that an error shows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnedFile:
    """A workbook that Watchword wrote and a person gives back.

    Attributes:
        path: The file.
        table: The table or sheet with the posts.
        header: Place of its header among the first rows.
        titles: The header's cells.
    """

    path: Path
    table: Table
    header: int
    titles: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, list[str | None]]]:
        """Line and cells of each row under the header."""
        wanted = range(len(self.titles))
        for chunk in self.table.chunks(self.header, wanted, Notes(), BATCH_ROWS):
            columns = [column.to_pylist() for column in chunk.columns]
            for line, *cells in zip(chunk.rows.to_pylist(), *columns, strict=True):
                yield line, cells


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What came of a workbook.

    Attributes:
        made: The import; None when nothing was changed.
        posts: Rows that were about posts of the ledger.
        edits: Changed cells by header.
        new_columns: Headers of own columns that the ledger had not had.
        unknown: Rows of posts that the ledger does not have.
        notes: What was left out, with line and reason.
    """

    made: Import | None
    posts: int
    edits: Counter[str]
    new_columns: tuple[str, ...]
    unknown: tuple[int, ...]
    notes: tuple[Note, ...]


def returned_file(peek: Peek) -> ReturnedFile | None:
    """The sheet with the posts; None when the file is not of Watchword's making.

    It is told by its headers, never by its name; sheets beside it do not matter.

    Raises:
        InputError: The file is damaged, or protected by a password.
    """
    for table in peek.tables:
        for header, names in table.headers():
            titles = tuple(name.strip("\ufeff ") for name in names)
            if is_results(titles):
                return ReturnedFile(path=peek.path, table=table, header=header, titles=titles)
    return None


def bring_back(
    ledger: Ledger,
    path: Path,
    *,
    take: Take | None = None,
    when: datetime | None = None,
    file: ReturnedFile | None = None,
) -> Taken:
    """Take the details and own columns of a workbook into the ledger, as an import of its own.

    Args:
        ledger: Where to.
        path: The workbook: XLSX, ODS or CSV, as any spreadsheet saved it.
        take: Whose word counts where both were changed; None to refuse.
        when: The moment of the import; now unless given.
        file: The workbook where it has been looked at already.

    Raises:
        InputError: It is no workbook of Watchword's, is of another ledger, or (code
            ``workbook-conflict``) a cell was changed here and there; nothing was taken.
    """
    file = file or returned_file(peek_at(path))
    if file is None:
        raise InputError(
            f"{path.name} is not a workbook that Watchword wrote",
            hint="write one with 'watchword ledger export results.xlsx'",
        )
    posts = ledger.posts()
    heading = heading_of(file.titles)
    reading = Reading(heading=heading)
    settled = settle(reading.rows(file.rows()), posts, take)
    if settled.unknown and not settled.rows:
        raise InputError(
            f"{path.name} is of another ledger: it has none of its {len(settled.unknown):,} posts",
            hint="name the ledger that it was exported from with --ledger",
        )
    if settled.conflicts:
        raise _refused(path, settled.conflicts, heading.titles, posts)
    edits = Counter(heading.titles[key] for _, key in settled.edits)
    had = {name.casefold() for own in posts.column("own").to_pylist() for name, _ in own or ()}
    return Taken(
        made=_add(ledger, file, settled, edited_posts(settled, posts, heading.titles), when),
        posts=settled.rows,
        edits=edits,
        new_columns=tuple(
            sorted(
                heading.titles[key]
                for key in {key for _, key in settled.edits}
                if key.startswith("own:") and key.removeprefix("own:") not in had
            )
        ),
        unknown=settled.unknown,
        notes=tuple(reading.notes),
    )


def _add(
    ledger: Ledger, file: ReturnedFile, settled: Settled, posts: pa.Table, when: datetime | None
) -> Import | None:
    if not settled.edits:
        return None
    from watchword.measure.ledger import Source

    whole = file.path.read_bytes()
    edits = repr(sorted(settled.edits.items())).encode()
    source = Source(
        name=file.path.name,
        sha256=hashlib.sha256(whole).hexdigest(),
        format=FORMAT,
        # the same file brings other edits once the ledger has changed: they tell imports apart
        match=f"{len(settled.edits):,} cells of {len(posts):,} posts "
        f"({hashlib.sha256(edits).hexdigest()[:12]})",
        original=file.path,
    )
    return ledger.add(posts, SNAPSHOTS.empty_table(), source=source, when=when)


def _refused(
    path: Path, conflicts: Sequence[Conflict], titles: Mapping[str, str], posts: pa.Table
) -> InputError:
    texts = dict(
        zip(posts.column("post").to_pylist(), posts.column("text").to_pylist(), strict=True)
    )
    lines = [
        f"    {_brief(texts[one.post] or '(no text)')}\n"
        f"      {_brief(titles[one.key])}: {_sides(one)}"
        for one in conflicts[:SHOWN]
    ]
    if len(conflicts) > SHOWN:
        lines.append(f"    and {len(conflicts) - SHOWN:,} more")
    is_within = all(one.is_within for one in conflicts)
    hint = (
        "leave one of the rows, or make them say the same"
        if is_within
        else "change the workbook, or decide with --take workbook or --take ledger"
    )
    count = "1 cell" if len(conflicts) == 1 else f"{len(conflicts):,} cells"
    return InputError(
        f"{path.name} conflicts with the ledger in {count}; nothing was taken",
        hint="\n".join([f"{hint}:", *lines]),
        code="workbook-conflict",
    )


def _sides(one: Conflict) -> str:
    said = ", ".join(f"row {line} says {_cell(value)}" for line, value in one.workbook)
    exported = "" if one.exported is None else f"; exported was {_cell(one.exported)}"
    return f"{said};\n        the ledger says {_cell(one.ledger)}{exported}"


def _cell(value: str) -> str:
    if is_digest(value):
        return "what was exported"
    return f"'{_brief(value)}'" if value else "nothing"


def _brief(text: str) -> str:
    line = visible(" ".join(text.split()))
    return line if len(line) <= _WORDS else line[: _WORDS - 1] + "…"
