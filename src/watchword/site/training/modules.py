"""Training modules as a policy's folder holds them: ``training/NAME.md``.

A module is a page with a heading ``## Material`` and a table under ``## Questions`` with the
columns Question, Right answer, Wrong answers (apart by " / "; none are needed for an answer that
begins with Yes or No) and Rule. ``Pass mark: 8 of 10`` stands in its text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from watchword.policy.model import Leaf, Policy

_PASS = re.compile(r"[Pp]ass mark:\s*(\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?")
_MINUTES = re.compile(r"(\d{1,3})\s+minutes|(Ten|Fifteen|Twenty|Thirty|Forty|Fifty|Sixty) minutes")
_WORDS = {
    "Ten": 10,
    "Fifteen": 15,
    "Twenty": 20,
    "Thirty": 30,
    "Forty": 40,
    "Fifty": 50,
    "Sixty": 60,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One answer to choose.

    Attributes:
        key: Its name in a form; says nothing about whether it is right.
        words: The answer.
    """

    key: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ModuleQuestion:
    """A question.

    Attributes:
        key: Stable name, from its words.
        words: The question.
        right: The right answer in full, shown once it is given.
        choices: What can be chosen, in an order that does not give the right one away; a single
            one where the module names no wrong answers.
        right_key: Key of the right choice.
        rule: The rule that it is about.
    """

    key: str
    words: str
    right: str
    choices: tuple[Choice, ...]
    right_key: str
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Module:
    """A training module.

    Attributes:
        name: Name of its file without ending; stable.
        title: For people.
        opening: What stands before its material.
        material: Markdown.
        questions: In their order.
        pass_mark: How many right answers it takes.
        minutes: How long it takes; 0 where it does not say.
    """

    name: str
    title: str
    opening: str
    material: str
    questions: tuple[ModuleQuestion, ...]
    pass_mark: int
    minutes: int


@lru_cache(maxsize=64)
def modules_of(policy: Policy) -> tuple[Module, ...]:
    """The training modules of a policy, in the order of their files."""
    return tuple(_module(one) for one in policy.leaves if one.kind == "training")


def _module(leaf: Leaf) -> Module:
    questions = tuple(_questions(leaf.page.section("Questions")))
    text = leaf.page.before
    found, minutes = _PASS.search(text), _MINUTES.search(text)
    mark = int(found[1]) if found else len(questions)
    length = 0
    if minutes:
        length = int(minutes[1]) if minutes[1] else _WORDS[minutes[2]]
    return Module(
        name=leaf.file.stem,
        title=leaf.title,
        opening=text,
        material=leaf.page.section("Material"),
        questions=questions,
        pass_mark=min(mark, len(questions)),
        minutes=length,
    )


def own_module(
    *,
    name: str,
    title: str,
    opening: str,
    material: str,
    questions: Iterable[Mapping[str, object]],
    pass_mark: int,
    minutes: int,
) -> Module:
    """A module that was written in the browser, as one of the policy's folder would be."""
    asked = tuple(
        _made(str(one["words"]), str(one["right"]), list(map(str, one["wrong"])), str(one["rule"]))  # type: ignore[call-overload]
        for one in questions
    )
    return Module(
        name=name,
        title=title,
        opening=opening,
        material=material,
        questions=asked,
        pass_mark=min(pass_mark, len(asked)),
        minutes=minutes,
    )


def _questions(table: str) -> list[ModuleQuestion]:
    lines = [line.strip() for line in table.splitlines() if line.strip().startswith("|")]
    if len(lines) < 3:  # noqa: PLR2004 - heads, rule, one row
        return []
    heads = [cell.lower() for cell in _cells(lines[0])]
    rows = [dict(zip(heads, _cells(line), strict=False)) for line in lines[2:]]
    return [_question(row) for row in rows if row.get("question") and row.get("right answer")]


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip("|"))]


def _question(row: dict[str, str]) -> ModuleQuestion:
    wrong = [one.strip() for one in row.get("wrong answers", "").split(" / ") if one.strip()]
    return _made(row["question"], row["right answer"], wrong, row.get("rule", ""))


def _made(words: str, right: str, wrong: list[str], rule: str) -> ModuleQuestion:
    key = hashlib.sha256(words.encode()).hexdigest()[:12]
    first = re.split(r"[:.,;]", right, maxsplit=1)[0].strip().lower()
    if not wrong and first in ("yes", "no"):
        shown, wrong = first.capitalize(), ["Yes" if first == "no" else "No"]
    else:
        shown = right
    choices = [Choice(key=_key(key, one), words=one) for one in (shown, *wrong)]
    return ModuleQuestion(
        key=key,
        words=words,
        right=right,
        # by key: an order that is always the same and says nothing
        choices=tuple(sorted(choices, key=lambda one: one.key)),
        right_key=choices[0].key,
        rule=rule,
    )


def _key(question: str, answer: str) -> str:
    return hashlib.sha256(f"{question}\0{answer}".encode()).hexdigest()[:8]
