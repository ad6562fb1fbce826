"""Bytes of an export to text: which encoding, and what could not be read.

Exports come as UTF-8 with or without a byte order mark, as UTF-16 or UTF-32, and from old
spreadsheets as Windows-1252 or Mac Roman. The encoding is decided by evidence:

1. a byte order mark (Unicode 16.0, section 23.8);
2. NUL bytes at every second or every fourth place: UTF-16 or UTF-32 without a mark;
3. text that is valid UTF-8 is UTF-8 (random text in another encoding hardly ever is);
4. text with no fewer readable than unreadable UTF-8 sequences is damaged UTF-8;
5. else Windows-1252 or Mac Roman, whichever puts letters into words and quotation marks
   around them; Windows-1252 when neither is better.

Nothing is lost silently: what cannot be read becomes U+FFFD, counted and located.
"""

from __future__ import annotations

import codecs
from contextvars import ContextVar
from dataclasses import dataclass, field

POSITIONS_KEPT = 100
"""Positions of unreadable bytes that :class:`Decoded` keeps; all are counted."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark starts with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_FIRST_PRINTABLE = 0x20
_PLAIN = frozenset((*b"\t\n\r", *range(_FIRST_PRINTABLE, 0x7F)))
_APART = b" \t\r\n,"
_MOSTLY = 0.7
_HANDLER = "watchword-note"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text read from bytes.

    Attributes:
        text: The text, without a byte order mark.
        encoding: Name of the Python codec, for instance ``utf-8`` or ``cp1252``.
        replaced: How many unreadable byte sequences became U+FFFD.
        positions: Byte offsets of the first 100 of them.
    """

    text: str
    encoding: str
    replaced: int = 0
    positions: tuple[int, ...] = ()


@dataclass(slots=True)
class _Notes:
    """Unreadable sequences of one decoding."""

    count: int = 0
    positions: list[int] = field(default_factory=list)


_notes: ContextVar[_Notes] = ContextVar("_notes")


def _note(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: like ``replace``, but remembers where."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    notes = _notes.get()
    notes.count += 1
    if len(notes.positions) < POSITIONS_KEPT:
        notes.positions.append(error.start)
    return "\ufffd", error.end


codecs.register_error(_HANDLER, _note)


def decode(data: bytes) -> Decoded:
    """Read the bytes of a whole file as text; see the module for how the encoding is chosen."""
    encoding = _by_mark(data) or _by_nuls(data)
    if encoding:
        return _decoded(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    as_utf8 = _decoded(data, "utf-8")
    if _is_damaged_utf8(as_utf8):
        return as_utf8
    return _decoded(data, _single_byte(data, first))


def sniff_encoding(first_bytes: bytes) -> str:
    """The codec to read a stream with, from its first bytes (64 KiB are plenty).

    A multi-byte sequence cut off at the end counts as valid. The codec takes a byte order
    mark away by itself. A stream whose first bytes are all ASCII is taken for UTF-8.
    """
    encoding = _by_mark(first_bytes) or _by_nuls(first_bytes)
    if encoding:
        return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(first_bytes, final=False)
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(_decoded(first_bytes, "utf-8")):
            return "utf-8"
        return _single_byte(first_bytes, error.start)
    return "utf-8"


def _decoded(data: bytes, encoding: str) -> Decoded:
    notes = _Notes()
    token = _notes.set(notes)
    try:
        text = data.decode(encoding, _HANDLER)
    finally:
        _notes.reset(token)
    return Decoded(text, encoding, notes.count, tuple(notes.positions))


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return None


def _by_nuls(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: the NULs of ASCII letters and spaces stand in columns.

    One in twenty code units below U+0100 is enough: any language with spaces has more.
    """
    sample = data[: _SAMPLE // 4 * 4]
    if b"\0" not in sample or _is_ascii_with_nuls(sample):
        return None
    nuls = [sample[column::4].count(0) for column in range(4)]
    rows = len(sample) // 4
    if rows and nuls[2] >= 0.9 * rows and nuls[3] == rows and nuls[0] < 0.1 * rows:
        return "utf-32-le"
    if rows and nuls[1] >= 0.9 * rows and nuls[0] == rows and nuls[3] < 0.1 * rows:
        return "utf-32-be"
    even, odd = nuls[0] + nuls[2], nuls[1] + nuls[3]
    pairs = len(sample) / 2
    if odd >= 0.05 * pairs and odd > 8 * even:
        return "utf-16-le"
    if even >= 0.05 * pairs and even > 8 * odd:
        return "utf-16-be"
    return None


def _is_ascii_with_nuls(sample: bytes) -> bool:
    """Whether a few NULs stand in plain text, as a damaged export has them.

    In UTF-16 with as few NULs each belongs to a space or a mark of ASCII, and what is beyond
    Latin has control characters among its bytes (0x03 of Greek, 0x04 of Cyrillic) or few
    letters of ASCII. Plain text has more spaces and line ends without a NUL beside them.
    """
    nuls = sample.count(0)
    plain = sum(byte in _PLAIN for byte in sample)
    controls = sum(byte < _FIRST_PRINTABLE and byte not in _PLAIN for byte in sample)
    around = zip(b" " + sample, sample, sample[1:] + b" ", strict=False)
    free = sum(byte in _APART and left != 0 != right for left, byte, right in around)
    is_plain = plain >= _MOSTLY * len(sample)
    return is_plain and controls == nuls <= min(free, len(sample) / 4)


def _is_damaged_utf8(as_utf8: Decoded) -> bool:
    """Whether at least as many non-ASCII characters were readable as UTF-8 as were not."""
    beyond_ascii = len(as_utf8.text) - len(as_utf8.text.encode("ascii", "ignore"))
    return beyond_ascii - as_utf8.replaced >= as_utf8.replaced


def _single_byte(data: bytes, first: int) -> str:
    """Windows-1252 or Mac Roman, by how well each reads around the first bytes above 127."""
    start = max(0, first - 1)
    sample = data[start : start + _SAMPLE]
    places = [index for index, byte in enumerate(sample) if byte > 127]  # noqa: PLR2004 - ASCII ends here
    windows = _plausible(sample.decode("cp1252", "replace"), places)
    mac = _plausible(sample.decode("mac-roman"), places)
    return "mac-roman" if mac > windows else "cp1252"


def _plausible(text: str, places: list[int]) -> int:
    """Points for characters that stand where such characters stand."""
    return sum(
        _points(text[place - 1] if place else " ", text[place], text[place + 1 : place + 2] or " ")
        for place in places
    )


_OPENING = "‘“«„¿¡("
_CLOSING = "’”»…"
_DASHES = "–—"
_AFTER_APOSTROPHE = "tsmrvld"  # don't, it's, I'm, you're, I've, we'll, I'd


def _points(before: str, char: str, after: str) -> int:
    """How plausible one character is between its neighbours, from -3 to 2."""
    if char == "\ufffd":
        return -3
    if char.isalpha():
        if char.isupper():
            return -2 if before.islower() else 1 if after.isalpha() else 0
        return 1 if before.isalpha() or after.isalpha() else -1
    if char in _OPENING:
        return 2 if after.isalnum() and not before.isalnum() else -2
    if char in _CLOSING:
        if before.isalpha() and after.isalpha():
            return 2 if after in _AFTER_APOSTROPHE else 1
        return 2 if before.isalnum() or before in ".,!?" else -2
    if char in _DASHES:
        spaced = before.isspace() and after.isspace()
        return 1 if spaced or (before.isdigit() and after.isdigit()) else -1
    if before.isalpha() and after.isalpha() and not char.isspace():
        return -2  # a sign in the middle of a word
    return 1 if char in "£€•™®©°\xa0" else 0
