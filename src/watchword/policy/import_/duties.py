"""Which sentences ask for something: duties, advice, or neither. English wording only.

A duty is worded with must, shall, may not, never, do not, is required, is prohibited and
the like; advice with should, try to, consider, avoid, or as a bare request ("Add alt text").
What says who may do something, asks a question, or states a fact asks for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from watchword.base.pattern import pattern
from watchword.policy.import_.wording import any_of, people


class Strength(StrEnum):
    """How strongly a sentence asks."""

    DUTY = "duty"
    ADVICE = "advice"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a sentence asks for, and if nothing, why it makes no rule."""

    strength: Strength
    reason: str = ""


_DUTY = pattern(rf"\b{any_of('duty')}\b")
_NOT_DUTY = pattern(rf"\b{any_of('not-duty')}\b")
_DO_NOT = pattern(r"(?:^|[,;:] |\b(?:please|and|or|but|then|always) )(?:do not|don['’]t)\b")
_PEOPLE_WILL = pattern(rf"\b{people()} (?:\w+ly )?{any_of('will')}\b")
_OWN = pattern(rf"^{people()} (?:{any_of('negative-ask')}|{any_of('positive-ask')})\b")
_STRICT = pattern(rf"^{any_of('strict')}\b")
_ADVICE = pattern(rf"\b{any_of('advice')}\b")
_MAY = pattern(rf"\b{any_of('may')}\b")
_REQUEST = pattern(rf"^(?:{any_of('condition')}\b[^.]{{0,120}}?, )?{any_of('request')}\b")
_STATED = pattern(r"^\w+ (?:dates?|cycle|period|frequency)\b")
_DOING = pattern(f"^{any_of('doing')}$")
_LEADS = {
    "do not": "Do not",
    "don't": "Do not",
    "don’t": "Do not",
    "don'ts": "Do not",
    "don’ts": "Do not",
    "never": "Never",
    "always": "Always",
    "must": "You must",
    "you must": "You must",
    "must not": "You must not",
    "you must not": "You must not",
}
"""Headings that lead in the entries below them, and the words that they put before each."""


def judge(sentence: str) -> Judgement:
    """What one sentence asks for."""
    text = sentence.strip().lower()
    if text.endswith("?"):
        return Judgement(Strength.NONE, "a question")
    plain = _NOT_DUTY.found_in(text)
    if (_DUTY.found_in(text) and not plain) or _DO_NOT.found_in(text):
        return Judgement(Strength.DUTY)
    if _PEOPLE_WILL.found_in(text) or _STRICT.found_in(text):
        return Judgement(Strength.DUTY)
    if _ADVICE.found_in(text):
        return Judgement(Strength.ADVICE)
    if _REQUEST.found_in(text) and len(text.split()) > 1 and not _STATED.found_in(text):
        return Judgement(Strength.ADVICE)
    if _MAY.found_in(text):
        return Judgement(Strength.NONE, "says what may be done, asks for nothing")
    return Judgement(Strength.NONE, "states something, asks for nothing")


def stands_alone(entry: str) -> bool:
    """Whether an entry of a list asks on its own, and is not the end of its lead-in."""
    text = entry.strip().lower()
    if _OWN.found_in(text):
        return True
    is_end = _STRICT.found_in(text) or text.startswith(("never ", "always "))
    return not is_end and judge(entry).strength is Strength.DUTY


def lead_of_heading(text: str) -> tuple[str, Strength] | None:
    """The words that a heading such as "Don'ts" puts before its list; None for other headings."""
    words = text.lower().strip(" :.–-")
    if words in _LEADS:
        return _LEADS[words], Strength.DUTY
    return ("", Strength.ADVICE) if _DOING.found_in(words) else None
