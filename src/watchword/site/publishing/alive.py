"""Whether a process that took something up still lives; clocks are not asked.

A sender holds a lock for as long as it lives: a file of the site's folder on SQLite, an advisory
lock of its own connection on PostgreSQL, so also for senders on several machines. The operating
system or the database lets it go when the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections

FOLDER = "senders"


@contextmanager
def living() -> Iterator[str]:
    """Live under a new name; it is given."""
    name = str(secrets.randbelow(2**62))
    if connection.vendor == "postgresql":
        own = connections.create_connection(DEFAULT_DB_ALIAS)  # closed by nobody else
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [int(name)])
        try:
            yield name
        finally:
            # the server notices a closed connection a moment later; a lost one holds nothing
            with suppress(OperationalError), own.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [int(name)])
            own.close()
        return
    path = _path(name)
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)


def is_alive(name: str) -> bool:
    """Whether the process of that name lives."""
    if not name:
        return False
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [int(name)])
            (is_free,) = cursor.fetchone()
            if is_free:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [int(name)])
        return not is_free
    try:
        handle = os.open(_path(name), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        _path(name).unlink(missing_ok=True)
        return False
    finally:
        os.close(handle)


def somebody_lives() -> bool:
    """Whether a sender of the site's folder lives, so that the site is being served from it.

    On PostgreSQL the folder says nothing: senders may be on other machines.
    """
    folder = Path(settings.CONFIGURATION.home) / FOLDER
    names = [one.name for one in folder.glob("*")] if connection.vendor != "postgresql" else []
    return any(is_alive(name) for name in names)


def _path(name: str) -> Path:
    return Path(settings.CONFIGURATION.home) / FOLDER / name
