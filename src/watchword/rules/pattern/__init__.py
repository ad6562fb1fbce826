"""A linear-time pattern, with a validator that must agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from watchword.base.errors import PatternError
from watchword.base.pattern import Bounded, Pattern, pattern
from watchword.base.regex.begins import begins_in_word
from watchword.base.regex.weaker import weaker
from watchword.base.schema import Stricter, setting
from watchword.base.span import Match, Span
from watchword.base.text.fold import SEEN_THROUGH, Step
from watchword.rules.base import EVERY_POST, Gates, Look, Place
from watchword.rules.pattern.validators import Validator, validator
from watchword.rules.terms import Wholeness


class Case(StrEnum):
    """Whether upper and lower case differ."""

    IGNORED = "ignored"
    EXACT = "exact"


@dataclass(frozen=True, kw_only=True, slots=True)
class PatternSettings:
    """Settings of ``pattern``."""

    pattern: str = setting("A linear-time regular expression (RE2).")
    match: Wholeness = setting("Whole words, or anywhere.", default=Wholeness.WORD)
    case: Case = setting("Whether upper and lower case differ.", default=Case.IGNORED)
    validate: tuple[Validator, ...] = setting(
        # no direction: what has a check digit is read through other scripts as well
        "Checks that what was found must pass.",
        default=(),
    )
    ignore: tuple[str, ...] = setting(
        "Exact words that do not count.", default=(), stricter=Stricter.FEWER
    )
    normalise: frozenset[Step] = setting(
        # no direction: a pattern with an accent finds nothing in a text without accents
        "Disguises to see through.",
        default=frozenset(),
    )


@dataclass(frozen=True, slots=True)
class PatternMatcher:
    """Finds a pattern, asks the validators, leaves out what is to be ignored."""

    search: Bounded | Pattern
    checks: tuple[Callable[[str], bool], ...]
    ignored: frozenset[str]
    steps: frozenset[Step]
    gates: Gates = field(repr=False)

    def find(self, look: Look) -> list[Match]:
        """Matches that every validator accepts."""
        folded = look.fold(self.steps) if self.steps else None
        if folded is None or folded.text is look.text:
            spans = self.search.every(look.text, look.raw)
            if self.checks or self.ignored:
                spans = [span for span in spans if self._counts(span.of(look.text))]
        else:
            found = self.search.spans(folded.text, folded.text.encode())
            spans = [folded.span(*span) for span in found if self._counts(span.of(folded.text))]
        # what has a check digit names a person or an account
        secret = bool(self.checks)
        return [Match(_trimmed(look.text, span), is_secret=secret) for span in spans]

    def _counts(self, words: str) -> bool:
        if self.ignored and _plain(words) in self.ignored:
            return False
        return all(check(words) for check in self.checks)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _trimmed(text: str, span: Span) -> Span:
    if not (text[span[0]].isspace() or text[span[1] - 1].isspace()):
        return span
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _anywhere(source: str, *, case: bool) -> Pattern:
    return pattern(source, case=case, captures=False)


def _gates(gate: str, steps: frozenset[Step]) -> Gates:
    """A pattern over folded text cannot be widened into one over raw text, as terms can:
    where it asks for accents or leet to be seen through, every post is nominated.
    """
    if steps & {Step.ACCENTS, Step.LEET}:
        return EVERY_POST
    gate = weaker(gate)
    return Gates(raw=(gate,), folded=((steps, gate),) if steps - {Step.CASE} else ())


class PatternKind:
    """A linear-time pattern."""

    name = "pattern"
    title = "Pattern"
    settings = PatternSettings
    keys = ("pattern",)
    says = ()
    may_block = True

    def matcher(self, settings: object, place: Place) -> PatternMatcher | None:
        """Compile the pattern; a problem is noted when RE2 refuses it."""
        assert isinstance(settings, PatternSettings)
        is_whole = settings.match is Wholeness.WORD
        # what has a check digit is a number, and is read as the detectors of data read it
        steps = settings.normalise | (SEEN_THROUGH if settings.validate else frozenset())
        is_exact = settings.case is Case.EXACT
        try:
            search = (Bounded if is_whole else _anywhere)(settings.pattern, case=is_exact)
        except PatternError as error:
            place.problem(error.message, error.hint)
            return None
        if pattern(f"^(?:{settings.pattern})$").found_in(""):
            place.problem(
                f"the pattern {settings.pattern!r} matches the empty text",
                "make at least one part of it required",
            )
            return None
        gate = f"(?-i:{settings.pattern})" if is_exact else f"(?:{settings.pattern})"
        if is_whole and not settings.normalise and begins_in_word(settings.pattern):
            gate = rf"\b{gate}"
        return PatternMatcher(
            search=search,
            checks=tuple(validator(name) for name in settings.validate),
            ignored=frozenset(_plain(words) for words in settings.ignore),
            steps=steps,
            gates=_gates(gate, steps),
        )


KIND = PatternKind()
