"""What ``{...}`` in a rule's message and fix may name: the match, its values, and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchword.base.errors import Problem
from watchword.base.header import Node
from watchword.policy.model import Rule
from watchword.rules.base import kind
from watchword.rules.check import Check

ANY = re.compile(r"\{([^{}]*)\}")


def placeholder_problems(rule: Rule, facts: frozenset[str]) -> Iterator[Problem]:
    """Placeholders that nothing would ever fill.

    Args:
        rule: The rule, with a check or without.
        facts: Names of the facts that the policy knows.
    """
    for node, values in _told(rule):
        known = {"match", *values}
        for name in dict.fromkeys(ANY.findall(str(node.value))):
            if name in known or name in facts or name.endswith("_days"):
                continue
            yield Problem(
                file=rule.file,
                line=node.line,
                code="placeholder",
                message=f"nothing fills {{{name}}}",
                hint=f"this check fills {', '.join(f'{{{one}}}' for one in sorted(known))}; "
                "a fact is named as {channel}",
            )


def _told(rule: Rule) -> Iterator[tuple[Node, frozenset[str]]]:
    """Each message and fix as written, with the values that every match it is about has."""
    header = rule.tree.value
    assert isinstance(header, dict)
    values = _values(rule.check) if rule.check is not None else frozenset[str]()
    for key in ("message", "fix"):
        if key in header:
            yield header[key], values
    if rule.check is not None and "check" in header:
        yield from _told_by(rule.check, header["check"])


def _told_by(check: Check, node: Node) -> Iterator[tuple[Node, frozenset[str]]]:
    if not isinstance(node.value, dict):
        return
    if "message" in node.value:
        yield node.value["message"], _values(check)
    below = node.value.get(check.kind)
    if check.parts and below is not None and isinstance(below.value, list):
        for part, part_node in zip(check.parts, below.value, strict=True):
            yield from _told_by(part, part_node)


def _values(check: Check) -> frozenset[str]:
    """Names of values that every match of a check has.

    A part of ``any`` with a message of its own has no use for that of the whole.
    """
    if not check.parts:
        return frozenset(kind(check.kind).says)
    if check.kind == "all":
        return frozenset.union(*map(_values, check.parts))
    told = [part for part in check.parts if not part.message] or check.parts
    return frozenset.intersection(*map(_values, told))
