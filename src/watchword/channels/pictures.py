"""Width and height of a picture, from its first bytes.

Networks reserve the room for a picture before they have loaded it. Sources: PNG specification
(third edition, 2025) 11.2.1; GIF89a 18; ITU-T T.81 (JPEG) B.2.2; RFC 9649 (WebP).
"""

from __future__ import annotations

import struct

_JPEG_SIZES = frozenset(
    {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
)
"""Markers of a JPEG that begin a frame, which holds its size."""


_MARK = 0xFF
"""Begins each marker of a JPEG, and may fill the room before one."""


def size_of(body: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, JPEG, GIF or WebP; None for anything else."""
    try:
        found = _size(body)
    except (struct.error, IndexError):
        return None
    return found if found and min(found) > 0 else None


def _size(body: bytes) -> tuple[int, int] | None:
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return _pair(">II", body, 16)
    if body.startswith((b"GIF87a", b"GIF89a")):
        return _pair("<HH", body, 6)
    if body.startswith(b"\xff\xd8"):
        return _jpeg(body)
    if body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return _webp(body)
    return None


def _pair(form: str, body: bytes, at: int) -> tuple[int, int]:
    one, two = struct.unpack_from(form, body, at)
    return int(one), int(two)


def _jpeg(body: bytes) -> tuple[int, int] | None:
    at = 2
    while body[at] == _MARK:
        marker = body[at + 1]
        if marker == _MARK:
            at += 1
        elif marker in _JPEG_SIZES:
            height, width = _pair(">HH", body, at + 5)
            return width, height
        else:
            at += 2 + int.from_bytes(body[at + 2 : at + 4], "big")
    return None


def _webp(body: bytes) -> tuple[int, int] | None:
    match body[12:16]:
        case b"VP8 ":
            width, height = _pair("<HH", body, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(body[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return (
                int.from_bytes(body[24:27], "little") + 1,
                int.from_bytes(body[27:30], "little") + 1,
            )
    return None
