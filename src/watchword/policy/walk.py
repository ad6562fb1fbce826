"""Walking through checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from watchword.rules.check import Check

if TYPE_CHECKING:
    from watchword.policy.model import Rule  # which itself walks checks


def leaves(check: Check | None) -> Iterator[Check]:
    """The checks of one kind that a check is made of, in order."""
    if check is None:
        return
    if not check.parts:
        yield check
    for part in check.parts:
        yield from leaves(part)


def list_uses(rule: Rule) -> Iterator[tuple[str, bool]]:
    """Lists that a rule uses, and whether more terms make it catch more."""
    for name in (*rule.header.when.lists,):
        yield name, True
    for name in rule.header.unless.lists:
        yield name, False
    for exemption in rule.header.exemptions:
        for name in exemption.where.lists:
            yield name, False
    for leaf in leaves(rule.check):
        for setting, catches in USES.items():
            name = getattr(leaf.settings, setting, "")
            if name and name != "bundled":
                yield name, catches


USES = {"terms_from": True, "deny": True, "brands": True, "allow": False, "ours": False}
"""Settings that name a list, and whether more terms make a rule catch more."""
