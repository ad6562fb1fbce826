"""One page in two columns: what to do, and what never to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from watchword.policy.render.entry import Entry
from watchword.policy.render.outline import Outline
from watchword.policy.render.prose import plain

LINES = 50
"""Lines of text that a column of the page takes, at the type size that the formats use."""
LINE_LENGTH = 50
"""Characters of a line, cautiously: a column is 85 mm wide and set in 9 pt."""
_GAP = 0.6
"""Space after an entry, in lines."""

_FORBIDS = (
    "never",
    "do not",
    "don't",
    "don’t",
    "no ",
    "nobody",
    "nothing",
    "tell no",
    "say nothing",
)
_INTRODUCES = frozenset((
    "after", "as", "at", "before", "by", "during", "for", "from", "if", "in", "on", "outside",
    "to", "unless", "until", "when", "where", "while", "with", "without",
))  # fmt: skip
"""Words that begin a clause before the main one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A rule on the page: its id, and its own sentence."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """The page.

    Attributes:
        do: Duties to do something, in the order of the handbook.
        never: Duties to leave something, likewise.
        rules_left_out: How many rules found no room.
        guidelines_left_out: How many guidelines the handbook gives besides.
    """

    title: str
    organisation: str
    language: str
    edition: str
    revised: str
    facts: str
    do: tuple[Line, ...]
    never: tuple[Line, ...]
    rules_left_out: int
    guidelines_left_out: int

    @property
    def rest(self) -> str:
        """What was left out and where to read it."""
        more = [
            f"{number} {noun}{'' if number == 1 else 's'}"
            for number, noun in (
                (self.rules_left_out, "rule"),
                (self.guidelines_left_out, "guideline"),
            )
            if number
        ]
        if not more:
            return "The reasons and examples are in the handbook."
        return f"{' and '.join(more)} more, with all reasons and examples: see the handbook."


def draw_summary(outline: Outline, lines: int = LINES) -> Summary:
    """The rules that weigh most, as many as fit a page."""
    rules = [one for one in outline.entries if not one.is_guideline]
    texts = {one.id: first_sentence(plain(one.sentence)) for one in rules}
    forbidding = [one for one in rules if forbids(texts[one.id])]
    asking = [one for one in rules if not forbids(texts[one.id])]
    do, never = (_fitting(many, texts, lines) for many in (asking, forbidding))
    return Summary(
        title=outline.title,
        organisation=outline.organisation,
        language=outline.language,
        edition=outline.edition,
        revised=outline.revised,
        facts=outline.facts,
        do=do,
        never=never,
        rules_left_out=len(rules) - len(do) - len(never),
        guidelines_left_out=len(outline.entries) - len(rules),
    )


def shortened(outline: Outline, summary: Summary) -> Summary:
    """The summary with the lightest rule of the longer column taken out; for a page too full."""
    weight = {one.id: -one.severity.rank for one in outline.entries}
    column = "do" if len(summary.do) >= len(summary.never) else "never"
    kept: tuple[Line, ...] = getattr(summary, column)
    lightest = max(reversed(kept), key=lambda one: weight[one.id])
    rest = tuple(one for one in kept if one is not lightest)
    left_out = summary.rules_left_out + 1
    if column == "do":
        return replace(summary, do=rest, rules_left_out=left_out)
    return replace(summary, never=rest, rules_left_out=left_out)


def _fitting(entries: Iterable[Entry], texts: dict[str, str], lines: int) -> tuple[Line, ...]:
    """The weightiest entries that fit a column, in their own order."""
    ordered = list(entries)
    room = float(lines)
    kept: set[str] = set()
    for one in sorted(ordered, key=lambda entry: -entry.severity.rank):
        height = 1 + (len(texts[one.id]) + len(one.id)) // LINE_LENGTH + _GAP
        if height > room:
            break
        room -= height
        kept.add(one.id)
    return tuple(Line(id=one.id, text=texts[one.id]) for one in ordered if one.id in kept)


def first_sentence(text: str) -> str:
    """The first sentence of a duty."""
    flat = " ".join(text.split())
    for place, char in enumerate(flat):
        if (
            char in ".!?"
            and flat[place + 1 : place + 2] == " "
            and flat[place + 2 : place + 3].isupper()
        ):
            return flat[: place + 1]
    return flat


def forbids(sentence: str) -> bool:
    """Whether the main clause of a duty forbids: ``Never ...``, ``In public, do not ...``."""
    clauses = [part.strip().lower() for part in sentence.split(",")]
    first_word = clauses[0].partition(" ")[0]
    main = clauses[1:2] if first_word in _INTRODUCES and len(clauses) > 1 else clauses[:1]
    return any(clause.startswith(_FORBIDS) or _second_word(clause) == "no" for clause in main)


def _second_word(clause: str) -> str:
    words = clause.split(" ", 2)
    return words[1] if len(words) > 1 else ""
