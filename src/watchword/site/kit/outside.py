"""The one door through which the site sends something to an address that a person gave.

It is the core's (:mod:`watchword.channels.http`): nothing goes to private addresses unless that
is allowed, the name is looked up once, and redirects are not followed.
"""

from __future__ import annotations

from collections.abc import Mapping

from watchword.base.errors import NetworkError
from watchword.channels.http import Door

CONNECT_S = 5.0
ANSWER_S = 10.0
LONGEST_ANSWER = 64_000


class NotSent(Exception):
    """Nothing was sent, or nothing came back; the words say why."""


def post(address: str, body: bytes, headers: Mapping[str, str], *, to_private: bool) -> int:
    """Send a body to an address; the status of the answer.

    Args:
        address: ``https://`` or ``http://``.
        body: What is sent.
        headers: Sent with it.
        to_private: Whether addresses of the own network are allowed.

    Raises:
        NotSent: The address cannot be used or reached, or gave no answer in time.
    """
    door = Door(
        to_private=to_private, connect_s=CONNECT_S, answer_s=ANSWER_S, longest=LONGEST_ANSWER
    )
    try:
        return door.ask("POST", address, body=body, headers=headers).status
    except NetworkError as error:
        raise NotSent(error.message) from None
