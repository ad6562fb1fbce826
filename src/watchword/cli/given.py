"""What is given on the command line, read: folders, days and moments, facts."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path

from watchword.base.errors import FactsError, WatchwordError
from watchword.terms.facts import Facts


def policy_folder(chosen: Path | None) -> Path:
    """The policy folder: as chosen, else $WATCHWORD_POLICY, ./policy, or this folder.

    Raises:
        WatchwordError: None of them is there.
    """
    if chosen is not None:
        return chosen
    named = os.environ.get("WATCHWORD_POLICY")
    if named:
        return Path(named)
    for folder in (Path("policy"), Path()):
        if (folder / "policy.md").is_file():
            return folder
    raise WatchwordError(
        "there is no policy here",
        hint="name one with --policy, or make one: watchword new health-board policy",
        code="no-policy",
    )


def ledger_folder(chosen: Path | None) -> Path:
    """The ledger's folder: as chosen, else $WATCHWORD_LEDGER, else ./ledger, there or not."""
    return chosen or Path(os.environ.get("WATCHWORD_LEDGER") or "ledger")


def day(text: str | None) -> date:
    """The day that counts: as given, else today (UTC).

    Raises:
        WatchwordError: The text is not a date.
    """
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WatchwordError(f"{text!r} is not a date", hint="write 2026-12-01") from None


def moment(text: str | None) -> datetime | None:
    """The moment that counts: the end of a day (UTC), or as given with a time; None for now.

    Raises:
        WatchwordError: The text is neither.
    """
    if text is None:
        return None
    try:
        if len(text) == len("2026-03-01"):
            return datetime.combine(day(text), time.max, UTC).replace(microsecond=999_000)
        given = datetime.fromisoformat(text)
    except ValueError:
        raise WatchwordError(
            f"{text!r} is not a day or moment", hint="write 2026-03-01 or 2026-03-01T09:30"
        ) from None
    return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)


def facts_from(
    channel: str | None, account: str | None, person: list[str] | None, facts: list[str] | None
) -> Facts:
    """Facts given on the command line.

    Raises:
        FactsError: A fact is not written as ``name = value``.
    """
    found = Facts()
    for text in facts or ():
        if "=" not in text:
            raise FactsError(f"{text!r} is not a fact", hint="write --fact 'situation = crisis'")
        found = found.with_(dict(Facts.parse(text)))
    named: dict[str, list[str]] = {
        name: values
        for name, values in (
            ("channel", [channel] if channel else []),
            ("account", [account] if account else []),
            ("person", person or []),
        )
        if values
    }
    return found.with_(named)
