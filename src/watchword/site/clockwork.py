"""The clock of a site: runs what is due.

Apps declare what they want run in their ``clock.py``::

    @daily("review-dates")
    def remind_of_review(now: datetime) -> None: ...

Each runs at most once a period on the whole site, however many clocks beat (a row in the
database says when it last ran), and once more after a crash in the middle; so each must be
written to do no harm when it runs twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

Work = Callable[[datetime], None]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """Work that is done again and again."""

    name: str
    every: timedelta
    work: Work


_works: dict[str, Due] = {}


def every(name: str, period: timedelta) -> Callable[[Work], Work]:
    """Run a function once a period."""

    def declare(work: Work) -> Work:
        _works[name] = Due(name, period, work)
        return work

    return declare


def hourly(name: str) -> Callable[[Work], Work]:
    """Run a function once an hour."""
    return every(name, timedelta(hours=1))


def daily(name: str) -> Callable[[Work], Work]:
    """Run a function once a day."""
    return every(name, timedelta(days=1))


def beat(now: datetime) -> list[str]:
    """Run what is due at a moment; names of what ran."""
    from watchword.site.kit.actions import mark_run

    ran = []
    for one in _works.values():
        if not mark_run(one.name, one.every, now):
            continue
        try:
            one.work(now)
        except Exception:  # one piece of work must not keep the others from running
            log.exception("%s failed; it is tried again next time", one.name)
        ran.append(one.name)
    return ran
