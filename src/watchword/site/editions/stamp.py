"""The number, date and key changes of an edition, written into its policy.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

_HEAD = "| Edition | Date | What changed | Why | Rules |\n|---|---|---|---|---|\n"
_TABLE = re.compile(r"^\|\s*Edition\s*\|.*\n\|[-| :]+\|[ \t]*\n", re.MULTILINE)
_SECTION = re.compile(r"^## Key changes[ \t]*\n", re.MULTILINE)


def stamped(
    body: bytes, *, number: int, revised: date, lines: Sequence[Mapping[str, str]]
) -> bytes:
    """A policy.md that says which edition it is; everything else stays as written.

    Args:
        body: The page.
        number: Number of the edition.
        revised: Its revision date.
        lines: Its key changes; new rows at the top of the table of them.
    """
    written = body.decode("utf-8")
    ends = "\r\n" if "\r\n" in written else "\n"
    text = written.replace("\r\n", "\n")
    start, header, rest = _parts(text)
    header = _set(header, "edition", str(number))
    header = _set(header, "revised", revised.isoformat())
    rows = "".join(
        f"| {number} | {revised.isoformat()} | {_cell(one['what'])} | {_cell(one['why'])} "
        f"| {_cell(one['rules'])} |\n"
        for one in lines
    )
    whole = start + header + _with_rows(rest, rows)
    return whole.replace("\n", ends).encode("utf-8")


def _parts(text: str) -> tuple[str, str, str]:
    """What stands before the header's keys, the keys, and the rest from the closing line on."""
    end = text.index("\n---", 4)
    return text[:4], text[4 : end + 1], text[end + 1 :]


def _set(header: str, key: str, value: str) -> str:
    line = re.compile(rf"^{key}:.*$", re.MULTILINE)
    if line.search(header):
        return line.sub(lambda _: f"{key}: {value}", header, count=1)
    return f"{header}{key}: {value}\n"


def _with_rows(rest: str, rows: str) -> str:
    if not rows:
        return rest
    table = _TABLE.search(rest)
    if table:
        return rest[: table.end()] + rows + rest[table.end() :]
    section = _SECTION.search(rest)
    if section:
        return rest[: section.end()] + f"\n{_HEAD}{rows}" + rest[section.end() :]
    return rest.rstrip("\n") + f"\n\n## Key changes\n\n{_HEAD}{rows}"


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())
