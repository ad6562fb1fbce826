"""Signed links: a door for one person to one thing, without an account.

A link holds a purpose, a subject and a key that the subject keeps. It is refused once the subject
has another key (revoked), is too old, or was made for another purpose.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import timedelta

from django.core import signing

_SALT = "watchword.link"


def made_link(purpose: str, subject: int, key: str) -> str:
    """The token of a link.

    Args:
        purpose: What it opens: ``consultation``.
        subject: Key of the subject in the database.
        key: The subject's own key.
    """
    return signing.dumps([subject, key], salt=f"{_SALT}.{purpose}", compress=False)


def read_link(
    purpose: str, token: str, key_of: Callable[[int], str | None], longest: timedelta
) -> int | None:
    """The subject that a link opens; None when it opens nothing.

    Args:
        purpose: What it has to be for.
        token: What stood in the address.
        key_of: The key that a subject has now; None when there is no such subject.
        longest: How old it may be.
    """
    try:
        subject, key = signing.loads(token, salt=f"{_SALT}.{purpose}", max_age=longest)
    except (signing.BadSignature, ValueError):
        return None
    now = key_of(subject)
    if now is None or not hmac.compare_digest(now, key):
        return None
    return int(subject)
