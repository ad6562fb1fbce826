"""Public suffixes: where the part of a host that anybody may register begins.

Read from the copy of the Public Suffix List that the installed ``tldextract`` carries;
never fetched. Only its file is used, not its code, which would take a quarter of a second
to import.

Source: https://publicsuffix.org/list/ (rules and algorithm, read 2026-11).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from watchword.base.errors import EngineError

DEEPEST = 6
"""Labels of the longest rule that is looked for; the list's longest has five (2026-11)."""

_PRIVATE = "// ===BEGIN PRIVATE DOMAINS==="


def suffix_size(labels: Sequence[str], *, private: bool = True) -> int:
    """How many labels the public suffix of a host has.

    Args:
        labels: The host's labels, Unicode in lower case.
        private: Whether suffixes that companies offer (``github.io``) count as well.

    Returns:
        0 when the last label is no known top-level domain.

    Raises:
        EngineError: The list is not where it should be.
    """
    official, offered = _rules()
    for size in range(min(len(labels), DEEPEST), 0, -1):
        tail = ".".join(labels[-size:])
        above = "*." + tail.partition(".")[2] if size > 1 else ""
        for rules in (official, offered) if private else (official,):
            if "!" + tail in rules:
                return size - 1
            if tail in rules or above in rules:
                return size
    return 0


def is_top(label: str) -> bool:
    """Whether a label (Unicode, lower case) is a top-level domain."""
    return label in _rules()[0]


RESERVED = frozenset({"example", "test"})
"""Names kept for examples and tests: policies are written with them. Source: RFC 2606."""


@cache
def _rules() -> tuple[frozenset[str], frozenset[str]]:
    """The official rules and those of companies.

    Lines are kept as they stand: comments hold a slash, which no host has, and the empty
    line is taken out.
    """
    found = find_spec("tldextract")
    file = Path(found.origin or "").parent / ".tld_set_snapshot" if found else Path()
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise EngineError(
            "the list of public suffixes cannot be read",
            hint="install tldextract again: its folder should hold .tld_set_snapshot",
        ) from error
    official, _, offered = text.partition(_PRIVATE)
    nothing = {""}
    return (
        frozenset(official.split("\n")).difference(nothing) | RESERVED,
        frozenset(offered.split("\n")).difference(nothing),
    )
