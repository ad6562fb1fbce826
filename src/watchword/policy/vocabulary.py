"""The facts that a policy knows, and the values they may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from watchword.base.errors import FactsError, Problem
from watchword.policy.model import Policy
from watchword.policy.walk import leaves
from watchword.terms.facts import Facts

KNOWN_FACTS: dict[str, tuple[str, ...]] = {
    "channel": (),
    "account": (),
    "account_name": (),
    "person": (),
    "stage": ("draft", "published", "inbound"),
    "direction": ("post", "reply", "inbound"),
    "date": (),
    "language": (),
    "media": ("picture", "video", "link", "none"),
    "pictures": (),
    "described": (),
    "videos": (),
    "captioned": (),
    "campaign": (),
    "kind": (),
    "acknowledged": ("yes", "no"),
    "acknowledged_days": (),
    "trained": (),
    "trained_days": (),
    "attested": (),
    "attested_days": (),
    "approved_by_other": ("yes", "no"),
    "approved_by_other_days": (),
    "in_register": ("yes", "no"),
    "in_register_days": (),
}
"""Facts that every policy may ask about, with their values; empty allows any."""


NUMBERS = frozenset({"pictures", "described", "videos", "captioned"})
"""Facts that count; like the ages of records (``..._days``), they are numbers from 0."""

_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]+)?")


def fact_problems(
    policy: Policy, name: str, value: str, file: Path, line: int
) -> Iterator[Problem]:
    """Why a policy cannot know that a fact has a value.

    Args:
        policy: The policy.
        name: The fact.
        value: Its value, in lower case.
        file: Where this is said.
        line: Its line there.
    """

    def problem(message: str, hint: str) -> Problem:
        return Problem(file=file, line=line, code="facts", message=message, hint=hint)

    if not _is_known(policy, name):
        known = ", ".join(sorted(fact_names(policy)))
        yield problem(
            f"there is no fact {name!r}", f"add it to 'facts' in policy.md; known: {known}"
        )
        return
    allowed = allowed_values(policy, name)
    if allowed and value not in allowed:
        if name == "channel":
            yield problem(f"{value!r} is no channel", f"known: {', '.join(allowed)}")
        else:
            words = f"the fact {name!r} is never {value!r}"
            yield problem(words, f"its values: {', '.join(allowed)}")
    elif name == "date" and not _is_date(value):
        yield problem(f"{value!r} is not a date", "write 2026-12-01")
    elif (name in NUMBERS or name.endswith("_days")) and not _NUMBER.fullmatch(value):
        yield problem(f"the fact {name!r} should be a number and is {value!r}", "write 0, 1, 2...")


def _is_known(policy: Policy, name: str) -> bool:
    if name in KNOWN_FACTS or name.endswith("_days"):
        return True
    return policy.header.facts.allowed(name) is not None or name in _asked(policy)


def allowed_values(policy: Policy, name: str) -> tuple[str, ...]:
    """The values that a fact may have; empty when any will do."""
    own = policy.header.facts.allowed(name) or KNOWN_FACTS.get(name, ())
    return channel_words() if name == "channel" and not own else own


def require_known(policy: Policy, facts: Facts) -> None:
    """Refuse facts that the policy cannot know: they would silently decide nothing.

    Raises:
        FactsError: There is no such fact, or it never has this value.
    """
    for name, values in facts.items():
        for value in sorted(values):
            for problem in fact_problems(policy, name, value, Path(), 0):
                raise FactsError(problem.message, hint=problem.hint)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def fact_names(policy: Policy) -> frozenset[str]:
    """Names of all facts that a policy knows."""
    own = (name for name, _ in policy.header.facts.names)
    return frozenset((*KNOWN_FACTS, *own, *_asked(policy)))


def _asked(policy: Policy) -> frozenset[str]:
    """Facts that record the answers to questions; asking declares them."""
    return frozenset(
        str(leaf.settings.fact).lower()
        for rule in policy.rules
        for leaf in leaves(rule.check)
        if leaf.kind == "ask" and hasattr(leaf.settings, "fact")
    )


def channel_words() -> tuple[str, ...]:
    """Names of channels that a policy may use: those with limits, and a few without."""
    from watchword.channels.base import channel_names

    return (*channel_names(), "web", "whatsapp", "snapchat", "newsletter")
