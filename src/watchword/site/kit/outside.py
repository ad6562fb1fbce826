"""The one door through which the site sends something to an address that a person gave.

The name is looked up once; if any of its addresses is private, loopback or otherwise not of the
public net, nothing is sent, and the connection goes to the very address that was looked at, so a
name cannot change in between. Redirects are not followed.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

import urllib3

TIME_OUT = urllib3.Timeout(connect=5.0, read=10.0)
"""Seconds to wait for a connection, and for an answer."""
LONGEST_ANSWER = 2_000


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
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    if parts.scheme not in ("http", "https") or not host:
        raise NotSent("the address is not one of http or https")
    found = _looked_up(host, port)
    if not to_private and not all(ipaddress.ip_address(one).is_global for one in found):
        raise NotSent(f"{host} is an address of a private network, which the site does not send to")
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    shown = host if parts.port is None else f"{host}:{parts.port}"
    pool = _pool(parts.scheme, found[0], port, host)
    try:
        answer = pool.urlopen(
            "POST",
            target,
            body=body,
            headers={**headers, "Host": shown},
            redirect=False,
            retries=False,
            timeout=TIME_OUT,
            preload_content=False,
        )
        answer.read(LONGEST_ANSWER)
        answer.close()
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise NotSent(f"{type(error).__name__}: {error}"[:400]) from None
    finally:
        pool.close()
    return answer.status


def _looked_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent(f"{host} is not known: {error}") from None
    return [str(one[4][0]).partition("%")[0] for one in found]


def _pool(scheme: str, address: str, port: int, host: str) -> urllib3.HTTPConnectionPool:
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port)
    return urllib3.HTTPSConnectionPool(
        address, port, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
    )
