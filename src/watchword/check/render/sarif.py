"""SARIF 2.1.0, which code hosts show beside the file (OASIS standard, 2020-03-27)."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from watchword.base.span import WHOLE
from watchword.policy.model import Policy
from watchword.terms.finding import Action, Finding
from watchword.terms.post import Post

LEVELS = {Action.NOTE: "note", Action.WARN: "warning", Action.HOLD: "error", Action.BLOCK: "error"}


def sarif_head(policy: Policy, version: str) -> tuple[bytes, bytes]:
    """What stands before and after the results of a log.

    Args:
        policy: The policy that was checked against.
        version: Version of Watchword.
    """
    rules = [_rule(rule.id, rule.title, rule.text, rule.why) for rule in policy.rules if rule.check]
    driver = {"name": "Watchword", "version": version, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}],
    }
    written = json.dumps(log, ensure_ascii=False)
    return written.removesuffix("]}]}").encode(), b"]}]}\n"


def sarif_log(policy: Policy, found: Iterable[tuple[str, int, Post, Finding]], version: str) -> str:
    """The log of one run.

    Args:
        policy: The policy that was checked against.
        found: Path of the file, line on which the post starts (from 1), the post, a finding.
        version: Version of Watchword.
    """
    head, tail = sarif_head(policy, version)
    results = ",\n".join(json.dumps(result(*one), ensure_ascii=False) for one in found)
    return f"{head.decode()}{results}{tail.decode()}"


def _rule(rule_id: str, title: str, text: str, why: str) -> dict[str, object]:
    return {
        "id": rule_id,
        "name": title,
        "shortDescription": {"text": title},
        "fullDescription": {"text": text},
        "help": {"text": f"{text}\n\nWhy: {why}"},
    }


def result(path: str, line: int, post: Post, finding: Finding) -> dict[str, object]:
    """One finding as a result of a log; ``line`` is where the post starts in its file."""
    location: dict[str, object] = {"artifactLocation": {"uri": path}}
    location["region"] = _region(line, post.text, finding)
    return {
        "ruleId": finding.rule,
        "level": LEVELS[finding.action],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
        "properties": {
            "action": str(finding.action),
            "severity": str(finding.severity),
            "edition": finding.edition,
            "layer": finding.layer,
            "post": post.id,
        },
    }


def _region(line: int, text: str, finding: Finding) -> dict[str, object]:
    start, end = place(text, finding.span.start), place(text, finding.span.end)
    if finding.span == WHOLE:
        return {"startLine": max(line, 1)}
    return {
        "startLine": line + start[0],
        "startColumn": start[1] + 1,
        "endLine": line + end[0],
        "endColumn": end[1] + 1,
    }


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 0, in code points."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset) - 1
    return line, offset - starts[line]


@lru_cache(maxsize=2)
def _line_starts(text: str) -> tuple[int, ...]:
    """Where each line starts; kept for the next finding on the same text."""
    return (0, *(found.end() for found in re.finditer("\n", text)))
