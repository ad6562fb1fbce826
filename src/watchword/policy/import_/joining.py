"""Joining the entries of a list with the sentence that leads them in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from watchword.base.pattern import pattern
from watchword.policy.import_.duties import Strength, judge, stands_alone
from watchword.policy.import_.imported import Paragraph
from watchword.policy.import_.wording import any_of, words

_ANNOUNCES = pattern(rf"\b{any_of('announces')}$")
_EXAMPLES = pattern(rf"\b{any_of('examples')}$")
_END = pattern(r"(?:[;,] ?(?:and|or|and/or)?|[;,.]? (?:and|or|and/or))$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Lead:
    """A sentence that leads in a list.

    Attributes:
        text: Its words without the colon.
        strength: How strongly it asks.
        source: Where it stands.
    """

    text: str
    strength: Strength
    source: Paragraph


def lead_of(sentence: str, source: Paragraph, above: Lead | None, names: frozenset[str]) -> Lead:
    """The lead that a sentence with a colon makes, joined with the lead above it.

    A sentence that announces examples or reasons asks for none of its entries.
    """
    text = sentence.rstrip(": ")
    own = judge(f"{text} x")
    if above is not None and above.strength is not Strength.NONE and not stands_alone(text):
        return Lead(text=joined(above, text, names), strength=above.strength, source=above.source)
    strength = Strength.NONE if _EXAMPLES.found_in(text) else own.strength
    return Lead(text=text, strength=strength, source=source)


def trimmed(entry: str) -> str:
    """An entry without the comma, "and" or "or" that leads to the next."""
    end = next(_END.find(entry), None)
    return (entry if end is None else entry[: end.start]).rstrip(";, ")


def joined(lead: Lead, entry: str, names: frozenset[str]) -> str:
    """Lead and entry as one sentence.

    Args:
        lead: The sentence before the list.
        entry: One entry.
        names: Words that the document writes with a capital inside sentences; any other first
            word of an entry is written small.
    """
    if not lead.text:
        return entry
    if _ANNOUNCES.found_in(lead.text):
        return f"{lead.text}: {entry}"
    first = entry.split(" ", 1)[0]
    is_name = first in names or first.lower().strip(",.'’s") in words("name")
    if first[1:] == first[1:].lower() and not is_name:
        entry = first.lower() + entry[len(first) :]
    return f"{lead.text} {entry}"


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Words that stand with a capital after a word without an end."""
    found: set[str] = set()
    for text in texts:
        for before, word in pairwise(text.split()):
            if word[:1].isupper() and before[-1:].isalnum() and before[:1].islower():
                found.add(word.strip(".,;:!?"))
    return frozenset(found)
