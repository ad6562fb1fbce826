"""Lists of a policy: CSV files that open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watchword.base.errors import Problem
from watchword.base.text.fold import is_term


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of a list.

    Attributes:
        term: The words.
        until: Last day on which the entry counts; None for ever.
        note: What it is for, for people.
        more: Any further columns, by name.
        line: Line in the file, from 1.
    """

    term: str
    until: date | None = None
    note: str = ""
    more: tuple[tuple[str, str], ...] = ()
    line: int = 0

    def counts_on(self, day: date) -> bool:
        """Whether the entry still counts on a day."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class TermList:
    """A list file's entries, in order, each term once."""

    name: str
    entries: tuple[Entry, ...]

    def terms(self) -> tuple[str, ...]:
        """All terms in order."""
        return tuple(entry.term for entry in self.entries)


Lists = Mapping[str, TermList]
"""Lists by path as rules write it, for instance ``lists/partners.csv``."""


def read_list(name: str, text: str) -> tuple[TermList, list[Problem]]:
    """Read a list.

    Args:
        name: Path as rules write it.
        text: CSV with a header line; the column ``term`` is required.

    Returns:
        The list and every problem found; a term written twice counts once.
    """
    file = Path(name)
    problems: list[Problem] = []
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    header = [column.strip().lower() for column in next(rows, [])]
    if "term" not in header:
        problems.append(
            Problem(
                file=file,
                line=1,
                code="list",
                message=f"the list has no column 'term'; it has {', '.join(header) or 'none'}",
                hint="the first line of a list names its columns: term,note,until",
            )
        )
        return TermList(name, ()), problems
    entries: dict[str, Entry] = {}
    first_seen: dict[str, int] = {}
    twice: list[tuple[int, str]] = []
    for row in rows:
        line = rows.line_num
        values = dict(zip(header, (cell.strip() for cell in row), strict=False))
        term = values.pop("term", "")
        if not term:
            if any(values.values()):
                problems.append(
                    _problem(file, line, "the line has no term", "fill the column 'term'")
                )
            continue
        if term.lower() in first_seen:
            twice.append((line, term))
            continue
        first_seen[term.lower()] = line
        if not is_term(term):
            words = f"the term {term!r} holds no letter, digit or emoji"
            problems.append(_problem(file, line, words, "look for signs with a rule by 'pattern'"))
            continue
        entries[term] = _entry(file, line, term, values, problems)
    if twice:
        problems.append(_duplicates(file, twice))
    return TermList(name, tuple(entries.values())), problems


def _entry(
    file: Path, line: int, term: str, values: dict[str, str], problems: list[Problem]
) -> Entry:
    until = values.pop("until", "")
    day: date | None = None
    if until:
        try:
            day = date.fromisoformat(until)
        except ValueError:
            problems.append(
                _problem(file, line, f"until is {until!r}", "write a date such as 2027-03-01")
            )
    note = values.pop("note", "")
    return Entry(term=term, until=day, note=note, more=tuple(sorted(values.items())), line=line)


def _problem(file: Path, line: int, message: str, hint: str) -> Problem:
    return Problem(file=file, line=line, code="list", message=message, hint=hint)


def _duplicates(file: Path, twice: list[tuple[int, str]]) -> Problem:
    """One problem for all repeated terms: a thousand lines of output would hide the remedy."""
    shown = ", ".join(f"{term!r} (line {line})" for line, term in twice[:3])
    more = f" and {len(twice) - 3} more" if len(twice) > 3 else ""  # noqa: PLR2004
    return Problem(
        file=file,
        line=twice[0][0],
        code="list-duplicates",
        message=f"{len(twice)} terms are written twice: {shown}{more}",
        hint="'watchword fmt' takes the repetitions out",
    )
