"""A host in its forms: as written, as people read it, as the network asks for it."""

from __future__ import annotations

import unicodedata

LONGEST_LABEL = 63
"""Characters of a label. Source: RFC 1035, section 2.3.4."""

LONGEST_HOST = 253
"""Characters of a host without its final dot. Source: RFC 1035, section 2.3.4."""

IGNORED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that a browser drops from a host, so that they hide nothing from us.

Source: UTS #46, mapping table, status "ignored" (and "deviation" for the two joiners).
"""

_DROP = dict.fromkeys(map(ord, IGNORED))
_LONGEST_NUMBER = 32  # digits; far beyond what four bytes need, short of a costly conversion
_BYTE = 256


def mapped(label: str) -> str:
    """A label as browsers take it: lower case, compatibility forms resolved."""
    if label.isascii():
        return label.lower()
    label = unicodedata.normalize("NFKC", label.translate(_DROP))
    return unicodedata.normalize("NFKC", label.lower())


def readable(label: str) -> str:
    """A label as people read it: as browsers take it, with Punycode undone."""
    label = mapped(label)
    return _from_punycode(label) if label.startswith("xn--") else label


def askable(label: str) -> str:
    """A readable label in the ASCII form that the network asks for."""
    if label.isascii():
        return label
    return "xn--" + label.encode("punycode").decode("ascii")


def is_label(label: str) -> bool:
    """Whether a readable label can stand in a host."""
    if not label or len(label) > LONGEST_LABEL or label[0] == "-" or label[-1] == "-":
        return False
    return label.isascii() or len(askable(label)) <= LONGEST_LABEL


def _from_punycode(label: str) -> str:
    if len(label) > LONGEST_LABEL:
        return label
    try:
        plain = label[4:].encode("ascii").decode("punycode")
        plain.encode("utf-8")  # a crafted label may hold half a surrogate pair
    except UnicodeError:
        return label
    # what a browser would refuse to show stays as written
    return plain if plain and plain == unicodedata.normalize("NFKC", plain).lower() else label


def ip_address(host: str) -> str:
    """The address that a host of numbers stands for, or nothing.

    Decimal, hexadecimal and octal numbers, and fewer than four of them, are understood as
    browsers do: ``0xc0.0.513`` and ``3221225985`` are both 192.0.2.1.

    Source: WHATWG URL Standard, section 3.5, "IPv4 parser" (read 2026-11).
    """
    if host.startswith("["):
        return _version_6(host)
    parts = host.removesuffix(".").split(".")
    if len(parts) > 4 or not parts[-1][:1].isdigit():  # noqa: PLR2004 - four bytes
        return ""
    numbers = [_number(part) for part in parts]
    *first, last = numbers
    if any(not 0 <= one < _BYTE for one in first) or not 0 <= last < _BYTE ** (5 - len(parts)):
        return ""
    whole = last + sum(one << (24 - 8 * place) for place, one in enumerate(first))
    return ".".join(str(whole >> shift & 255) for shift in (24, 16, 8, 0))


def _number(part: str) -> int:
    """The value of a decimal, octal or hexadecimal number; -1 when it is none."""
    if not part.isascii() or not part.isalnum() or len(part) > _LONGEST_NUMBER:
        return -1
    base = 10
    if part[:2] in ("0x", "0X"):
        part, base = part[2:] or "0", 16
    elif len(part) > 1 and part[0] == "0":
        part, base = part[1:], 8
    try:
        return int(part, base)
    except ValueError:
        return -1


def _version_6(host: str) -> str:
    from ipaddress import IPv6Address

    try:
        return f"[{IPv6Address(host[1:-1]).compressed}]"
    except ValueError:
        return ""
