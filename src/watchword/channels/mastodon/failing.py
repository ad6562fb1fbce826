"""What an error of a Mastodon server means for the one who publishes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from watchword.channels.publishing import (
    NotPublished,
    Passing,
    Permanent,
    TokenRefused,
    Unknown,
)

if TYPE_CHECKING:
    from mastodon import Mastodon

_UNAUTHORISED, _FORBIDDEN, _GONE, _TOO_LARGE, _SERVER = 401, 403, 410, 413, 500


_GATEWAYS = frozenset({502, 504})
"""Answers of a machine in between, which does not know whether the server has done it."""


class NotThere(Permanent):
    """The server has no such post, or no such deed."""


class Failed(Unknown):
    """The server says that it failed; whether the post is there, reading it tells."""


@contextmanager
def told(client: Mastodon, *, writing: bool = False) -> Iterator[None]:
    """Turn errors of Mastodon.py and of the door into ours.

    Args:
        client: Knows when the server may be asked again.
        writing: Whether a post is made, so that a lost answer leaves it unknown.
    """
    from mastodon import errors

    try:
        yield
    except errors.MastodonNetworkError as error:
        raise _unheard(error.__context__, writing=writing) from None
    except errors.MastodonRatelimitError:
        raise Passing("the server has been asked too often", retry_after=_wait(client)) from None
    except errors.MastodonAPIError as error:
        raise _told(error, writing=writing) from None
    except (errors.MastodonError, ValueError, TypeError, KeyError, AttributeError) as error:
        said = f"the server's answer cannot be read: {type(error).__name__}"
        raise (Unknown(said) if writing else Passing(said)) from None


def _unheard(cause: BaseException | None, *, writing: bool) -> NotPublished:
    """What the door said, which Mastodon.py has wrapped."""
    if isinstance(cause, Unknown):
        return cause if writing else Passing(cause.message)
    if isinstance(cause, NotPublished):
        return cause
    said = f"the server is not reached: {type(cause).__name__}"
    return Unknown(said) if writing else Passing(said)


def _told(error: Exception, *, writing: bool) -> NotPublished:
    from mastodon import errors

    status = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], int) else 0
    words = str(error.args[-1] or "") if status else ""
    said = f"the server says {status} {words}".rstrip()[:300]
    if isinstance(error, errors.MastodonNotFoundError) or status == _GONE:
        return NotThere("the server has no such post", hint="it may be deleted")
    if status in (_UNAUTHORISED, _FORBIDDEN):
        return TokenRefused(said, hint="connect the account again and allow reading and writing")
    if not status or status >= _SERVER:  # no status: an answer that is no JSON
        said = said if status else "the server's answer cannot be read"
        if not writing:
            return Passing(said)
        return Unknown(said) if not status or status in _GATEWAYS else Failed(said)
    if status == _TOO_LARGE:
        return Permanent(said, hint="make the picture or video smaller")
    return Permanent(said, hint="the post has to be changed before it can be published")


def _wait(client: Mastodon) -> float | None:
    """Seconds until it may be asked again; from ``X-RateLimit-Reset``, the clocks compared."""
    reset = client.ratelimit_reset
    return max(0.0, float(reset) - time.time()) if reset else None
