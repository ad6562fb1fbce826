"""The strict subset of YAML that headers are written in.

Every value is text: the schema that reads a header decides what is a number or a date,
never YAML. What YAML would change silently (comments, anchors, tags, keys written twice,
empty values) is a problem that names the line and says what to type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from watchword.base.errors import Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NEEDS_QUOTES = {
    "@": "a name that starts with '@'",
    "`": "a backtick",
    "%": "a percent sign",
    "*": "an asterisk",
    "&": "an ampersand",
    "!": "an exclamation mark",
}


@dataclass(slots=True)
class Node:
    """A value of a header: text, a list or a mapping, and the line it stands on.

    Attributes:
        value: ``str``, a list of nodes, or a mapping from key to node.
        line: Line in the file, counted from 1.
    """

    value: str | list[Node] | dict[str, Node]
    line: int

    def plain(self) -> object:
        """The same without lines: ``str``, ``list`` and ``dict``."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def copy(self) -> Node:
        """A deep copy that may be changed."""
        if isinstance(self.value, dict):
            return Node({key: node.copy() for key, node in self.value.items()}, self.line)
        if isinstance(self.value, list):
            return Node([node.copy() for node in self.value], self.line)
        return Node(self.value, self.line)

    @staticmethod
    def of(plain: object, line: int = 0) -> Node:
        """Make a node from ``str``, ``list`` and ``dict``."""
        if isinstance(plain, dict):
            return Node({str(key): Node.of(value, line) for key, value in plain.items()}, line)
        if isinstance(plain, (list, tuple)):
            return Node([Node.of(value, line) for value in plain], line)
        return Node(str(plain), line)


DEEPEST = 20
"""Lists and structures within each other; nothing that a policy says needs more than eight."""


class _TooDeepError(Exception):
    """Lists in lists without end.

    Args:
        line: Where it went too far.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True)
class _Reader:
    """Builds the tree from YAML's events, noting every problem on the way."""

    file: Path
    offset: int
    problems: list[Problem]
    quoted: list[tuple[int, int, int, int]] = field(default_factory=list)
    depth: int = 0

    def problem(self, line: int, message: str, hint: str = "") -> None:
        self.problems.append(
            Problem(file=self.file, line=line, code="header", message=message, hint=hint)
        )

    def read(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                return self.node(event, events)
        return None

    def node(self, event: Any, events: Iterator[Any]) -> Node:
        line = event.start_mark.line + self.offset
        if isinstance(event, yaml.AliasEvent):
            self.problem(line, f"'*{event.anchor}' is an alias", "put the words in quotes")
            return Node(f"*{event.anchor}", line)
        if getattr(event, "anchor", None):
            self.problem(line, f"'&{event.anchor}' is an anchor", "put the words in quotes")
        if getattr(event, "tag", None):
            self.problem(line, f"'{event.tag}' is a tag", "put the words in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, line)
        if self.depth == DEEPEST:
            raise _TooDeepError(line)
        self.depth += 1
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        node = self.mapping(line, events) if is_mapping else self.sequence(line, events)
        self.depth -= 1
        return node

    def scalar(self, event: Any, line: int) -> Node:
        if event.style:
            start, end = event.start_mark, event.end_mark
            self.quoted.append((start.line, start.column, end.line, end.column))
        elif not event.value:
            self.problem(line, "a value is empty", "give a value or take the key out")
        return Node(event.value, line)

    def sequence(self, line: int, events: Iterator[Any]) -> Node:
        values: list[Node] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self.node(event, events))
        return Node(values, line)

    def mapping(self, line: int, events: Iterator[Any]) -> Node:
        values: dict[str, Node] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            at = event.start_mark.line + self.offset
            key = self.node(event, events)
            value = self.node(next(events), events)
            if not isinstance(key.value, str):
                self.problem(at, "a key is not a word", "put the words in quotes")
            elif key.value in values:
                self.problem(at, f"the key {key.value!r} is written twice", "keep one of the two")
            else:
                values[key.value] = value
        return Node(values, line)

    def comments(self, lines: list[str]) -> None:
        """Note each '#' that YAML would silently take for a comment."""
        for number, text in enumerate(lines):
            column = _comment_column(text)
            while column is not None:
                if not self._is_quoted(number, column):
                    words = text[column:].split(",")[0].rstrip(" ]}")
                    self.problem(
                        number + self.offset,
                        "'#' starts a comment in the header",
                        f"put the words in quotes: '{words}'",
                    )
                    break
                column = _comment_column(text, column + 1)

    def _is_quoted(self, line: int, column: int) -> bool:
        return any(
            (first, start) <= (line, column) < (last, end)
            for first, start, last, end in self.quoted
        )


def _comment_column(text: str, start: int = 0) -> int | None:
    column = text.find("#", start)
    while column != -1:
        if column == 0 or text[column - 1] in " \t":
            return column
        column = text.find("#", column + 1)
    return None


def read_header(text: str, file: Path, *, first_line: int = 1) -> tuple[Node, list[Problem]]:
    """Read a header.

    Args:
        text: The header without its ``---`` lines.
        file: For problems.
        first_line: Line of the file on which ``text`` starts.

    Returns:
        The mapping (empty when it could not be read) and every problem found.
    """
    reader = _Reader(file, first_line, [])
    try:
        node = reader.read(yaml.parse(text, Loader=_Loader))
    except _TooDeepError as error:
        words = f"lists and structures stand more than {DEEPEST} deep in each other"
        reader.problem(error.line, words, "write fewer of them, one below the other")
        return Node({}, first_line), reader.problems
    except yaml.YAMLError as error:
        reader.comments(text.split("\n"))
        if not reader.problems:  # what a comment or anchor broke is not worth a second problem
            reader.problems.append(_syntax_problem(error, text, file, first_line))
        return Node({}, first_line), reader.problems
    reader.comments(text.split("\n"))
    if node is None:
        return Node({}, first_line), reader.problems
    if not isinstance(node.value, dict):
        reader.problem(node.line, "the header is not a list of 'key: value' lines")
        return Node({}, first_line), reader.problems
    return node, reader.problems


def _syntax_problem(error: yaml.YAMLError, text: str, file: Path, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line if mark else 0
    lines = text.split("\n")
    shown = lines[line].strip() if line < len(lines) else ""
    char = lines[line][mark.column : mark.column + 1] if mark and line < len(lines) else ""
    reason = str(getattr(error, "problem", "") or error)
    if "\t" in (lines[line] if line < len(lines) else ""):
        hint = "use spaces, not tabs"
    elif char in _NEEDS_QUOTES or "alias" in reason or "anchor" in reason or "tag" in reason:
        hint = f"{_NEEDS_QUOTES.get(char, 'such a word')} needs quotes: '...'"
    elif "mapping values are not allowed" in reason:
        hint = "a value that holds ': ' needs quotes: '...'"
    else:
        hint = "put values with special characters in quotes: '...'"
    return Problem(
        file=file,
        line=line + first_line,
        code="header",
        message=f"the header cannot be read at {shown!r}: {reason}",
        hint=hint,
    )


def write_scalar(value: str, *, in_flow: bool = False) -> str:
    """A value as the header writes it: plain when that is safe, else in quotes.

    ``write_scalar`` and :func:`read_header` are inverse to each other.

    Args:
        value: The text.
        in_flow: Whether it stands in ``[one, two]``, where commas and brackets mean something.
    """
    if any(_needs_escape(char) for char in value):
        return f'"{"".join(_escape(char) for char in value)}"'
    if _is_plain(value) and not (in_flow and any(sign in value for sign in IN_FLOW)):
        return value
    if "'" in value and '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


IN_FLOW = (",", "[", "]", "{", "}", ":?", "::")
"""What means something to YAML inside ``[one, two]`` and nothing elsewhere."""

SENTENCE = 4
"""Spaces from which an entry of a list is read as a sentence."""


def _needs_escape(char: str) -> bool:
    """Whether YAML 1.1 does not take a character as it is, or breaks a line at it."""
    return char < " " or "\x7f" <= char <= "\x9f" or char in "\u2028\u2029\ufeff\ufffe\uffff"


def _escape(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return f"\\u{ord(char):04x}" if _needs_escape(char) else char


def _is_plain(value: str) -> bool:
    if not value or value != value.strip() or value in ("-", "?", "~", "<<", "="):
        return False
    if value[0] in "-?:,[]{}#&*!|>'\"%@`":
        # '-5' and '-x' are plain text to this reader; '- x' is a list
        return False
    if value.startswith(("---", "...")):
        return False
    return not any(mark in value for mark in (": ", " #")) and not value.endswith(":")


def write_header(node: object, indent: int = 0) -> str:
    """Write a mapping in the order of its keys, as :func:`read_header` reads it.

    Short lists of words stand on one line; everything else is a block.
    """
    pad = "  " * indent
    lines: list[str] = []
    assert isinstance(node, dict)
    for key, value in node.items():
        name = write_scalar(str(key))
        if isinstance(value, dict):
            lines += [f"{pad}{name}:", write_header(value, indent + 1)]
        elif isinstance(value, (list, tuple)):
            lines.append(_write_list(name, list(value), pad, indent))
        else:
            lines.append(f"{pad}{name}: {write_scalar(str(value))}")
    return "\n".join(line for line in lines if line)


def _write_list(name: str, values: list[object], pad: str, indent: int) -> str:
    # words stand on one line, sentences on a line each
    if all(isinstance(value, str) and value.count(" ") < SENTENCE for value in values):
        flow = f"{pad}{name}: {_flow(values)}"
        if len(flow) <= 100:  # noqa: PLR2004 - a line that fits a page
            return flow
    lines = [f"{pad}{name}:"]
    for value in values:
        if isinstance(value, dict):
            lines.append(f"{pad}  - {write_header(value, indent + 2).lstrip()}")
        else:
            shown = write_scalar(value) if isinstance(value, str) else _flow(value)
            lines.append(f"{pad}  - {shown}")
    return "\n".join(lines)


def _flow(value: object) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        inside = (
            f"{write_scalar(str(key), in_flow=True)}: {_flow(one)}" for key, one in value.items()
        )
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_flow(one) for one in value)}]"
    return write_scalar(str(value), in_flow=True)
