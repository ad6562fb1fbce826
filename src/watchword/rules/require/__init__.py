"""Must contain: a label, a link or a phrase that has to be there, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watchword.base.header import Node
from watchword.base.pattern import Bounded, Pattern, literal, pattern
from watchword.base.schema import Reading, Stricter, setting
from watchword.base.span import Match, Span
from watchword.channels.base import shown_before_the_fold
from watchword.rules.base import EVERY_POST, Look, Place, whole
from watchword.rules.terms import refuse_signs

DEFAULT_FOLD = 125
"""Characters before "more" where the channel's number is not known: the least of those known."""


@dataclass(frozen=True, slots=True)
class Where:
    """The part of a post that must contain the words.

    Attributes:
        name: ``anywhere``, ``first word``, ``first characters``, ``first line``,
            ``last line`` or ``before the fold``.
        count: Characters, for ``first N characters``.
    """

    name: str = "anywhere"
    count: int = 0

    def part(self, text: str, channel: str) -> Span:
        """The part as a span of the text."""
        if self.name == "first characters":
            return Span(0, min(self.count, len(text)))
        if self.name == "before the fold":
            return Span(0, min(shown_before_the_fold(channel) or DEFAULT_FOLD, len(text)))
        if self.name == "first line":
            return Span(0, len(text.split("\n", 1)[0]))
        if self.name == "last line":
            last = text.rstrip().rfind("\n") + 1
            return Span(last, len(text))
        return Span(0, len(text))

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Where | None:
        """Read it from a header."""
        words = str(node.value).split() if isinstance(node.value, str) else []
        name = " ".join(words)
        if name in ("anywhere", "first word", "first line", "last line", "before the fold"):
            return Where(name)
        if words[:1] + words[2:] == ["first", "characters"] and words[1].isdecimal():
            return Where("first characters", int(words[1]))
        reading.problem(
            node.line,
            f"{what} is {node.plain()!r}",
            "choose one of: anywhere, first word, first line, last line, before the fold, "
            "first 60 characters",
        )
        return None

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        return {
            "type": "string",
            "pattern": "^(anywhere|first word|first line|last line|before the fold|"
            "first [0-9]+ characters)$",
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Required:
    """What must be there."""

    any_of: tuple[str, ...] = setting("Words of which one must be there.", stricter=Stricter.FEWER)
    where: Where = setting("The part of the post.", default=Where())
    not_enough: tuple[str, ...] = setting(
        "Words that look like a label and do not suffice.", default=(), stricter=Stricter.MORE
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class RequireSettings:
    """Settings of ``require``."""

    require: Required = setting("What must be there, and where.")


class RequireMatcher:
    """Finds that something is missing.

    Within ``first N characters`` and ``before the fold`` a bare word such as *Ad* counts
    only as a label that opens the post ("Ad:", "AD | ", "[Ad]"), because "an ad hoc
    weekend" is no disclosure; tags and phrases count anywhere in that part.
    """

    gates = EVERY_POST

    def __init__(self, required: Required) -> None:
        self._required = required
        is_window = required.where.name in ("first characters", "before the fold")
        bare = [words for words in required.any_of if words.isalpha()]
        others = [words for words in required.any_of if not words.isalpha()]
        if required.where.name == "first word":
            bare, others = list(required.any_of), []
            self._opening = _opening(bare, is_label=False)
        elif is_window:
            self._opening = _opening(bare, is_label=True)
        else:
            others, self._opening = list(required.any_of), None
        self._inside = _any_of(others)
        self._not_enough = _any_of(list(required.not_enough))

    def find(self, look: Look) -> Iterator[Match]:
        """One match when nothing that suffices is there."""
        part = self._required.where.part(look.text, look.post.channel)
        if self._opening is not None and self._opening.found_in(look.text):
            return
        if self._inside is not None:
            # judged on the whole text, so that a word cut by the border does not count
            for span in self._inside.spans(look.text, look.raw):
                if part.start <= span.start and span.end <= part.end:
                    return
        tried = []
        if self._not_enough is not None:
            tried = list(self._not_enough.spans(look.text, look.raw))
        words = ", ".join(span.of(look.text) for span in tried) or "nothing"
        if tried:
            yield Match(tried[0], values=(("not_enough", words),))
        else:
            yield whole(not_enough=words)


def _any_of(words: list[str]) -> Bounded | None:
    if not words:
        return None
    ordered = sorted(words, key=len, reverse=True)
    return Bounded("|".join(_spaced(one) for one in ordered))


def _spaced(words: str) -> str:
    return r"\s+".join(literal(word) for word in words.split())


def _opening(words: list[str], *, is_label: bool) -> Pattern | None:
    if not words:
        return None
    ordered = "|".join(_spaced(word) for word in sorted(words, key=len, reverse=True))
    before = r"^[^\pL\pN@#]*"
    # after a label comes the end, a sign, or a word that starts afresh with a capital
    after = (
        r"(?:\s*$|\s*[^\pL\pN\s'’-]|\s*\n|\s+(?-i:[\p{Lu}\pN]))"
        if is_label
        else r"(?:$|[^\pL\pN\pM_])"
    )
    return pattern(f"{before}(?:{ordered}){after}")


class RequireKind:
    """Must contain."""

    name = "require"
    title = "Must contain"
    settings = RequireSettings
    keys = ("require",)
    says = ("not_enough",)
    may_block = True

    def matcher(self, settings: object, place: Place) -> RequireMatcher | None:
        """Make the matcher."""
        assert isinstance(settings, RequireSettings)
        if not settings.require.any_of:
            place.problem("'any_of' is empty", "give at least one word or tag that suffices")
            return None
        refuse_signs((*settings.require.any_of, *settings.require.not_enough), place)
        return RequireMatcher(settings.require)


KIND = RequireKind()
