"""What a person says about a file that the file does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from watchword.archive.readers.convert import CHANNELS, channel_named
from watchword.base.errors import InputError
from watchword.channels.base import channel_names

IGNORED = "-"
"""In place of a header: this metric or fact is in no column."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is known beside the file.

    Attributes:
        account: The account, where the file does not name it, or names it otherwise.
        channel: The network, where the file does not say it.
        zone: Whose clocks times without a zone are of, by format; "" for all others.
        taken: When the numbers were taken.
        columns: Fact or metric to header, where the caller knows better; ``-`` for none. A name
            that is neither becomes a column of the organisation's own.
        missing: Values that stand for "not observed", such as -1.
        batch_rows: The most rows read at once.
    """

    account: str = ""
    channel: str = ""
    zone: Mapping[str, ZoneInfo] = field(default_factory=dict)
    taken: datetime | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[float, ...] = ()
    batch_rows: int = 65_536

    def zone_of(self, format_: str) -> ZoneInfo | None:
        """The zone for a format's times without one."""
        return self.zone.get("") or self.zone.get(format_)


def known_channel(name: str) -> str:
    """A network as policies write it; "" stays.

    Raises:
        InputError: No network is called so.
    """
    channel = channel_named(name) if name else ""
    known = {*CHANNELS, *channel_names()}
    if channel and channel not in known:
        raise InputError(
            f"{name!r} is not a network", hint=f"name one of these: {', '.join(sorted(known))}"
        )
    return channel


def past(moment: datetime | None, now: datetime) -> datetime | None:
    """A moment that numbers can have been taken at: not after the day of now.

    Raises:
        InputError: It lies in the future.
    """
    if moment is not None and moment > now + timedelta(days=1):
        raise InputError(
            f"numbers cannot have been taken on {moment:%Y-%m-%d}, which is still to come",
            hint="say when the file was exported, as --taken 2026-03-01",
        )
    return moment


@dataclass(slots=True)
class Wants:
    """What is still to be said before a file can be taken in; all of it is asked at once."""

    account: set[str] = field(default_factory=set)
    channel: set[str] = field(default_factory=set)
    zone: dict[str, str] = field(default_factory=dict)

    def require(self, name: str) -> None:
        """Ask.

        Raises:
            InputError: Anything is wanted; with the options that say it.
        """
        causes, hints = [], []
        if self.channel:
            causes.append("does not say which network its posts are on")
            hints.append("--channel facebook")
        if self.account:
            causes.append("does not name the account that posted")
            hints.append("--account NAME")
        if self.zone:
            format_, time = next(iter(self.zone.items()))
            causes.append(f"has times without a zone, such as {time!r} ({format_})")
            hints.append("--zone Europe/London (kept for this format in this ledger)")
        if causes:
            raise InputError(
                f"{name} {', and '.join(causes)}",
                hint="say: " + " ".join(hints),
                code="input-wanted",
            )
