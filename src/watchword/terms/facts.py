"""Facts: what is known when a rule looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar, overload

from watchword.base.errors import FactsError

T = TypeVar("T")


class Facts(Mapping[str, frozenset[str]]):
    """Names and their values; a name may have several values at once.

    Values are compared in lower case. A name that is absent is unknown, which is not the
    same as "no".
    """

    __slots__ = ("_key", "_values")

    def __init__(self, values: Mapping[str, str | Iterable[str]] | None = None) -> None:
        normal: dict[str, frozenset[str]] = {}
        for name, value in (values or {}).items():
            many = [value] if isinstance(value, str) else value
            clean = frozenset(one.strip().lower() for one in many if one.strip())
            if clean:
                normal[name.strip().lower()] = clean
        self._values = normal
        self._key = tuple(sorted((name, tuple(sorted(many))) for name, many in normal.items()))

    def __getitem__(self, name: str) -> frozenset[str]:
        return self._values[name]

    @overload
    def get(self, name: str, /) -> frozenset[str] | None: ...
    @overload
    def get(self, name: str, /, default: frozenset[str] | T) -> frozenset[str] | T: ...
    def get(self, name: str, /, default: object = None) -> object:
        """The values of a name; asked by every rule, so not by way of an exception."""
        return self._values.get(name, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self._key == other._key

    def __repr__(self) -> str:
        return f"Facts({self})"

    def __str__(self) -> str:
        return "; ".join(f"{name} = {', '.join(values)}" for name, values in self._key)

    def one(self, name: str, default: str = "") -> str:
        """The only value of a name; the first in order when there are several."""
        values = self._values.get(name)
        return min(values) if values else default

    def number(self, name: str) -> float | None:
        """The value as a number, or None when unknown.

        Raises:
            FactsError: The value is not a number.
        """
        value = self.one(name)
        if not value:
            return None
        try:
            return float(value)
        except ValueError:
            raise FactsError(f"the fact {name!r} should be a number and is {value!r}") from None

    def with_(self, more: Mapping[str, str | Iterable[str]]) -> Facts:
        """These facts with others added; a name given again replaces its values."""
        return Facts({**self._values, **more})

    @staticmethod
    def parse(text: str) -> Facts:
        """Read ``channel = x; person = launch-team, editor``.

        Raises:
            FactsError: A part has no ``=`` or no value.
        """
        values: dict[str, list[str]] = {}
        for part in filter(None, (piece.strip() for piece in text.split(";"))):
            name, sign, value = part.partition("=")
            if not sign or not name.strip() or not value.strip():
                raise FactsError(
                    f"{part!r} is not a fact", hint="write 'name = value', facts apart by ';'"
                )
            values.setdefault(name.strip().lower(), []).extend(value.split(","))
        return Facts(values)
