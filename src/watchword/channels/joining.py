"""Joining an account to its network: the members of the family that can publish."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from watchword.channels.base import FAMILY, channel_names
from watchword.channels.publishing import Publisher


@cache
def joinable() -> tuple[str, ...]:
    """Names of the channels whose folder holds a ``publisher.py``, sorted."""
    return tuple(
        name
        for name in channel_names()
        if find_spec(f"{FAMILY}.{name.replace('-', '_')}.publisher")
    )


def publisher(
    channel: str, *, server: str, identity: str, secret: Mapping[str, str], to_private: bool = False
) -> Publisher:
    """An account's way to its network; the network is not asked yet.

    Args:
        channel: Name of the channel.
        server: Address of the network's server.
        identity: The account's name there.
        secret: What the network gave: ``password`` (an app password) or ``token``.
        to_private: Whether servers of the own network may be asked.

    Raises:
        KeyError: The channel cannot be joined.
    """
    if channel not in joinable():
        raise KeyError(channel)
    found = import_module(f"{FAMILY}.{channel.replace('-', '_')}.publisher")
    made = found.make(server=server, identity=identity, secret=secret, to_private=to_private)
    return cast("Publisher", made)
