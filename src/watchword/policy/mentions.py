"""Matchers of a policy's lists, for conditions such as ``mentions lists/partners.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from watchword.rules.lists import Lists
from watchword.rules.terms import TermMatcher


class Mentions(Mapping[str, TermMatcher]):
    """The matcher of each list that has entries, made when it is first asked for.

    Most lists are only read by checks, which have matchers of their own.
    """

    __slots__ = ("_lists", "_made")

    def __init__(self, lists: Lists) -> None:
        self._lists = {name: one for name, one in lists.items() if one.entries}
        self._made: dict[str, TermMatcher] = {}

    def __getitem__(self, name: str) -> TermMatcher:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = TermMatcher(self._lists[name].entries)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._lists

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)
