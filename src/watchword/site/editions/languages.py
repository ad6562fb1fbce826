"""An edition in the languages that its rules are translated into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf.locale import LANG_INFO

from watchword.policy.header import Status
from watchword.policy.languages import in_language, is_stale, languages
from watchword.policy.model import Policy, Rule, Translation
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition

TAGS = tuple(
    sorted((tag, info["name_local"]) for tag, info in LANG_INFO.items() if "name_local" in info)
)
"""Languages that a policy can be translated into: tag, and what its readers call it."""


def name_of(tag: str) -> str:
    """What the readers of a language call it; the tag itself where that is not known."""
    names = {key.lower(): name for key, name in TAGS}
    lower = tag.lower()
    return names.get(lower) or names.get(lower.partition("-")[0]) or tag


def policy_in(edition: Edition, language: str) -> Policy:
    """The policy of an edition as it reads in a language; the same object for the same state."""
    return _policy_in(policy_of(edition), language)


@lru_cache(maxsize=64)
def _policy_in(policy: Policy, language: str) -> Policy:
    return in_language(policy, language)


def chosen_language(policy: Policy, *wishes: str) -> str:
    """The first wish that something is translated into; the policy's own language otherwise.

    A wish for ``cy`` is met by ``cy-GB`` and the other way round.
    """
    known = (policy.header.language, *languages(policy))
    for wish in filter(None, wishes):
        for one in known:
            if one.lower() == wish.lower():
                return one
        for one in known:
            if one.partition("-")[0].lower() == wish.partition("-")[0].lower():
                return one
    return policy.header.language


def choices_of(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Languages that a policy can be read in, its own first; none when it has only its own."""
    others = languages(policy)
    return tuple((tag, name_of(tag)) for tag in (policy.header.language, *others)) if others else ()


@dataclass(frozen=True, slots=True)
class Line:
    """How one rule stands in one language.

    Attributes:
        rule: The rule, in the policy's own language.
        translation: Its translation; None where it has none.
        is_stale: Whether the rule reads differently since.
    """

    rule: Rule
    translation: Translation | None
    is_stale: bool

    @property
    def is_done(self) -> bool:
        """Whether it is translated as it now reads."""
        return self.translation is not None and not self.is_stale


def lines(policy: Policy, language: str) -> tuple[Line, ...]:
    """How every rule and guideline that is not retired stands in a language, by id."""
    held = {one.rule: one for one in policy.translations if one.language == language}
    return tuple(
        Line(rule, held.get(rule.id), rule.id in held and is_stale(held[rule.id], rule))
        for rule in policy.rules
        if rule.header.status is not Status.RETIRED
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a language is.

    Attributes:
        tag: Language tag.
        done: Rules translated as they now read.
        stale: Rules that read differently since they were translated.
        total: All rules and guidelines.
    """

    tag: str
    done: int
    stale: int
    total: int

    @property
    def name(self) -> str:
        """What the readers of the language call it."""
        return name_of(self.tag)

    @property
    def missing(self) -> int:
        """Rules that have no translation."""
        return self.total - self.done - self.stale


def progress(policy: Policy) -> tuple[Progress, ...]:
    """How far each language is."""
    found = []
    for tag in languages(policy):
        rows = lines(policy, tag)
        done, stale = sum(one.is_done for one in rows), sum(one.is_stale for one in rows)
        found.append(Progress(tag, done, stale, len(rows)))
    return tuple(found)
