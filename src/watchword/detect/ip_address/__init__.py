"""Internet addresses, version 4 and 6, that can point to a person or a machine."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, around, stands_alone

_QUAD = r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"
_FOUR = pattern(_QUAD)
_SIX = pattern(r"[0-9a-f:]*:[0-9a-f]*:[0-9a-f:.]*")
_VERSION = pattern(
    r"(?:\b(?:v|ver|version|release|build|firmware|update|upgrade|edition|section|patch)"
    r"[\s.:#]{0,3}(?:[a-z0-9.]{1,12} )?$)"
)
_MACHINE = pattern(r"\b(?:ip|ips|ipv4|ipv6|server|host|dns|vpn|router|ping|proxy|ssh|gateway)\b")
_PRIVATE = tuple(
    ip_network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
)
"""Addresses inside networks. Source: RFC 1918 and RFC 4193."""
_PUBLIC_SIX = (IPv6Network("2000::/3"), IPv6Network("fc00::/7"))
"""Blocks in which a shortened version 6 address is believed. Source: RFC 4291 section 2.4."""
_GROUPS = 7


def _may_tell(address: IPv4Address | IPv6Address, text: str, span: Span) -> bool:
    """Whether the address can point to someone."""
    never = (
        address.is_loopback or address.is_link_local or address.is_multicast
    ) or address.is_unspecified
    if never or str(address) == "255.255.255.255":
        return False
    is_private = any(address in block for block in _PRIVATE if block.version == address.version)
    return not is_private or _MACHINE.found_in(around(text, span, before=40, after=20))


def _four(text: str) -> Iterator[Span]:
    for span in _FOUR.find(text):
        before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
        is_longer = (after[:1] in tuple(".-") and after[1:].isdigit()) or before in tuple(".-")
        if not stands_alone(text, span, joiners="_") or is_longer:
            continue
        octets = span.of(text).split(".")
        if any(int(octet) > 255 or (len(octet) > 1 and octet[0] == "0") for octet in octets):  # noqa: PLR2004 - RFC 791
            continue
        if _VERSION.found_in(text[max(0, span.start - 24) : span.start]):
            continue
        is_small = all(len(octet) == 1 for octet in octets)
        if is_small and not _MACHINE.found_in(around(text, span, before=40, after=20)):
            continue
        if _may_tell(IPv4Address(span.of(text)), text, span):
            yield span


def _six(text: str) -> Iterator[Span]:
    for run in _SIX.find(text):
        words = run.of(text).rstrip(":.") if not run.of(text).endswith("::") else run.of(text)
        span = Span(run.start, run.start + len(words))
        if not stands_alone(text, span):
            continue
        try:
            address = IPv6Address(words)
        except ValueError:
            continue
        is_full = words.count(":") == _GROUPS and "::" not in words
        is_public = any(address in block for block in _PUBLIC_SIX) and words.count(":") > 1
        if (is_full or is_public) and _may_tell(address, text, span):
            yield span


def find(text: str) -> Iterator[Span]:
    """All internet addresses of a text."""
    yield from apart(span for shape in (_six, _four) for span in shape(text))


DETECTOR = Detector(
    name="ip-address",
    title="IP address",
    validates="each part is in range, and the block can be reached or is a named machine's",
    gates=(r"\d\.\d{1,3}\.\d{1,3}\.\d", r"[0-9a-f]:[0-9a-f]{0,4}:"),
    find=find,
    secret=False,
    group="location",
)
