"""A joined token, and the publisher that it makes."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from watchword.base.registry import members
from watchword.channels.base import FAMILY
from watchword.channels.http import Door, refuse_address
from watchword.channels.publishing import Permanent, Publisher


@dataclass(frozen=True, kw_only=True, slots=True)
class Connection:
    """What an account is reached with. The secrets are never shown.

    Attributes:
        channel: The network: ``bluesky``, ``mastodon``.
        server: Its address: ``https://social.example.org``.
        identity: Who signs in, where the network asks for it (Bluesky's handle).
        secret: Token, or password of an application.
        session: What :attr:`keep_session` was last given; "" the first time.
        keep_session: Takes a session that was begun or renewed, a secret, to be stored encrypted.
            Bluesky lets nobody sign in more than 300 times a day.
    """

    channel: str
    server: str
    identity: str = ""
    secret: str = field(repr=False)
    session: str = field(default="", repr=False)
    keep_session: Callable[[str], None] = field(default=lambda _: None, repr=False)


@cache
def publishing_channels() -> tuple[str, ...]:
    """Names of the channels that can be published to, sorted; the others go by hand."""
    return tuple(name for name, module in members(FAMILY).items() if _publishes(module))


def publisher(connection: Connection, door: Door) -> Publisher:
    """The way to an account's network. Asks nothing of the network yet.

    Raises:
        Permanent: The channel cannot be published to, the networks' libraries are missing, or
            the server's address is none.
    """
    module = members(FAMILY).get(connection.channel, "")
    if not module or not _publishes(module):
        raise Permanent(
            f"{connection.channel} cannot be published to from here",
            hint="publish by hand and paste the link back",
        )
    found = importlib.import_module(f"{module}.publisher")
    refuse_missing(found.LIBRARY)
    refuse_address(connection.server)
    make = cast("Callable[[Connection, Door], Publisher]", found.connected)
    return make(connection, door)


def refuse_missing(library: str) -> None:
    """Refuse to go on without a network's library.

    Raises:
        Permanent: It is not installed.
    """
    if importlib.util.find_spec(library) is None:
        raise Permanent(
            f"{library} is not installed",
            hint="install Watchword with its extra: pip install 'watchword[networks]'",
        )


def _publishes(module: str) -> bool:
    return importlib.util.find_spec(f"{module}.publisher") is not None
