"""What a change of policy would have done to an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from watchword.archive.readers import read_posts
from watchword.archive.stage import stage_of_archive
from watchword.check.batch import Batches
from watchword.check.engine import Engine
from watchword.policy.model import Policy
from watchword.terms.finding import Finding, Verdict, masked
from watchword.terms.post import Stage

SHOWN = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedPost:
    """A post that the two states decide differently.

    Attributes:
        row: Its number in the archive, from 0.
        id: Its id.
        text: What it says, with every secret in it masked.
        before: The strongest action before; "" when clean.
        after: The strongest action after.
        rules: Rules that find something in only one of the states, or act differently.
    """

    row: int
    id: str
    text: str
    before: str
    after: str
    rules: frozenset[str]


@dataclass(kw_only=True, slots=True)
class Compared:
    """An archive under two states of a policy.

    Attributes:
        stage: What the posts were taken as.
        posts: Posts looked at.
        all: Every post whose strongest action or whose rules differ.
        moves: Count of posts by (action before, action after).
    """

    stage: Stage = Stage.PUBLISHED
    posts: int = 0
    all: list[ChangedPost] = field(default_factory=list)
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def changed(self) -> int:
        """How many posts are decided differently."""
        return len(self.all)

    @property
    def samples(self) -> list[ChangedPost]:
        """A few of them: evenly spread over the archive."""
        step = max(len(self.all) // SHOWN, 1)
        return self.all[::step][:SHOWN]


def compare_archive(
    old: Policy,
    new: Policy,
    path: Path,
    columns: Mapping[str, str],
    *,
    today: date,
    stage: Stage | None = None,
) -> Compared:
    """Check an archive against two states of a policy and keep what differs.

    Args:
        old: The policy before.
        new: The policy after.
        path: The archive.
        columns: Columns named by hand, ours to the archive's.
        today: The day that counts for posts without a date.
        stage: What the posts are; None for what an archive of its format holds.
    """
    reading = read_posts(path, columns=columns or None)
    taken = stage or stage_of_archive(reading)
    before = Batches(Engine(old, today=today), stage=taken)
    after = Batches(Engine(new, today=today), stage=taken)
    compared = Compared(stage=taken)
    for batch in reading:
        was, now = _by_row(before, batch), _by_row(after, batch)
        for row in sorted(was | now):
            one = _changed(compared.posts + row, row, batch, was.get(row, []), now.get(row, []))
            if one is not None:
                compared.all.append(one)
                compared.moves[one.before, one.after] += 1
        compared.posts += batch.num_rows
    return compared


def _by_row(batches: Batches, batch: pa.RecordBatch) -> dict[int, list[Finding]]:
    rows = groupby(batches.find(batch), key=lambda one: one.row)
    return {row: [one.finding for one in found] for row, found in rows}


def _changed(
    number: int, row: int, batch: pa.RecordBatch, was: list[Finding], now: list[Finding]
) -> ChangedPost | None:
    found = (*was, *now)
    was, now = _shown(was), _shown(now)
    differing = _ways(was) ^ _ways(now)
    if not differing:
        return None
    has_id = "id" in batch.schema.names
    return ChangedPost(
        row=number,
        id=str(batch.column("id")[row].as_py() or "") if has_id else "",
        text=masked(str(batch.column("text")[row].as_py() or ""), found),
        before=_strongest(was),
        after=_strongest(now),
        rules=frozenset(rule for rule, _ in differing),
    )


def _shown(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if not one.shadow]


def _ways(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(one.rule, str(one.action)) for one in findings}


def _strongest(findings: list[Finding]) -> str:
    return str(Verdict(findings=tuple(findings)).action or "")
