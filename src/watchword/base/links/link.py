"""A link, taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from watchword.base.links.host import LONGEST_HOST, askable, ip_address, mapped, readable
from watchword.base.links.suffix import suffix_size
from watchword.base.span import Span

_IN_NO_HOST = frozenset(" #%/:<>?@[\\]^|")
"""Source: WHATWG URL Standard, section 3.2, "forbidden domain code point" (read 2026-11)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link as it stands in a text, and its parts. Nothing is ever fetched.

    Attributes:
        span: Where it stands; ``span.of(text)`` is the link as written.
        address: The link with any defanging undone and its host in lower case, Punycode kept.
        scheme: ``http``, ``https`` or ``ftp``; empty when none is written.
        credentials: What stands before the ``@`` of the host; empty when nothing does.
        host: ASCII as the network asks for it, in lower case; an IP address in its usual form.
        host_unicode: The host as people read it.
        port: None when none is written.
        path: From the first slash, question mark or hash to the end; may be empty.
        registered: The part of the host that somebody registered (``example.co.uk``), ASCII;
            empty for an IP address and for a host without a known public suffix.
        subdomain: What stands before ``registered``, ASCII; may be empty.
        suffix: The public suffix (``co.uk``), ASCII; may be empty.
        is_ip: Whether the host is an IP address, in whatever notation.
    """

    span: Span
    address: str
    scheme: str
    credentials: str
    host: str
    host_unicode: str
    port: int | None
    path: str
    registered: str
    subdomain: str
    suffix: str
    is_ip: bool


def make_link(
    span: Span,
    labels: Sequence[str],
    *,
    scheme: str = "",
    credentials: str = "",
    port: int | None = None,
    path: str = "",
) -> Link | None:
    """Make a link of its parts.

    Args:
        span: Where it stands.
        labels: The host's labels as written; one label in square brackets is IPv6.
        scheme: As in :class:`Link`, as are the following.
        credentials: What stands before the ``@``.
        port: The port.
        path: Path, query and fragment, defanging undone.

    Returns:
        None when no host can have that name.
    """
    found = _host(tuple(labels))
    if found is None:
        return None
    before = f"{scheme}://" if scheme else ""
    secret = f"{credentials}@" if credentials else ""
    at = "" if port is None else f":{port}"
    return Link(
        span=span,
        address=f"{before}{secret}{found.taken}{at}{path}",
        scheme=scheme,
        credentials=credentials,
        host=found.host,
        host_unicode=found.host_unicode,
        port=port,
        path=path,
        registered=found.registered,
        subdomain=found.subdomain,
        suffix=found.suffix,
        is_ip=found.is_ip,
    )


class _Host(NamedTuple):
    """A host in its forms, as :class:`Link` has them; ``taken`` keeps Punycode."""

    taken: str
    host: str
    host_unicode: str
    registered: str
    subdomain: str
    suffix: str
    is_ip: bool


@lru_cache(maxsize=4096)  # hosts recur; the bound keeps memory level
def _host(labels: tuple[str, ...]) -> _Host | None:
    """A host of its labels as written; None when no host can have that name."""
    taken = [mapped(label) for label in labels]
    parts = [readable(label) for label in taken]
    shown = ".".join(parts)
    ip = ip_address(shown)
    if not ip and not (shown and _IN_NO_HOST.isdisjoint(shown)):
        return None
    asked = [askable(part) for part in parts]
    host = ip or ".".join(asked)
    if len(host) > LONGEST_HOST:
        return None
    known = 0 if ip else suffix_size(parts)
    own = len(parts) - known - 1
    has_own = known > 0 and own >= 0
    return _Host(
        taken=".".join(taken),
        host=host,
        host_unicode=ip or shown,
        registered=".".join(asked[own:]) if has_own else "",
        subdomain=".".join(asked[:own]) if has_own else "",
        suffix=".".join(asked[-known:]) if known else "",
        is_ip=bool(ip),
    )
