"""Nominating: which rules could find something in a text, in one pass over its bytes.

RE2::Set has no way to say that its automaton ran out of memory: it answers "nothing". So
each set carries a sentinel that matches every text; an empty answer is a failure, and
loud.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import re2

from watchword.base.errors import EngineError, PatternError

MEMORY_BYTES = 512 << 20
"""Upper limit of the automaton, not what it takes: a policy of 200 rules takes about 50 MB."""

SENTINEL = rb"\z"

Group = tuple[str, ...]


def _joined(group: Group) -> str:
    return "|".join(f"(?:{one})" for one in group) if len(group) > 1 else group[0]


class Scanner:
    """A set of patterns, matched all at once.

    Args:
        groups: Groups of RE2 patterns, matched case-insensitively over UTF-8; any one of a
            group is a match of the group.
        memory_bytes: Upper limit of the automaton.

    Raises:
        PatternError: A pattern cannot be used, or all together take too much memory.
    """

    def __init__(self, groups: Sequence[Group], *, memory_bytes: int = MEMORY_BYTES) -> None:
        options = re2.Options()
        options.case_sensitive = False
        options.max_mem = memory_bytes
        options.log_errors = False
        built = re2.Set.SearchSet(options)
        try:
            built.Add(SENTINEL)
            for group in groups:
                built.Add(_joined(group))
            built.Compile()
        except re2.error as error:
            raise PatternError(
                f"the patterns of the policy cannot be compiled together: {error}",
                hint="a pattern may repeat at most 1,000 times; make very large ones smaller",
            ) from error
        self.groups = tuple(groups)
        self.size = len(groups)
        self._built = built
        # the wrapper's own method costs a tenth of a scan
        self._match: Callable[[bytes], list[int]] = getattr(built, "_set", built).Match

    @property
    def gates(self) -> tuple[str, ...]:
        """All patterns of all groups, each once."""
        return tuple(dict.fromkeys(one for group in self.groups for one in group))

    @property
    def match(self) -> Callable[[bytes], list[int]]:
        """Numbers of the groups that match, from 1, with 0 for the sentinel; in any order.

        An empty answer is a failure: see :func:`lost`.
        """
        return self._match

    def hits(self, text: bytes) -> list[int]:
        """Indexes of the groups that match, in order.

        Raises:
            EngineError: The automaton ran out of memory.
        """
        found = self._match(text)
        if not found:
            raise lost()
        return sorted(index - 1 for index in found if index)


def lost() -> EngineError:
    """The error of a set that ran out of memory."""
    return EngineError(
        "the scanner ran out of memory and would have missed findings",
        hint="split the policy's largest lists, or check with fewer rules",
    )
