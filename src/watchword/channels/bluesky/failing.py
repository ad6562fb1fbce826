"""What an error of Bluesky means for the one who publishes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from watchword.channels.publishing import (
    NotPublished,
    Passing,
    Permanent,
    TokenRefused,
    Unknown,
)

if TYPE_CHECKING:
    from atproto_client.exceptions import RequestErrorBase

SIGNED_OUT = frozenset({"ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired"})
"""Answers with status 400 or 401 after which a new sign-in may help. Source: @atproto/pds."""

_CLOSED = frozenset({"AccountTakedown", "AccountDeactivated", "RepoTakendown", "RepoDeactivated"})
_NO_RECORD = "Could not locate record"
"""What older servers, and those that ask others, say with InvalidRequest."""
_UNAUTHORISED, _FORBIDDEN, _TOO_MANY, _SERVER = 401, 403, 429, 500
_GATEWAYS = frozenset({502, 503, 504})
"""Answers of a machine in between, which does not know whether the server has done it."""


class NotThere(Permanent):
    """The network has no such post."""


class Failed(Passing):
    """The server says that it failed; whether the record is there, reading it tells."""


@contextmanager
def told(*, writing: bool = False) -> Iterator[None]:
    """Turn errors of the SDK and of the door into ours.

    Args:
        writing: Whether a post is made, so that a lost answer leaves it unknown.
    """
    from atproto import exceptions

    try:
        yield
    except Unknown as error:
        if writing:
            raise
        raise Passing(error.message) from None
    except NotPublished:
        raise
    except exceptions.RequestErrorBase as error:
        raise _told(error, writing=writing) from None
    except (ValueError, exceptions.AtProtocolError) as error:  # cut off, or not what was asked for
        said = f"bluesky's answer cannot be read: {type(error).__name__}"
        raise (Unknown(said) if writing else Passing(said)) from None


def _told(error: RequestErrorBase, *, writing: bool) -> NotPublished:
    response = error.response  # the door's own errors have none, and do not come here
    status = int(response.status_code)
    name = str(getattr(response.content, "error", "") or "")
    said = f"bluesky says {status} {name}: {getattr(response.content, 'message', '') or ''}"
    said = said.strip().rstrip(":. ")[:300]
    if status == _TOO_MANY:
        return Passing(said, retry_after=_wait(response.headers))
    if name == "RecordNotFound" or _NO_RECORD in said:
        return NotThere(said)
    if name in _CLOSED:
        return TokenRefused(said, hint="the account is closed: ask the network to open it")
    if name in SIGNED_OUT or status in (_UNAUTHORISED, _FORBIDDEN):
        return TokenRefused(said, hint="make a new app password on Bluesky and connect again")
    if status in _GATEWAYS and writing:
        return Unknown(said)
    if status >= _SERVER or status == 409:  # noqa: PLR2004 - another writer was faster
        return Failed(said)
    if status == 413:  # noqa: PLR2004 - content too large
        return Permanent(said, hint="make the picture or video smaller")
    if not name:  # the meaning is in the body, and this one is cut off or another machine's
        return Unknown(said) if writing else Passing(said)
    return Permanent(said, hint="the post has to be changed before it can be published")


def _wait(headers: dict[str, str]) -> float | None:
    """Seconds until it may be tried again. Source: PDS headers ``retry-after, ratelimit-reset``."""
    for name, now in (("retry-after", 0.0), ("ratelimit-reset", datetime.now(UTC).timestamp())):
        value = headers.get(name, "")
        if value.isdigit():
            return max(0.0, float(value) - now)
    return None
