"""Private keys: PEM, OpenSSH, PGP, PuTTY, age, WireGuard."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.bech32 import is_bech32
from watchword.detect.surroundings import apart, stands_alone

_BEGIN = r"-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}"
_BLOCK = pattern(
    rf"{_BEGIN}(?:\\[nr]|[\sA-Za-z0-9+/=:,()@.;_-])*?-{{4,5}} ?END [A-Z0-9 ]{{0,40}}PRIVATE KEY"
    rf"(?: BLOCK)? ?-{{4,5}}",
    case=True,
)
_OPEN = pattern(rf"{_BEGIN}(?:(?:\s|\\[nr])*[A-Za-z0-9+/=]{{16,}})+", case=True)
_PUTTY = pattern(r"PuTTY-User-Key-File-[23]: ?[a-z0-9@.\-]+(?:\r?\n[^\r\n]+)*")
_AGE = pattern(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")
_WIREGUARD = pattern(r"\bPrivateKey ?= ?([A-Za-z0-9+/]{43}=)")
_LEAST_VARIETY = 8
"""Different characters that a real key has at least; a row of one letter is a placeholder."""


def _blocks(text: str) -> Iterator[Span]:
    for shape in (_BLOCK, _OPEN):
        for span in shape.find(text):
            words = span.of(text)
            # a body may spell END itself: only the last one, before dashes, is the frame's
            closing = words.rfind("END") if words.endswith("-") else len(words)
            body = {char for char in words[words.find("KEY") + 3 : closing] if char.isalnum()}
            if len(body) >= _LEAST_VARIETY:
                yield span


def _others(text: str) -> Iterator[Span]:
    for span in _PUTTY.find(text):
        if "\n" in span.of(text):
            yield span
    for span in _AGE.find(text):
        if stands_alone(text, span) and is_bech32(span.of(text)):
            yield span
    for _, key in _WIREGUARD.groups(text):
        if stands_alone(text, key) and len(set(key.of(text))) >= _LEAST_VARIETY:
            yield key


def find(text: str) -> Iterator[Span]:
    """All private keys of a text, each with its frame."""
    return apart(span for shape in (_blocks, _others) for span in shape(text))


DETECTOR = Detector(
    name="private-key",
    title="Private key",
    validates="the frame and a varied body; the Bech32 checksum of an age key",
    gates=(
        _BEGIN,
        r"PuTTY-User-Key-File-[23]:",
        r"AGE-SECRET-KEY-1",
        r"PrivateKey ?= ?[A-Za-z0-9+/]{43}=",
    ),
    find=find,
    group="secret",
)
