"""API keys and tokens of common providers, and secrets that are named as such."""

from __future__ import annotations

import base64
import binascii
import csv
import math
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from watchword.base.late import pattern
from watchword.base.pattern import Pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, stands_alone

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECK_LENGTH = 6
_LEAST_VARIETY = 7
"""Different characters of a real token at least; fewer is a placeholder such as ``xxxx``."""
_SNOWFLAKE_DIGITS = (17, 20)


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One provider's kind of token: a row of ``tokens.csv``.

    Attributes:
        provider: Who issues it.
        prefix: RE2, case-sensitive: how it starts.
        rest: RE2, case-sensitive: what follows; its first eight characters are of ``_BODY``.
        check: ``crc32``, ``snowflake``, ``mixed`` or empty.
        gate: RE2 for what a text must hold, where prefix and eight characters are too common.
        source: Where the provider documents it.
    """

    provider: str
    prefix: str
    rest: str
    check: str
    gate: str
    source: str

    @property
    def whole(self) -> str:
        """RE2 for the whole token."""
        return f"(?:{self.prefix})(?:{self.rest})"


def _tokens() -> tuple[Token, ...]:
    with Path(__file__).with_name("tokens.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(Token(**row) for row in csv.DictReader(rows))


TOKENS = _tokens()
"""All kinds, 2024."""
_PLAIN = f"{_BASE62}_-"
_BODY = r"[A-Za-z0-9_+/=.%$!~\-]"


def _start(prefix: str) -> str:
    """What stands in every text with such a prefix: its plain beginning, which may be empty."""
    plain = prefix[: len(prefix) - len(prefix.lstrip(_PLAIN))]
    return plain[:-1] if prefix[len(plain) :].startswith(("?", "*", "{")) else plain


_MATCHERS: tuple[tuple[Token, str, Pattern], ...] = tuple(
    (token, _start(token.prefix), pattern(token.whole, case=True)) for token in TOKENS
)
_COMMON = "|".join(token.prefix for token in TOKENS if not token.gate)
_RARE = "|".join(token.gate for token in TOKENS if token.gate)
_NAME = (
    r"(?:(?:api|access|secret|auth|client|app|consumer|bearer|private|service|account|refresh|"
    r"session|aws|bot|webhook)[_\- ]?(?:access[_\- ]?)?(?:key|token|secret)(?:[_\- ]?(?:id|key))?)"
)
_NAMED_SHAPE = rf"{_NAME}[\"']? ?(?:[:=]|=>|:=|is) ?[\"']?[A-Za-z0-9_+/=.\-]{{16}}"
_NAMED = pattern(rf"{_NAME}[\"']? ?(?:[:=]|=>|:=|is) ?[\"']?([A-Za-z0-9_+/=.\-]{{16,200}})")
_LEAST_ENTROPY = 3.0
"""Bits a character that a named secret has at least; English words have less and no digits."""
_PLACEHOLDERS = ("example", "your", "xxxx", "placeholder", "changeme", "insert", "1234567890")


def base62_crc32(words: str) -> str:
    """The six characters that GitHub and npm append.

    Source: github.blog 2021-04-05, "Behind GitHub's new authentication token formats".
    """
    number, digits = zlib.crc32(words.encode()), ""
    while number:
        number, digit = divmod(number, len(_BASE62))
        digits = _BASE62[digit] + digits
    return digits.rjust(_CHECK_LENGTH, "0")


def _has_crc(words: str) -> bool:
    body = words.partition("_")[2]
    return body.isascii() and base62_crc32(body[:-_CHECK_LENGTH]) == body[-_CHECK_LENGTH:]


def _starts_with_snowflake(words: str) -> bool:
    first = words.partition(".")[0]
    try:
        number = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4))
    except binascii.Error:
        return False
    fewest, most = _SNOWFLAKE_DIGITS
    return number.isdigit() and fewest <= len(number) <= most


def _is_mixed(words: str) -> bool:
    return any(char.isdigit() for char in words) or (
        words != words.lower() and words != words.upper()
    )


_CHECKS = {
    "": lambda _: True,
    "crc32": _has_crc,
    "snowflake": _starts_with_snowflake,
    "mixed": _is_mixed,
}


def _is_varied(words: str) -> bool:
    lower = words.lower()
    return len(set(words[-20:])) >= _LEAST_VARIETY and not any(
        word in lower for word in _PLACEHOLDERS
    )


def _entropy(words: str) -> float:
    counts = Counter(words).values()
    return -sum(count / len(words) * math.log2(count / len(words)) for count in counts)


def _issued(text: str) -> Iterator[Span]:
    for token, start, shape in _MATCHERS:
        if start not in text:
            continue
        for span in shape.find(text):
            words = span.of(text)
            is_whole = stands_alone(text, span, joiners="_") or "/" in token.prefix
            if is_whole and _is_varied(words) and _CHECKS[token.check](words):
                yield span


def _named(text: str) -> Iterator[Span]:
    for _, value in _NAMED.groups(text):
        words = value.of(text).rstrip(".")
        has_both = any(char.isdigit() for char in words) and any(char.isalpha() for char in words)
        if has_both and _is_varied(words) and _entropy(words) >= _LEAST_ENTROPY:
            yield Span(value.start, value.start + len(words))


_GATE = rf"\b(?:{_COMMON}){_BODY}{{8}}|{_RARE}"
"""A word boundary costs nothing in truth, since a token stands alone, and much time in none."""
_QUICK = pattern(_GATE)


def find(text: str) -> Iterator[Span]:
    """All API keys and tokens of a text."""
    issued = _issued(text) if _QUICK.found_in(text) else iter(())
    return apart(span for spans in (issued, _named(text)) for span in spans)


DETECTOR = Detector(
    name="api-key",
    title="API key or token",
    validates="prefix, alphabet and length by provider, the check digits of GitHub and npm, the "
    "number inside Discord's, and that it is varied enough to be real",
    gates=(_GATE, _NAMED_SHAPE),
    find=find,
    group="secret",
)
