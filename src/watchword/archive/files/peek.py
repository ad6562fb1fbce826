"""A first look at a file: what kind it is and what tables it holds."""

from __future__ import annotations

import itertools
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

import orjson

from watchword.archive.files.delimited import delimited, one_column
from watchword.archive.files.jsons import LONGEST_RECORD, is_record, json_array, json_lines
from watchword.archive.files.parquet import parquet
from watchword.archive.files.part import Part, file_part, reason
from watchword.archive.files.records import records_table
from watchword.archive.files.table import Table
from watchword.archive.files.text import sample_text
from watchword.archive.files.workbook import workbook
from watchword.archive.files.zips import zip_parts
from watchword.base.errors import InputError
from watchword.base.pattern import pattern

MAX_PARTS = 4_000
"""Members of a ZIP file that are looked into."""

TEXT_SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text"})
_STRAY = 8
_READ = frozenset(
    {".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".js", ".car"}
    | {".xlsx", ".xls", ".xlsb", ".ods"}
)
_BINARY = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "packed with gzip",
    b"7z\xbc\xaf": "a 7-Zip file",
    b"BZh": "packed with bzip2",
    b"\x28\xb5\x2f\xfd": "packed with Zstandard",
    b"SQLite format 3": "a database",
}
_POSTS_KEY = pattern(r'"(posts|data|items|orderedItems|statuses|results|tweets)"\s*:\s*\[\s*\{')


class Kind(StrEnum):
    """What bytes are, by how they start."""

    ZIP = "ZIP file"
    WORKBOOK = "workbook"
    PARQUET = "Parquet file"
    CAR = "repository archive"
    SCRIPT = "archive script"
    JSON = "JSON document"
    JSON_LINES = "JSON lines"
    TEXT = "text"
    BINARY = "binary file"


@dataclass(frozen=True, kw_only=True)
class Peek:
    """A file as formats see it before they say whether it is theirs.

    Attributes:
        path: The file.
        columns: Fact to column, as the caller maps them; usually empty.
    """

    path: Path
    columns: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The file itself, or the members of a ZIP file that posts may be in."""
        whole = file_part(self.path)
        if kind_of(whole) is not Kind.ZIP:
            return (whole,)
        members = (part for part in zip_parts(self.path) if Path(part.name).suffix.lower() in _READ)
        found = tuple(itertools.islice(members, MAX_PARTS + 1))
        if len(found) > MAX_PARTS:
            raise InputError(
                f"{self.path.name} holds more than {MAX_PARTS:,} files that posts may be in",
                hint="unpack it and give the file with the posts",
            )
        if not found:
            raise InputError(
                f"{self.path.name} is a ZIP file without any file that posts are read from"
            )
        return found

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the file: itself, its sheets, or the tables of a ZIP file."""
        return tuple(table for part in self.parts for table in tables_of(part))

    @property
    def is_text_by_name(self) -> bool:
        """Whether the file's name says that it is prose; it only breaks ties."""
        return self.path.suffix.lower() in TEXT_SUFFIXES


def peek_at(path: Path, columns: Mapping[str, str] | None = None) -> Peek:
    """Look at a file.

    Raises:
        InputError: It is a folder, missing, empty, or not a file that posts are read from.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {reason(error)}") from error
    if stat.S_ISDIR(state.st_mode):
        raise _folder(path)
    if not stat.S_ISREG(state.st_mode):
        raise InputError(f"{path} is not a file", hint="write what it gives into a file first")
    if not state.st_size:
        raise InputError(f"{path} is empty: it has no bytes", hint="export it again")
    part = file_part(path)
    for magic, what in _BINARY.items():
        if part.head.startswith(magic):
            raise InputError(
                f"{path.name} is {what}, which posts are not read from",
                hint="unpack it first" if "packed" in what else "export the posts as CSV or JSON",
            )
    if kind_of(part) is Kind.BINARY:
        raise InputError(
            f"{path.name} is not text, a workbook, Parquet, ZIP or a repository archive",
            hint="export the posts as CSV, XLSX, JSON lines or Parquet",
        )
    return Peek(path=path, columns=columns or {})


def _folder(path: Path) -> InputError:
    found = sorted(one.name for one in path.iterdir() if one.is_file())
    if (path / "data" / "tweets.js").is_file():
        found = ["data/tweets.js"]
    hint = f"give a file in it, for instance {path / found[0]}" if found else "give a file"
    return InputError(f"{path} is a folder, and posts are read from files", hint=hint)


@lru_cache(maxsize=64)
def kind_of(part: Part) -> Kind:
    """What a part is, by its first bytes."""
    head = part.head
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        is_book = b"[Content_Types].xml" in head or b"mimetypeapplication/vnd.oasis" in head
        return Kind.WORKBOOK if is_book or b"xl/" in head[:4096] else Kind.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0"):  # Compound File Binary, MS-CFB 2.2
        return Kind.WORKBOOK
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if b"eroots" in head[:24] and b"gversion" in head[:128]:  # CBOR text keys of a CAR v1 header
        return Kind.CAR
    text = sample_text(part)
    if _is_binary(text[:4096]):
        return Kind.BINARY
    start = text.lstrip()
    if start.startswith("window."):
        return Kind.SCRIPT
    if start[:1] == "{":
        return Kind.JSON_LINES if _are_json_lines(part, start) else Kind.JSON
    if start[:1] == "[" and start[1:].lstrip()[:1] in ("{", "]", '"'):
        return Kind.JSON
    return Kind.TEXT


def _is_binary(text: str) -> bool:
    """Whether one in ten characters or more is a control that no text has."""
    controls = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v\x1b\x1f")
    return controls > _STRAY and controls * 10 >= len(text)


def _are_json_lines(part: Part, start: str) -> bool:
    """Whether a line that begins at the margin is an object, and is not the whole document."""
    lines = start.splitlines()
    if len(part.head) < part.size:
        lines = lines[:-1]
    if not lines:  # a first line longer than the sample
        with part.open() as stream:
            return _is_object(stream.readline(LONGEST_RECORD))
    if not any(line.startswith("{") and _is_object(line.encode()) for line in lines):
        return False
    return len(lines) > 1 or not _POSTS_KEY.found_in(start)


def _is_object(line: bytes) -> bool:
    try:
        return is_record(orjson.loads(line.removeprefix(b"\xef\xbb\xbf")))
    except orjson.JSONDecodeError:
        return False


def tables_of(part: Part) -> tuple[Table, ...]:
    """The tables of one part; none for documents."""
    kind = kind_of(part)
    if kind is Kind.WORKBOOK:
        return workbook(part)
    if kind is Kind.PARQUET:
        return (parquet(part),)
    if kind is Kind.JSON_LINES:
        return (records_table(part.name, lambda notes: json_lines(part, notes)),)
    if kind is Kind.JSON:
        key = next(iter(_POSTS_KEY.groups(sample_text(part))), None)
        if key is None and not part.head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
            return ()
        after = f'"{key[1].of(sample_text(part))}"' if key else ""
        return (records_table(part.name, lambda notes: json_array(part, notes, after=after)),)
    if kind is Kind.TEXT:
        table = delimited(part)
        return (table,) if table else (one_column(part),)
    return ()
