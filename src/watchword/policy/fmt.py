"""Putting a policy folder into its normal form: quotes, order of keys, tidy lists."""

from __future__ import annotations

import csv
import dataclasses
import io
from pathlib import Path

from watchword.base.errors import PolicyError, Problem
from watchword.base.header import Node, read_header, write_header
from watchword.base.schema import Reading, key_of
from watchword.policy.body import split_file
from watchword.policy.goals import GoalsHeader
from watchword.policy.header import (
    AccountHeader,
    OverlayHeader,
    PolicyHeader,
    RuleHeader,
    TranslationHeader,
    WaiverHeader,
)

HEADERS: dict[str, type] = {
    "rules": RuleHeader,
    "guidelines": RuleHeader,
    "overlays": OverlayHeader,
    "waivers": WaiverHeader,
    "translations": TranslationHeader,
    "accounts": AccountHeader,
    "policy.md": PolicyHeader,
    "goals.md": GoalsHeader,
}
RISKY = "#@*&!%`|>"


def format_files(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files that change when put into normal form.

    Meaning never changes: a header that cannot be read even after its quotes are mended is
    a problem, and nothing is written.

    Raises:
        PolicyError: With every file that cannot be formatted.
    """
    problems: list[Problem] = []
    changed = {}
    for name, contents in files.items():
        try:
            text = contents.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            problems.append(
                Problem(
                    file=Path(name),
                    code="encoding",
                    message="the file is not UTF-8",
                    hint="save it as UTF-8",
                )
            )
            continue
        new = format_list(text) if name.endswith(".csv") else format_page(name, text, problems)
        if new.encode() != contents:
            changed[name] = new.encode()
    if problems:
        raise PolicyError(problems)
    return changed


def format_page(name: str, text: str, problems: list[Problem]) -> str:
    """A page in normal form: header in the order of its schema, body without loose spaces."""
    if not text.startswith("---\n"):
        return _tidy(text)
    path = Path(name)
    reading = Reading(path)
    header, body, _ = split_file(text, path, reading)
    node, found = read_header(header, path, first_line=2)
    if found:
        node, found = read_header(mended(header), path, first_line=2)
    if found or reading.problems:
        problems += [*found, *reading.problems]
        return text
    ordered = _ordered(
        node,
        HEADERS.get(name.split("/", maxsplit=1)[0]),
    )
    return f"---\n{write_header(ordered.plain())}\n---\n{_tidy(body)}"


def _ordered(node: Node, cls: type | None) -> Node:
    if cls is None or not isinstance(node.value, dict):
        return node
    order = [key_of(one) for one in dataclasses.fields(cls)]
    keys = sorted(node.value, key=lambda key: order.index(key) if key in order else len(order))
    return Node({key: node.value[key] for key in keys}, node.line)


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept) + "\n"


def mended(header: str) -> str:
    """A header with quotes around values that YAML would misread.

    Only plain ``key: value`` and ``- value`` lines are touched, each line by itself.
    """
    return "\n".join(_mended_line(line) for line in header.split("\n"))


def _mended_line(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    rest = line.strip()
    dash = "- " if rest.startswith("- ") else ""
    rest = rest[len(dash) :]
    key, sign, value = rest.partition(": ")
    if not sign or not key.replace("_", "").replace(".", "").replace("-", "").isalnum():
        key, value = "", rest
    head = f"{indent}{dash}{key}{': ' if key else ''}"
    if not value or value.endswith(":") or value[0] in "'\"":
        return line
    if value.startswith("[") and value.endswith("]"):
        inner = [_quoted(one.strip()) for one in value[1:-1].split(",")]
        return f"{head}[{', '.join(inner)}]"
    return f"{head}{_quoted(value)}" if key or dash else line


def _quoted(value: str) -> str:
    if not value or value[0] in "'\"[{":
        return value
    if value[0] in RISKY or " #" in value or ": " in value:
        return "'" + value.replace("'", "''") + "'"
    return value


def format_list(text: str) -> str:
    """A list in normal form: each term once, no spaces around cells."""
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text))]
    rows = [row for row in rows if any(row)]
    if not rows:
        return text
    column = rows[0].index("term") if "term" in rows[0] else None
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    seen: set[str] = set()
    for row in rows[1:]:
        term = row[column].lower() if column is not None and column < len(row) else ""
        if term and term in seen:
            continue
        seen.add(term)
        writer.writerow(row)
    return out.getvalue()
