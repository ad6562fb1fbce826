"""One post in a text file, with or without a header of facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from watchword.archive.files.delimited import delimited
from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.files.peek import Kind, Peek, kind_of
from watchword.archive.files.text import REPLACED
from watchword.archive.readers.base import SCHEMA, Format, Recognised, schema_of
from watchword.archive.readers.convert import channel_named
from watchword.archive.readers.dates import read_date
from watchword.archive.readers.rows import row_batches
from watchword.base.errors import InputError
from watchword.base.header import read_header
from watchword.base.pattern import pattern
from watchword.base.text.decode import decode

MAX_BYTES = 512 << 20
_TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_EVEN = 0.8

HEADED = "with a header of facts"
"""End of the title of the format of a post that has one."""

_FACT_LINE = r"^[A-Za-z][A-Za-z_]*: \S"
_OTHER_NAMES = {"date": "published", "handle": "account_name", "lang": "language"}
_COUNTS = ("pictures", "described", "videos", "captioned")


def recognise(peek: Peek) -> Recognised | None:
    """Text that is no table."""
    part = peek.parts[0]
    if len(peek.parts) > 1 or peek.columns or kind_of(part) is not Kind.TEXT:
        return None
    has_header = _split_header(part.head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
    if has_header:
        return _recognised(part, peek.path, "a header of facts between '---' lines", 3)
    suffix = peek.path.suffix.lower()
    if suffix in _TABLE_SUFFIXES or (not peek.is_text_by_name and _looks_like_table(part)):
        return None
    return _recognised(part, peek.path, "text that is no table: one post", 0)


def _recognised(part: Part, path: Path, match: str, score: int) -> Recognised:
    decoded = decode(part.bytes(MAX_BYTES))
    text = decoded.text.replace("\r\n", "\n")
    header = _split_header(text)
    if header is None:
        _require_closed(text, path)
    facts = _facts(text[4 : header[0]], path) if header else {}
    body = text[header[1] if header else 0 :].lstrip("\n")
    row: dict[str, object] = {**facts, "text": body.rstrip("\n")}
    others = {
        name: pa.list_(pa.string()) if isinstance(value, list) else pa.string()
        for name, value in facts.items()
        if name not in SCHEMA.names
    }
    known = {name: SCHEMA.field(name).type for name in facts if name in SCHEMA.names}
    schema = schema_of(known | others)

    def batches(notes: Notes, batch_rows: int) -> Iterator[pa.RecordBatch]:
        for position in decoded.positions:
            line = part.bytes(MAX_BYTES).count(b"\n", 0, position) + 1
            notes.add(line, f"{REPLACED} ({decoded.encoding})", kind=REPLACED)
        return row_batches([row], schema, batch_rows)

    named = f"; facts: {', '.join(facts)}" if facts else ""
    return Recognised(
        format=_title(facts, has_header=header is not None),
        match=f"{path.name}: {match}{named}",
        score=score,
        schema=schema,
        batches=batches,
        first_line=text.count("\n", 0, len(text) - len(body)) + 1,
    )


def _looks_like_table(part: Part) -> bool:
    """Whether three lines or more fall into the same columns; two may do so by chance."""
    table = delimited(part, share_needed=_EVEN)
    return table is not None and len(table.first_rows) > 2  # noqa: PLR2004


def _title(facts: Mapping[str, object], *, has_header: bool) -> str:
    what = "Post" if "published" in facts else "Draft"
    return f"{what} in Markdown {HEADED}" if has_header else f"{what} as text"


def _split_header(text: str) -> tuple[int, int] | None:
    """Where the header ends and the body starts, or None without a header."""
    text = text.replace("\r\n", "\n")
    if not text.startswith("---\n"):
        return None
    end = text.find("\n---\n", 3)
    if end < 0:
        end = len(text) - 4 if text.endswith("\n---") else -1
    return (end + 1, end + 5) if end >= 0 else None


def _require_closed(text: str, path: Path) -> None:
    """Refuse a header that never ends: all of the draft would be taken for text.

    A line that begins with ``---`` and is no header is a rule across the page.
    """
    first = text.split("\n", 2)[1:2]
    if text.startswith("---\n") and first and pattern(_FACT_LINE).found_in(first[0]):
        raise InputError(
            f"{path.name}: the header of facts begins with '---' and never ends",
            hint="write another line '---' below the facts",
        )


def _facts(header: str, path: Path) -> dict[str, object]:
    node, problems = read_header(header, Path(path.name), first_line=2)
    if problems:
        raise InputError(
            "the header of facts cannot be read: " + "; ".join(str(one) for one in problems),
            hint="write 'name: value' lines between '---' lines, for instance 'channel: x'",
        )
    plain = node.plain()
    facts: dict[str, object] = {}
    for name, value in plain.items() if isinstance(plain, Mapping) else ():
        fact = str(name).strip().lower()
        fact = _OTHER_NAMES.get(fact, fact)
        if fact != "text":
            facts[fact] = _typed(fact, value, path)
    return facts


def _typed(fact: str, value: object, path: Path) -> object:
    if isinstance(value, Mapping):
        raise InputError(f"{path.name}: the fact {fact!r} has lines below it, and takes words")
    many = [str(one) for one in value] if isinstance(value, list) else None
    if fact == "alt_texts":
        return many if many is not None else [str(value)]
    one = ", ".join(many) if many is not None else str(value)
    if fact in _COUNTS:
        if not (one.isascii() and one.isdigit() and len(one) < 10):  # noqa: PLR2004 - fits 32 bits
            raise InputError(f"{path.name}: the fact {fact!r} should be a number and is {one!r}")
        return int(one)
    if fact == "published":
        when = read_date(one)
        if when is None:
            raise InputError(
                f"{path.name}: {one!r} is not a date", hint="write 2026-10-01 or 2026-10-01 09:30"
            )
        return when.moment
    if fact == "channel":
        return channel_named(one)
    return many if many is not None and fact not in SCHEMA.names else one


FORMAT = Format(title="Markdown or text of one post", recognise=recognise)
