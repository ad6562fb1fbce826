"""A question that a person must answer: what a machine cannot judge is asked, not dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watchword.base.schema import setting
from watchword.base.span import Match
from watchword.rules.base import EVERY_POST, Look, Place, whole


@dataclass(frozen=True, kw_only=True, slots=True)
class AskSettings:
    """Settings of ``ask``."""

    ask: str = setting("The question, answered by the author or approver.")
    fact: str = setting("The fact that records the answer.")
    answer: str = setting("The answer that lets the post go.", default="yes")


@dataclass(frozen=True, slots=True)
class AskMatcher:
    """Matches until the question has the answer wanted."""

    question: str
    fact: str
    answer: str
    gates = EVERY_POST

    def find(self, look: Look) -> Iterator[Match]:
        """One match on the post as a whole while the answer is missing or another."""
        if self.answer not in look.facts.get(self.fact, ()):
            yield whole("question", question=self.question)


class AskKind:
    """A question for a person."""

    name = "ask"
    title = "Question"
    settings = AskSettings
    keys = ("ask",)
    says = ("question",)
    may_block = False

    def matcher(self, settings: object, place: Place) -> AskMatcher | None:
        """Make the matcher."""
        assert isinstance(settings, AskSettings)
        if not settings.ask.rstrip().endswith("?"):
            place.problem("the question has no question mark", "ask one thing that yes answers")
        return AskMatcher(settings.ask, settings.fact.lower(), settings.answer.lower())


KIND = AskKind()
