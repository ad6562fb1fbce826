"""JSON Web Tokens: whoever holds one is signed in."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import stands_alone

_SHAPE = r"e(?:yJ|yA|wo|w0)[\w\-]{8,}\.[\w\-]{2,}(?:\.[\w\-]*)+"
_TOKEN = pattern(_SHAPE, case=True)
_PARTS = (3, 5)
"""Parts of a signed (RFC 7515) and of an encrypted (RFC 7516) token."""


def _has_algorithm(header: str) -> bool:
    """Whether the first part decodes to a JSON object that names its algorithm."""
    try:
        read = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return False
    return isinstance(read, dict) and isinstance(read.get("alg"), str)


def find(text: str) -> Iterator[Span]:
    """All JSON Web Tokens of a text."""
    for span in _TOKEN.find(text):
        parts = span.of(text).split(".")
        while len(parts) not in _PARTS and len(parts) > min(_PARTS):
            parts.pop()
        token = Span(span.start, span.start + len(".".join(parts)))
        is_whole = stands_alone(text, Span(span.start, span.end), joiners="_")
        if is_whole and _has_algorithm(parts[0]):
            yield token


DETECTOR = Detector(
    name="jwt",
    title="JSON Web Token",
    validates="the first part decodes to JSON that names an algorithm",
    gates=(_SHAPE,),
    find=find,
    group="secret",
)
