"""Annotations as GitHub's runners read them from the output of a step.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions (2026-11)
"""

from __future__ import annotations

from watchword.base.span import WHOLE
from watchword.check.render.sarif import place
from watchword.terms.finding import Action, Finding
from watchword.terms.post import Post

COMMANDS = {
    Action.NOTE: "notice",
    Action.WARN: "warning",
    Action.HOLD: "error",
    Action.BLOCK: "error",
}


def annotation(path: str, line: int, post: Post, finding: Finding) -> str:
    """One finding as a workflow command."""
    fields = {"file": path, "line": str(max(line, 1)), "title": f"{finding.rule} {finding.title}"}
    if finding.span != WHOLE:
        down, across = place(post.text, finding.span.start)
        fields |= {"line": str(line + down), "col": str(across + 1)}
    written = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    return f"::{COMMANDS[finding.action]} {written}::{_message(finding.message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
