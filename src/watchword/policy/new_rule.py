"""Writing a new rule from a few answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchword.base.header import write_header
from watchword.policy.model import Policy


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What a person answers about a new rule.

    Attributes:
        title: The rule in a few words.
        text: The sentence that people sign.
        why: The harm or benefit behind it.
        words: Words that must not appear; empty for a rule kept by people.
        bad: A post that breaks it.
        good: A post that keeps it.
    """

    title: str
    text: str
    why: str
    words: tuple[str, ...] = ()
    bad: str
    good: str


def next_id(policy: Policy) -> str:
    """The first free id after the highest, with the prefix that most rules have."""
    found = [re.match(r"^(.*?)(\d+)$", rule.id) for rule in policy.rules]
    parts = [(one.group(1), int(one.group(2)), len(one.group(2))) for one in found if one]
    if not parts:
        return "R-101"
    prefixes = [prefix for prefix, _, _ in parts]
    prefix = max(set(prefixes), key=prefixes.count)
    number = max(number for one, number, _ in parts if one == prefix) + 1
    width = max(width for one, _, width in parts if one == prefix)
    return f"{prefix}{number:0{width}d}"


def file_name(rule_id: str, title: str) -> str:
    """The name of a rule's file: its id and a short name."""
    short = "-".join(re.findall(r"[a-z0-9]+", title.lower())[:6]) or "rule"
    return f"{rule_id}-{short}.md"


def render_rule(rule_id: str, answers: Answers, edition: str) -> str:
    """The page of a new rule, in draft until its examples hold."""
    header: dict[str, object] = {
        "id": rule_id,
        "title": answers.title,
        "since": edition,
        "status": "draft",
        "severity": "medium",
        "action": "warn",
    }
    if answers.words:
        header["check"] = {"terms": list(answers.words)}
        said = answers.title.replace("{", "").replace("}", "")  # a message fills what is in braces
        header["message"] = "{match}: " + said[:1].lower() + said[1:] + "."
    bad = "\n".join(f"> {line}" for line in answers.bad.split("\n"))
    good = "\n".join(f"> {line}" for line in answers.good.split("\n"))
    return (
        f"---\n{write_header(header)}\n---\n## Rule\n{answers.text}\n\n## Why\n{answers.why}\n\n"
        f"## Examples\n### Bad: a first one\n{bad}\n\n### Good: a first one\n{good}\n"
    )
