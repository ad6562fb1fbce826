"""What a rule that was just brought in is offered: a check, and one good reason as an example.

Both come from the starter policies, where a rule about the same thing is proved by examples. Only
a check with which the draft can still be used is offered, and nothing is taken before somebody
presses the button.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from watchword.policy.load import read_policy
from watchword.policy.starters import starters
from watchword.site.editions.rule_form import first_values, written

ENOUGH = 0.3
"""Likeness of two rules, 0 to 1, from which on they are about the same thing; set by hand."""
_MODEL = "health-board/HB-405"
"""The rule whose reason is shown where none is alike: short, concrete, about a person."""
_TAKEN = ("check", "applies", "action", "severity", "message", "fix")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLAIN = frozenset(_NUMBERS) | frozenset(
    [
        "a",
        "all",
        "an",
        "and",
        "any",
        "are",
        "at",
        "be",
        "by",
        "do",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "may",
        "most",
        "must",
        "never",
        "no",
        "not",
        "of",
        "on",
        "one",
        "only",
        "or",
        "our",
        "own",
        "post",
        "posts",
        "should",
        "staff",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "use",
        "we",
        "who",
        "with",
        "you",
        "your",
        "social",
        "media",
        "account",
        "accounts",
    ]
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """What one rule of a starter policy has to offer.

    Attributes:
        key: Names it: ``health-board/HB-207``.
        title: Its title.
        check: The check as it would stand in the file.
        values: Fields of the form that come with the check.
    """

    key: str
    title: str
    check: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Known:
    key: str
    words: frozenset[str]
    values: dict[str, str]


def good_reason(text: str) -> str:
    """A reason written for a rule about the same thing; else one that is good anywhere."""
    for likeness, one in _nearest(text)[:1]:
        if likeness >= ENOUGH:
            return one.values["why"]
    known, _weights = _library()
    return next((one.values["why"] for one in known if one.key == _MODEL), "")


def offered(files: dict[str, bytes], path: str) -> Offer | None:
    """The check that suits a page best; None when it has one, or none suits it."""
    text = files[path].decode("utf-8", "replace")
    own = first_values(text)
    if own["check"].strip():
        return None
    for likeness, known in _nearest(text):
        if likeness < ENOUGH:
            return None
        for values in _fitted(known.values, own["rule"]):
            if values["check"] and _works(files, path, written(text, values)):
                title, check = known.values["title"], values["check"]
                return Offer(key=known.key, title=title, check=check, values=values)
    return None


def _fitted(values: dict[str, str], rule: str) -> Iterator[dict[str, str]]:
    """The check of another rule, with the one number that this rule names; then without its lists."""
    named = [_NUMBERS.index(one) for one in _NUMBERS[1:] if re.search(rf"\b{one}\b", rule.lower())]
    named += [int(one) for one in re.findall(r"\b\d{1,4}\b", rule)]
    taken = {name: values[name] for name in _TAKEN}
    if len(named) == 1:
        limit = r"(?m)^(\s*at_(?:most|least):) \d+$"
        taken["check"] = re.sub(limit, rf"\g<1> {named[0]}", taken["check"])
    yield taken
    lines = taken["check"].split("\n")
    yield taken | {"check": "\n".join(one for one in lines if "lists/" not in one)}


def _works(files: dict[str, bytes], path: str, text: str) -> bool:
    policy, problems = read_policy(files | {path: text.encode()})
    return policy is not None and not [one for one in problems if one.file.as_posix() == path]


def _nearest(text: str) -> list[tuple[float, _Known]]:
    """Rules of the starters, the likest first."""
    known, weights = _library()
    values = first_values(text)
    own = _words(f"{values['title']} {values['rule']}")
    size = _size(own, weights)
    found = []
    for one in known:
        shared = sum(weights.get(word, 0.0) ** 2 for word in own & one.words)
        if shared:
            found.append((shared / (size * _size(one.words, weights)), one))
    return sorted(found, key=lambda pair: -pair[0])


def _size(words: frozenset[str], weights: dict[str, float]) -> float:
    # a word that no starter uses weighs as much as the rarest one
    rarest = max(weights.values())
    return math.sqrt(sum(weights.get(word, rarest) ** 2 for word in words)) or 1.0


@lru_cache(maxsize=1)
def _library() -> tuple[tuple[_Known, ...], dict[str, float]]:
    known = []
    for starter in starters():
        for path in sorted((starter.folder / "rules").glob("*.md")):
            values = first_values(path.read_text("utf-8"))
            words = _words(f"{values['title']} {values['rule']}")
            rule = "-".join(path.stem.split("-")[:2])
            known.append(_Known(f"{starter.name}/{rule}", words, values))
    counts = Counter(word for one in known for word in one.words)
    return tuple(known), {word: math.log(1 + len(known) / count) for word, count in counts.items()}


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[a-z]+", text.lower())
    return frozenset(one.removesuffix("s") for one in found if one not in _PLAIN)
