"""The short way to ``watchword check "a draft"``: nothing is imported but what checking needs.

Only the plainest commands take it: one text, and options written out with a value each.
Whatever else stands there (help, files, a mistake) takes the full command line, which gives
the same answer later; a test holds the two together.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from watchword.cli.drafts import Form, check_text, wanted
from watchword.cli.given import day, facts_from, policy_folder
from watchword.terms.finding import Action
from watchword.terms.post import Stage

OPTIONS = {
    "--policy": "policy",
    "-p": "policy",
    "--channel": "channel",
    "--account": "account",
    "--person": "person",
    "--fact": "fact",
    "--stage": "stage",
    "--today": "today",
    "--format": "form",
    "-f": "form",
    "--fail-on": "fail_on",
    "--text": "text",
}
"""Options that the short way knows, and the names of their values."""


class Asked(NamedTuple):
    """What ``watchword check`` was asked, under the names of its arguments."""

    what: list[str] | None = None
    policy: Path | None = None
    channel: str | None = None
    account: str | None = None
    person: list[str] | None = None
    fact: list[str] | None = None
    stage: Stage | None = None
    today: str | None = None
    form: Form | None = None
    fail_on: Action = Action.HOLD
    text: str | None = None


def check_quickly(arguments: Sequence[str]) -> int | None:
    """Check a text; the exit code, or None when this is for the full command line."""
    asked = read(arguments)
    if asked is None:
        return None
    gc.disable()  # a process that ends at once has nothing to collect
    facts = facts_from(asked.channel, asked.account, asked.person, asked.fact)
    folder = policy_folder(asked.policy)
    files, said = wanted(asked.what or [], asked.text)
    if files:
        gc.enable()
        return None
    form = asked.form or Form.TEXT
    return check_text(said, folder, facts, asked.stage, day(asked.today), form, None, asked.fail_on)


def read(arguments: Sequence[str]) -> Asked | None:
    """What is asked; None unless it is plain."""
    if not arguments or arguments[0] != "check" or sys.platform == "win32":
        return None
    if "_WATCHWORD_COMPLETE" in os.environ:
        return None
    given: dict[str, list[str]] = {}
    rest = iter(arguments[1:])
    for one in rest:
        name, value = "what", one
        if one in OPTIONS:
            name, value = OPTIONS[one], next(rest, "")
        if not value or value.startswith("-"):
            return None
        given.setdefault(name, []).append(value)
    if len(given.get("what", ())) + len(given.get("text", ())) != 1:
        return None
    return _typed(given)


def _typed(given: dict[str, list[str]]) -> Asked | None:
    """The values in their types, the last of several where one is meant; None for a mistake."""
    last = {name: values[-1] for name, values in given.items()}
    try:
        return Asked(
            what=given.get("what"),
            policy=Path(last["policy"]) if "policy" in last else None,
            channel=last.get("channel"),
            account=last.get("account"),
            person=given.get("person"),
            fact=given.get("fact"),
            stage=Stage(last["stage"]) if "stage" in last else None,
            today=last.get("today"),
            form=Form(last["form"]) if "form" in last else None,
            fail_on=Action(last.get("fail_on", Action.HOLD)),
            text=last.get("text"),
        )
    except ValueError:  # no such stage, format or action: the full command line says so
        return None
