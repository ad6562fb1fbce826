"""Whether a text as a whole is a name, a list, a hashtag or an address to X.

Source: the official conformance cases of twitter-text, ``validate.yml`` (2020), and for
addresses RFC 3986, section 3, with letters of any script in host and path.
"""

from __future__ import annotations

from functools import cache

from watchword.base.pattern import Pattern, pattern
from watchword.base.span import Span
from watchword.channels.x.entities import hashtags, mentions

_WHOLE = "^(?:{})$"
_LETTER = r"[a-z0-9\x{80}-\x{10ffff}]"
_INNER = r"[a-z0-9\x{80}-\x{10ffff}\-]"
_PATH_CHAR = r"(?:[\pL\pM\p{Nd}\-._~!$&'()*+,;=:|@]|%[0-9a-f]{2})"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"


def is_name(text: str) -> bool:
    """Whether this is ``@name`` and nothing else."""
    return any(one.span == Span(0, len(text)) and not one.list_name for one in mentions(text))


def is_list(text: str) -> bool:
    """Whether this is ``@name/list`` and nothing else."""
    return any(one.span == Span(0, len(text)) and one.list_name for one in mentions(text))


def is_hashtag(text: str) -> bool:
    """Whether this is one hashtag and nothing else."""
    return any(one.span == Span(0, len(text)) for one in hashtags(text))


def is_address(text: str, *, needs_protocol: bool = True) -> bool:
    """Whether this is one web address and nothing else."""
    return _address(needs_protocol).found_in(text)


@cache
def _address(needs_protocol: bool) -> Pattern:
    label = f"{_LETTER}(?:{_INNER}*{_LETTER})?"
    lower_label = rf"{_LETTER}(?:(?:{_INNER}|_)*{_LETTER})?"
    last = r"[a-z\x{80}-\x{10ffff}]" + f"(?:{_INNER}*{_LETTER})?"
    name = rf"(?:{lower_label}\.)*{label}\.{last}"
    number = rf"{_OCTET}(?:\.{_OCTET}){{3}}|\[[a-f0-9:.]+\]"
    login = r"(?:(?:[\pL\p{Nd}\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?"
    rest = rf"(?:/{_PATH_CHAR}*)*(?:\?(?:{_PATH_CHAR}|[/?])*)?(?:#(?:{_PATH_CHAR}|[/?])*)?"
    protocol = "https?://" if needs_protocol else "(?:https?://)?"
    return pattern(_WHOLE.format(f"{protocol}{login}(?:{number}|{name})(?::[0-9]+)?{rest}"))
