"""Reading a header into a frozen dataclass, and the JSON Schema of the same dataclass.

A setting's meaning stands once, in its dataclass: its type, its default and, through
:func:`setting`, one sentence for people and which direction is stricter.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from watchword.base.errors import Problem
from watchword.base.header import Node


class Stricter(StrEnum):
    """Which change of a setting makes a rule stricter."""

    LOWER = "lower"
    HIGHER = "higher"
    MORE = "more"
    FEWER = "fewer"
    NEITHER = "neither"


def setting(
    about: str,
    *,
    default: object = MISSING,
    stricter: Stricter = Stricter.NEITHER,
    key: str = "",
) -> typing.Any:
    """A field of a settings dataclass.

    Args:
        about: One sentence for people.
        default: Value when the key is absent; without one the key is required.
        stricter: Which change makes a rule stricter.
        key: The header's key when it is not the field's name.
    """
    metadata = {"about": about, "stricter": stricter, "key": key}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(slots=True)
class Reading:
    """Where a header is read and what was wrong with it."""

    file: Path
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, message: str, hint: str = "", code: str = "schema") -> None:
        """Note a problem."""
        self.problems.append(
            Problem(file=self.file, line=line, code=code, message=message, hint=hint)
        )


T = typing.TypeVar("T")


def key_of(one: dataclasses.Field[typing.Any]) -> str:
    """The header's key of a field."""
    return str(one.metadata.get("key") or one.name)


@cache
def _hints(cls: type) -> Mapping[str, typing.Any]:
    return typing.get_type_hints(cls)


@cache
def _fields(cls: type) -> tuple[tuple[dataclasses.Field[typing.Any], str, typing.Any], ...]:
    hints = _hints(cls)
    return tuple(
        (one, key_of(one), hints[one.name])
        for one in dataclasses.fields(cls)
        if one.init and one.metadata
    )


def fields_of(
    cls: type,
) -> tuple[tuple[dataclasses.Field[typing.Any], str, typing.Any], ...]:
    """The settings of a dataclass, each with its key and type."""
    return _fields(cls)


def read_dataclass(cls: type[T], node: Node, reading: Reading, what: str) -> T | None:
    """Read a mapping into a dataclass whose fields are settings.

    Returns:
        The record, or None when a required key is missing or the node is no mapping;
        every reason is noted in ``reading``.
    """
    if not isinstance(node.value, dict):
        reading.problem(node.line, f"{what} should be 'key: value' lines")
        return None
    values: dict[str, object] = {}
    known = {key: (one, hint) for one, key, hint in fields_of(cls)}
    for key, child in node.value.items():
        if key not in known:
            reading.problem(child.line, f"{what} has no key {key!r}", _nearest(key, list(known)))
            continue
        one, hint = known[key]
        value = read_value(hint, child, f"{key!r}", reading)
        if value is not None:
            values[one.name] = value
    missing = [
        key
        for one, key, _ in fields_of(cls)
        if key not in node.value and one.default is MISSING and one.default_factory is MISSING
    ]
    for key in missing:
        reading.problem(node.line, f"{what} lacks the key {key!r}", _about(cls, key))
    required = {
        one.name
        for one, _, _ in fields_of(cls)
        if one.default is MISSING and one.default_factory is MISSING
    }
    if required - set(values):
        return None
    return cls(**values)


def _about(cls: type, key: str) -> str:
    return next(
        (str(one.metadata.get("about", "")) for one, name, _ in fields_of(cls) if name == key), ""
    )


def _nearest(key: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(key, known, 1, 0.6)
    return f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"


def read_value(hint: typing.Any, node: Node, what: str, reading: Reading) -> object | None:
    """Read one value of a given type; None (and a problem) when it is not of that type."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        wanted = [one for one in typing.get_args(hint) if one is not types.NoneType]
        return read_value(wanted[0], node, what, reading)
    if origin is tuple:
        return _read_list(typing.get_args(hint)[0], node, what, reading)
    if origin is frozenset:
        found = _read_list(typing.get_args(hint)[0], node, what, reading)
        return None if found is None else frozenset(found)
    custom = getattr(hint, "read", None)
    if custom is not None:
        return typing.cast("object | None", custom(node, what, reading))
    if dataclasses.is_dataclass(hint):
        return read_dataclass(typing.cast("type", hint), node, reading, what)
    if not isinstance(node.value, str):
        wanted_words = "a word or sentence" if hint is str else "a single value"
        reading.problem(
            node.line,
            f"{what} should be {wanted_words}, and is a {_shape(node)}",
            "put it in quotes if it is text",
        )
        return None
    return _read_scalar(hint, node.value, node.line, what, reading)


def _shape(node: Node) -> str:
    return "list" if isinstance(node.value, list) else "structure"


def _read_list(
    kind: typing.Any, node: Node, what: str, reading: Reading
) -> tuple[typing.Any, ...] | None:
    if isinstance(node.value, str) and kind is not str and not issubclass(kind, StrEnum):
        reading.problem(
            node.line, f"{what} should be a list", "write [one, two] or one '- ' line each"
        )
        return None
    nodes = node.value if isinstance(node.value, list) else [node]
    if isinstance(node.value, dict):
        reading.problem(
            node.line, f"{what} should be a list", "write [one, two] or one '- ' line each"
        )
        return None
    values = [read_value(kind, one, f"an entry of {what}", reading) for one in nodes]
    return tuple(value for value in values if value is not None)


def _read_scalar(
    hint: typing.Any, text: str, line: int, what: str, reading: Reading
) -> object | None:
    if hint is str:
        return _read_words(text, line, what, reading)
    if hint is bool:
        if text not in ("true", "yes", "false", "no"):
            reading.problem(line, f"{what} should be true or false, and is {text!r}")
            return None
        return text in ("true", "yes")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if text in set(hint):
            return hint(text)
        reading.problem(line, f"{what} is {text!r}", f"choose one of: {', '.join(hint)}")
        return None
    try:
        if hint is date:
            return date.fromisoformat(text)
        number = hint(text)
    except ValueError:
        names = {int: "a whole number", float: "a number", date: "a date such as 2026-12-05"}
        reading.problem(line, f"{what} should be {names.get(hint, hint)}, and is {text!r}")
        return None
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
        reading.problem(line, f"{what} should be a number, and is {text!r}")
        return None
    return typing.cast("object", number)


def _read_words(text: str, line: int, what: str, reading: Reading) -> str | None:
    if text.strip():
        return text
    # a value without quotes has been noted by the reader of the header
    if not any((one.file, one.line) == (reading.file, line) for one in reading.problems):
        reading.problem(line, f"{what} is empty", "write something, or take it out")
    return None


def json_schema(cls: type) -> dict[str, object]:
    """The JSON Schema (2020-12) of a settings dataclass; every value is written as text."""
    properties = {}
    required = []
    for one, key, hint in fields_of(cls):
        properties[key] = {**_json_type(hint), "description": one.metadata.get("about", "")}
        if one.default is MISSING and one.default_factory is MISSING:
            required.append(key)
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _json_type(hint: typing.Any) -> dict[str, object]:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _json_type(next(one for one in typing.get_args(hint) if one is not types.NoneType))
    if origin in (tuple, frozenset):
        inner = _json_type(typing.get_args(hint)[0])
        return (
            {"oneOf": [inner, {"type": "array", "items": inner}]}
            if "properties" not in inner
            else {"type": "array", "items": inner}
        )
    custom = getattr(hint, "json_schema", None)
    if custom is not None:
        return typing.cast("dict[str, object]", custom())
    if dataclasses.is_dataclass(hint):
        return json_schema(typing.cast("type", hint))
    if hint is bool:
        return {"enum": [True, False, "true", "false", "yes", "no"]}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": list(hint)}
    if hint in (int, float):
        return {"type": ["number", "string"]}
    if hint is date:
        return {"type": "string", "format": "date"}
    return {"type": ["string", "number", "boolean"]}
