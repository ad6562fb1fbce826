"""Conditions over facts: ``situation = crisis | calendar = pre-election; approved = yes``.

``;`` is and, ``|`` is or and binds tighter; there is nothing else. An atom is
``name = value`` or ``mentions lists/x.csv``. An atom about an unknown fact is not true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from watchword.base.errors import FactsError
from watchword.base.header import Node
from watchword.base.schema import Reading
from watchword.terms.facts import Facts


class Mentions(Protocol):
    """Whether the text names a term of a list."""

    def __call__(self, list_name: str) -> bool:
        """Answer for one list."""
        ...


def _mentions_anything(list_name: str) -> bool:  # noqa: ARG001 - the protocol's argument
    return True


def _mentions_nothing(list_name: str) -> bool:  # noqa: ARG001 - the protocol's argument
    return False


@dataclass(frozen=True, slots=True)
class Atom:
    """One test: a fact has a value, or (with an empty name) the text mentions a list."""

    name: str
    value: str

    @property
    def is_mention(self) -> bool:
        """Whether the atom is about the text."""
        return not self.name

    def holds(self, facts: Facts, mentions: Mentions) -> bool:
        """Whether it is true."""
        if self.is_mention:
            return mentions(self.value)
        return self.value in facts.get(self.name, ())

    def __str__(self) -> str:
        return f"mentions {self.value}" if self.is_mention else f"{self.name} = {self.value}"


@dataclass(frozen=True, slots=True)
class Condition:
    """All of several groups, of each at least one atom. No groups: always true."""

    groups: tuple[tuple[Atom, ...], ...] = ()

    def holds(self, facts: Facts, mentions: Mentions = _mentions_nothing) -> bool:
        """Whether it is true of these facts and, for mentions, of this text."""
        for group in self.groups:  # loops, for each post asks: generators take twice as long
            for atom in group:
                if atom.holds(facts, mentions):
                    break
            else:
                return False
        return True

    def may_hold(self, facts: Facts) -> bool:
        """Whether it is true for some text, the facts being these."""
        return self.holds(facts, _mentions_anything)

    def follows_from(self, other: Condition) -> bool:
        """Whether it is true wherever another condition is, as far as their words show."""
        return all(any(set(two) <= set(one) for two in other.groups) for one in self.groups)

    @property
    def lists(self) -> tuple[str, ...]:
        """Names of the lists that it mentions."""
        return tuple(atom.value for group in self.groups for atom in group if atom.is_mention)

    @property
    def names(self) -> frozenset[str]:
        """Names of the facts that it asks about."""
        return frozenset(
            atom.name for group in self.groups for atom in group if not atom.is_mention
        )

    def __str__(self) -> str:
        if not self.groups:
            return "(always)"
        if self == NEVER:
            return "(never)"
        return "; ".join(" | ".join(str(atom) for atom in group) for group in self.groups)

    @staticmethod
    def parse(text: str) -> Condition:
        """Read a condition.

        Raises:
            FactsError: A part is neither ``name = value`` nor ``mentions lists/x.csv``.
        """
        groups = tuple(
            tuple(_atom(part.strip()) for part in group.split("|")) for group in text.split(";")
        )
        return Condition(groups)

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Condition | None:
        """Read it from a header."""
        if not isinstance(node.value, str):
            reading.problem(node.line, f"{what} should be one line of text")
            return None
        try:
            return Condition.parse(node.value)
        except FactsError as error:
            reading.problem(node.line, f"{what}: {error.message}", error.hint, "condition")
            return None

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        return {"type": "string", "examples": ["situation = crisis | calendar = pre-election"]}


ALWAYS = Condition()
NEVER = Condition(((),))


def _atom(part: str) -> Atom:
    word, _, rest = part.partition(" ")
    if word == "mentions" and rest.strip():
        return Atom("", rest.strip())
    name, sign, value = part.partition("=")
    name, value = name.strip().lower(), value.strip().lower()
    if not sign or not name or not value or name.endswith(("!", "<", ">")):
        raise FactsError(
            f"{part!r} is not a condition",
            hint="write 'name = value' or 'mentions lists/x.csv'; ';' is and, '|' is or, "
            "and 'unless' says not",
        )
    return Atom(name, value)
