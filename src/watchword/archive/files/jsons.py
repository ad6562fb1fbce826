"""JSON: lines, arrays and documents that hold one array, read one record at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeGuard

import orjson

from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.text import open_text, open_utf8
from watchword.base.errors import InputError

BLOCK_CHARACTERS = 1 << 20
LONGEST_RECORD = 256 << 20
"""Characters of one record of an array; above the size of any post, below that of memory."""

BAD_LINE = "the line is not JSON and was skipped"
_scan = json.JSONDecoder(strict=False).raw_decode


def is_record(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def json_lines(part: Part, notes: Notes) -> Iterator[tuple[int, dict[str, object]]]:
    """Line number and object of each line; bad lines are noted.

    Raises:
        InputError: Not one line is a JSON object.
    """
    good = bad = 0
    with open_utf8(part, notes) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                value = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                bad += 1
                reason = str(error).partition(":")[0]
                notes.add(number, f"{BAD_LINE}: {reason}", kind=BAD_LINE)
                continue
            if is_record(value):
                good += 1
                yield number, value
            else:
                bad += 1
                notes.add(number, f"{BAD_LINE}: it is not an object", kind=BAD_LINE)
    if bad and not good:
        raise InputError(f"not one line of {part.name} is a JSON object", hint="is it JSON lines?")


def json_array(part: Part, notes: Notes, *, after: str = "") -> Iterator[tuple[int, object]]:
    """Position (from 1) and value of each element of an array, in bounded memory.

    Args:
        part: What to read.
        notes: Where a cut-off end is noted.
        after: Text after which the array's ``[`` comes first, for instance ``"orderedItems"``.

    Raises:
        InputError: The JSON is broken before its end.
    """
    with open_text(part, notes) as stream:
        buffer = stream.read(BLOCK_CHARACTERS)
        start = buffer.find("[", buffer.find(after) + len(after) if after else 0)
        if start < 0 or (after and after not in buffer):
            raise InputError(f"{part.name} holds no list of posts where one was expected")
        position, number, grown = start + 1, 0, BLOCK_CHARACTERS
        while True:
            position = _skip_separators(buffer, position)
            if buffer[position : position + 1] == "]":
                return
            try:
                value, end = _scan(buffer, position)
                is_complete = end < len(buffer)  # a number may go on in the next block
                if _may_be_halved(buffer, position, end):
                    value = _whole(value)
            except (ValueError, RecursionError):
                is_complete = False
            if is_complete:
                number += 1
                yield number, value
                position, grown = end, BLOCK_CHARACTERS
                continue
            more = stream.read(grown)
            if not more:
                _ended_early(part, notes, number, is_cut=bool(buffer[position:].strip()))
                return
            buffer, position = buffer[position:] + more, 0
            grown *= 2  # a record longer than a block is read again in linear time overall
            if len(buffer) > LONGEST_RECORD:
                raise InputError(
                    f"{part.name} is broken JSON after record {number:,}",
                    hint="download the export again",
                )


def _may_be_halved(buffer: str, start: int, end: int) -> bool:
    """Whether an escape of a surrogate stands in this part of the text."""
    return buffer.find("\\ud", start, end) >= 0 or buffer.find("\\uD", start, end) >= 0


def _whole(value: object) -> object:
    """The value with halves of characters, which JSON may escape, replaced by U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {str(_whole(key)): _whole(one) for key, one in value.items()}
    return value


def _skip_separators(buffer: str, position: int) -> int:
    while position < len(buffer) and buffer[position] in " \t\r\n,":
        position += 1
    return position


def _ended_early(part: Part, notes: Notes, number: int, *, is_cut: bool) -> None:
    if not number:
        raise InputError(f"{part.name} is broken JSON", hint="download the export again")
    where = "in the middle of a record" if is_cut else "before its list does"
    notes.add(0, f"the file ends {where}: {number:,} records were read, more may be missing")
