"""The check of a rule: one kind with its settings, or any or all of several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from watchword.base.header import Node
from watchword.base.schema import json_schema, read_dataclass
from watchword.base.span import WHOLE, Match
from watchword.rules.base import Gates, Look, Matcher, Place, kind, kind_names


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """A check that is ready to look.

    Attributes:
        kind: Name of the rule kind, or ``any`` or ``all``.
        settings: The kind's settings; None for ``any`` and ``all``.
        parts: The checks of ``any`` and ``all``.
        matcher: What decides.
        message: What to tell the author, where it differs from the rule's own message.
    """

    kind: str
    settings: object = None
    parts: tuple[Check, ...] = ()
    matcher: Matcher
    message: str = ""

    def kinds(self) -> frozenset[str]:
        """Names of the kinds that it is made of."""
        if self.parts:
            return frozenset(name for part in self.parts for name in part.kinds())
        return frozenset({self.kind})


@dataclass(frozen=True, slots=True)
class WithMessage:
    """A matcher whose matches carry a message of their own."""

    matcher: Matcher
    message: str

    @property
    def gates(self) -> Gates:
        """Those of the matcher."""
        return self.matcher.gates

    def find(self, look: Look) -> Iterator[Match]:
        """What the matcher finds."""
        for match in self.matcher.find(look):
            yield match._replace(message=match.message or self.message)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Finds what any of several checks finds."""

    matchers: tuple[Matcher, ...]

    @property
    def gates(self) -> Gates:
        """Whatever nominates one of them."""
        gates = Gates()
        for one in self.matchers:
            gates = gates | one.gates
        return gates

    def find(self, look: Look) -> Iterator[Match]:
        """All matches of all checks, in the order of the checks."""
        for one in self.matchers:
            yield from one.find(look)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Finds what all of several checks find, and nothing unless each finds something."""

    matchers: tuple[Matcher, ...]
    gates: Gates = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # whatever nominates one check nominates the whole: take the most telling one
        telling = min(
            (one.gates for one in self.matchers),
            key=lambda gates: (gates.always, len(gates.raw) + len(gates.words)),
        )
        object.__setattr__(self, "gates", telling)

    def find(self, look: Look) -> Iterator[Match]:
        """All matches of all checks, in the order of the checks.

        A message may name a value of any of them: each match has the values of the others.
        """
        found: list[Match] = []
        for one in self.matchers:
            matches = list(one.find(look))
            if not matches:
                return
            found += matches
        # where words can be shown, the parts that speak of the post as a whole add nothing
        shown = [match for match in found if match.span != WHOLE]
        values = {name: value for match in reversed(found) for name, value in match.values}
        for match in shown or found[:1]:
            yield match._replace(values=tuple({**values, **dict(match.values)}.items()))


@cache
def kind_by_key() -> dict[str, str]:
    """The kind that each choosing key of a header names."""
    return {key: name for name in kind_names() for key in kind(name).keys}


def read_check(node: Node, place: Place) -> Check | None:
    """Read the ``check`` of a header; None (and problems noted) when it makes no sense."""
    place = replace(place, line=node.line)
    if not isinstance(node.value, dict):
        place.problem("'check' should be 'key: value' lines", "start with the kind of check")
        return None
    fields = dict(node.value)
    message_node = fields.pop("message", None)
    message = str(message_node.value) if message_node else ""
    chosen = [key for key in fields if key in kind_by_key() or key in ("any", "all")]
    kinds = {kind_by_key().get(key, key) for key in chosen}
    if len(kinds) != 1:
        found = ", ".join(chosen) or "none"
        place.problem(
            f"a check is of exactly one kind, and here are {len(kinds)} ({found})",
            f"kinds: {', '.join(sorted(kind_by_key()))}, any, all",
        )
        return None
    name = kinds.pop()
    if name in ("any", "all"):
        return _read_several(name, fields, place, message)
    return _read_one(name, Node(fields, node.line), place, message)


def _read_one(name: str, node: Node, place: Place, message: str) -> Check | None:
    chosen = kind(name)
    settings = read_dataclass(chosen.settings, node, place.reading, "the check")
    if settings is None:
        return None
    matcher = chosen.matcher(settings, place)
    if matcher is None:
        return None
    if message:
        matcher = WithMessage(matcher, message)
    return Check(kind=name, settings=settings, matcher=matcher, message=message)


def _read_several(name: str, fields: dict[str, Node], place: Place, message: str) -> Check | None:
    parts_node = fields.pop(name)
    for key, extra in fields.items():
        place.reading.problem(extra.line, f"'{name}' has no key {key!r}", "put it into a part")
    if not isinstance(parts_node.value, list) or not parts_node.value:
        place.problem(f"'{name}' should be a list of checks", "one '- ' entry each")
        return None
    read = [read_check(part, place) for part in parts_node.value]
    parts = tuple(part for part in read if part is not None)
    if len(parts) < len(read):
        return None
    matchers = tuple(part.matcher for part in parts)
    matcher: Matcher = AnyOf(matchers) if name == "any" else AllOf(matchers)
    if message:
        matcher = WithMessage(matcher, message)
    return Check(kind=name, parts=parts, matcher=matcher, message=message)


def check_schema() -> dict[str, object]:
    """The JSON Schema of a check; ``any`` and ``all`` refer back to ``#/$defs/check``."""
    ref = {"$ref": "#/$defs/check"}
    several = [
        {
            "type": "object",
            "properties": {
                name: {"type": "array", "items": ref, "minItems": 1},
                "message": {"type": "string"},
            },
            "required": [name],
            "additionalProperties": False,
        }
        for name in ("any", "all")
    ]
    kinds = []
    for name in kind_names():
        schema = json_schema(kind(name).settings)
        properties = dict(schema["properties"])  # type: ignore[call-overload]
        properties["message"] = {"type": "string"}
        one_key = [{"required": [key]} for key in kind(name).keys]
        kinds.append(
            {**schema, "title": kind(name).title, "properties": properties, "anyOf": one_key}
        )
    return {"oneOf": [*kinds, *several]}
