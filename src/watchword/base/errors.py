"""Every error that Watchword raises on purpose.

    WatchwordError
    ├── PolicyError     a policy folder that cannot be used: holds every Problem found
    ├── PatternError    a pattern that is not linear-time, not supported or too large
    ├── FactsError      a fact, or a condition over facts, that cannot be understood
    ├── InputError      posts that cannot be read: wrong format, damaged, too large, columns unknown
    ├── OutputError     a result that cannot be written
    ├── DocumentError   a document that cannot be imported or rendered
    ├── LedgerError     a ledger that cannot be used, or rows that it cannot keep
    ├── SiteError       a web application that cannot be set up, backed up or restored
    ├── NetworkError    a social network that did not do what it was asked for:
    │                   Passing, Unknown, Permanent, TokenRefused (channels/publishing.py)
    └── EngineError     an engine that failed its self-test or lost a canary

Each has a ``code`` (stable, documented), a ``message`` (what was found and what was
wanted) and a ``hint`` (what to do). None is ever shown as a traceback.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class WatchwordError(Exception):
    """An error that a person can act on.

    Args:
        message: What was found and what was wanted; lower case, no full stop.
        hint: What to do about it; empty when the message says it all.
        code: Stable identifier, for logs and documentation.
    """

    code = "error"

    def __init__(self, message: str, *, hint: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message}\n  {self.hint}" if self.hint else self.message


class PatternError(WatchwordError):
    """A pattern that cannot be used."""

    code = "pattern"


class NetworkError(WatchwordError):
    """A social network that did not do what it was asked for.

    Codes:
        network-passing: It did not work now and is tried again, if asked for after so many seconds.
        network-permanent: It would never work; the hint says what to change.
        network-token: The network refuses the token or password; the account is to be joined again.
        network-unknown: Nobody knows whether it was published; the network is read before a retry.
    """

    code = "network"


class FactsError(WatchwordError):
    """A fact or a condition that cannot be understood."""

    code = "facts"


class InputError(WatchwordError):
    """Posts that cannot be read."""

    code = "input"


class OutputError(WatchwordError):
    """A result that cannot be written."""

    code = "output"


class DocumentError(WatchwordError):
    """A document that cannot be imported or rendered."""

    code = "document"


class LedgerError(WatchwordError):
    """A ledger that cannot be used, or rows that it cannot keep.

    Codes:
        ledger-busy: Another process keeps writing to the ledger, or its folder is being copied.
        ledger-changed-file: The file to be imported changed while it was read.
        ledger-damaged: ``ledger.json`` or a file of the ledger is damaged, missing or too old.
        ledger-folder: The folder is no ledger.
        ledger-full: The disk has no room; the ledger is as it was before.
        ledger-import: There is no such import, or it is undone already.
        ledger-incomplete: An import's files are missing.
        ledger-newer: A newer Watchword wrote the ledger.
        ledger-rows: Rows that contradict each other or the ledger; nothing was added.
        ledger-unread: The ledger's folder may not be read.
        ledger-unwritten: The ledger's folder cannot be written to; it is as it was before.
    """

    code = "ledger"


class SiteError(WatchwordError):
    """A web application that cannot be set up, backed up or restored."""

    code = "site"


class EngineError(WatchwordError):
    """An engine that cannot be trusted."""

    code = "engine"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Problem:
    """One thing wrong at one place of a policy folder.

    Attributes:
        file: Path of the file, relative to the policy folder.
        line: Line, counted from 1; 0 when the whole file is meant.
        code: Stable identifier of the kind of problem.
        message: What was found and what was wanted.
        hint: What to type or do instead.
    """

    file: Path
    line: int = 0
    code: str = "policy"
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        text = f"{where}: {self.message}"
        return f"{text}\n    {self.hint}" if self.hint else text


class PolicyError(WatchwordError):
    """A policy folder that cannot be used, with every problem found in it."""

    code = "policy"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__(f"the policy has {count} {noun}")

    def __str__(self) -> str:
        return "\n".join([f"{self.message}:", *(str(problem) for problem in self.problems)])
