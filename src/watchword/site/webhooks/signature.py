"""How a receiver knows that a delivery is ours, whole, and not an old one sent again.

Each delivery carries ``Watchword-Signature: t=<seconds>,v1=<hex>``: the moment of sending in
seconds since 1970 (UTC), and HMAC-SHA256 over those digits, a full stop and the body, with the
receiver's secret as key. A receiver compares in constant time and refuses a moment more than five
minutes away. Needs no Django, so that a receiver in Python can take it as it is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

HEADER = "Watchword-Signature"
SIGN = "wws_"
OLDEST_SECONDS = 300


def secret_of(site_key: str, salt: str) -> str:
    """A receiver's secret, from the site's own key and the receiver's salt."""
    made = hmac.digest(site_key.encode(), f"webhook:{salt}".encode(), "sha256")
    return SIGN + base64.urlsafe_b64encode(made).decode().rstrip("=")


def signature(secret: str, body: bytes, at: int) -> str:
    """The header's value for a body sent at a moment, in seconds since 1970."""
    made = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={made}"


def is_signed(secret: str, body: bytes, header: str, now: int) -> bool:
    """Whether a delivery that came at a moment is signed with a secret, and recent."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    at = parts.get("t", "")
    if not (at.isascii() and at.isdecimal()) or abs(now - int(at)) > OLDEST_SECONDS:
        return False
    return hmac.compare_digest(signature(secret, body, int(at)).encode(), header.encode())
