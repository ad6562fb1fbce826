"""What an employee is advised while an incident is on, before they post from their own account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from watchword.site.crisis.models import Situation, Spokesperson

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    [
        "about",
        "after",
        "also",
        "been",
        "before",
        "being",
        "board",
        "city",
        "crisis",
        "does",
        "down",
        "drill",
        "every",
        "from",
        "have",
        "here",
        "hospital",
        "into",
        "just",
        "like",
        "more",
        "most",
        "much",
        "next",
        "only",
        "other",
        "over",
        "said",
        "same",
        "should",
        "since",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "time",
        "today",
        "tomorrow",
        "town",
        "under",
        "until",
        "very",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "would",
        "your",
        "yesterday",
    ]
)
"""Words that say nothing of which incident is meant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """What is advised during one incident.

    Attributes:
        situation: The incident.
        words: Words of the text that are words of the incident too; none where the text does not
            seem to be about it.
        instruction: What everybody was told to do and not to do; "" until that is written.
        ask: Who speaks on the incident, to whom enquiries go.
    """

    situation: Situation
    words: tuple[str, ...]
    instruction: str
    ask: tuple[Spokesperson, ...]

    @property
    def is_about(self) -> bool:
        """Whether the text seems to be about the incident."""
        return bool(self.words)


def advice_on(text: str, now: datetime) -> list[Advice]:
    """What is advised of a text while incidents are on; drills advise nobody.

    Args:
        text: What somebody wants to post from their own account.
        now: The moment.
    """
    on = Situation.objects.on(now).filter(is_drill=False, kind=Situation.Kind.CRISIS)
    said = set(_words(text))
    found = []
    for one in on:
        named = _words(f"{one.title} {one.reason} {one.scope}")
        shared = tuple(dict.fromkeys(word for word in named if word in said))
        speak = Spokesperson.objects.filter(deputy_for=None).select_related("person")
        found.append(
            Advice(situation=one, words=shared, instruction=one.instruction, ask=tuple(speak))
        )
    return found


def _words(text: str) -> Iterator[str]:
    for found in _WORD.findall(text.casefold()):
        if found not in _COMMON:
            yield found
