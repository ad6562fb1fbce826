"""Showing that something goes on: a line that is rewritten, only on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Event

    import pyarrow as pa

    from watchword.archive.readers import Reading

EVERY_SECONDS = 0.2
FIRST_SECONDS = 0.7
"""After so long somebody who waits wants to know that something goes on."""

_busy: list[str] = []
"""What is being waited for; what is done within it says nothing of its own."""


def counted(reading: Reading) -> Iterator[pa.RecordBatch]:
    """The batches of a reading, with a line of progress on standard error."""
    if not sys.stderr.isatty():
        yield from reading
        return
    start = last = time.monotonic()
    posts = 0
    for batch in reading:
        yield batch
        posts += batch.num_rows
        now = time.monotonic()
        if now - last > EVERY_SECONDS:
            last = now
            rate = posts / (now - start)
            sys.stderr.write(f"\r\x1b[K{reading.path.name}: {posts:,} posts, {rate:,.0f} a second")
            sys.stderr.flush()
    if last > start:
        sys.stderr.write("\r\x1b[K")


@contextmanager
def rows_shown(name: str) -> Iterator[Callable[[int], None]]:
    """A line of progress on standard error; what is given is told how many rows were read."""
    if not sys.stderr.isatty():
        yield lambda rows: None  # noqa: ARG005 - there is nobody to tell
        return
    start = time.monotonic()
    told = [start]

    def tell(rows: int) -> None:
        now = time.monotonic()
        if now - told[-1] > EVERY_SECONDS:
            told[:] = [start, now]
            rate = rows / (now - start)
            sys.stderr.write(f"\r\x1b[K{name}: {rows:,} rows, {rate:,.0f} a second")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if len(told) > 1:
            sys.stderr.write("\r\x1b[K")


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """A line on standard error that counts the seconds, for work whose end nobody knows.

    Also a decorator. Work within such work is part of it.
    """
    if _busy or not sys.stderr.isatty():
        yield
        return
    from threading import Event, Thread

    done = Event()
    counting = Thread(target=_count_seconds, args=(what, done), daemon=True)
    _busy.append(what)
    counting.start()
    try:
        yield
    finally:
        done.set()
        counting.join()
        _busy.clear()


def _count_seconds(what: str, done: Event) -> None:
    start = time.monotonic()
    if done.wait(FIRST_SECONDS):
        return
    while True:
        sys.stderr.write(f"\r\x1b[K{what}: {time.monotonic() - start:.0f} s")
        sys.stderr.flush()
        if done.wait(EVERY_SECONDS):
            break
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
