"""A policy as the rest of the product sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from watchword.base.header import Node
from watchword.policy.body import Example, Page
from watchword.policy.goals import GoalsHeader
from watchword.policy.header import (
    AccountHeader,
    Change,
    Exemption,
    OverlayHeader,
    PolicyHeader,
    RuleHeader,
)
from watchword.policy.walk import leaves
from watchword.rules.check import Check
from watchword.rules.lists import Lists
from watchword.rules.terms import TermMatcher
from watchword.terms.finding import Action


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A duty that is kept, or with ``is_guideline`` advice that is given.

    Attributes:
        header: What the machine decides by.
        check: What makes it executable; None when people keep it.
        text: The sentence that people sign.
        why: Its reason.
        examples: Posts that prove it.
        page: The whole body.
        file: Path within the policy folder.
        tree: The header as written; overlays and mutations work on copies of it.
        body_line: Line on which the body starts.
        is_guideline: Whether it is advice only.
        layer: The overlay that added it; "" for the base.
        language: Language tag of its words, where that is not the one it stands among.
    """

    header: RuleHeader
    check: Check | None
    text: str
    why: str
    examples: tuple[Example, ...]
    page: Page
    file: Path
    tree: Node = field(repr=False, compare=False)
    body_line: int = 1
    is_guideline: bool = False
    layer: str = ""
    language: str = ""

    @property
    def id(self) -> str:
        """Its stable identity."""
        return self.header.id

    @property
    def title(self) -> str:
        """The rule in a few words."""
        return self.header.title

    @property
    def kept_by(self) -> KeptBy:
        """How the rule is kept: the badge that is shown wherever the rule is."""
        return kept_by(self.check, self.header.action)


@dataclass(frozen=True, slots=True)
class KeptBy:
    """How a rule is kept.

    Attributes:
        name: Stable name: automatic, flagged, records, evidence, people.
        words: For people.
    """

    name: str
    words: str


AUTOMATIC = KeptBy("automatic", "checked automatically")
FLAGGED = KeptBy("flagged", "flagged for a person")
RECORDS = KeptBy("records", "kept by our records")
EVIDENCE = KeptBy("evidence", "proven by evidence")
PEOPLE = KeptBy("people", "kept by people")
BADGES = (AUTOMATIC, FLAGGED, RECORDS, EVIDENCE, PEOPLE)


def kept_by(check: Check | None, action: Action) -> KeptBy:
    """The badge of a rule with this check and action.

    A mechanical check counts as automatic when the machine's word is final, or only
    advises; when it holds a post for somebody to decide, the rule is kept by that person.
    """
    if check is None:
        return PEOPLE
    kinds = check.kinds()
    if kinds == {"record"}:
        names = {str(getattr(one.settings, "record", "")).split(":")[0] for one in leaves(check)}
        return EVIDENCE if names <= {"attested", "trained"} else RECORDS
    if action is Action.HOLD or kinds & {"ask", "classifier"}:
        return FLAGGED
    return AUTOMATIC


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlay:
    """A file that refines the policy under some facts."""

    name: str
    header: OverlayHeader
    changes: Mapping[str, Change]
    lines: Mapping[str, int]
    page: Page
    file: Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiver:
    """A time-limited exception kept in a file of its own."""

    rule: str
    exemption: Exemption
    page: Page
    file: Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Translation:
    """One rule in another language: ``translations/cy/HB-201.md``.

    Attributes:
        language: Language tag, such as cy; the name of its folder.
        rule: Id of the rule.
        title: The rule in a few words.
        text: The sentence that people sign.
        why: Its reason.
        of: Digest of the wording that was translated (:func:`.languages.wording_digest`).
        file: Path within the policy folder.
    """

    language: str
    rule: str
    title: str
    text: str
    why: str
    of: str
    file: Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """An official account."""

    header: AccountHeader
    page: Page
    file: Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """Any other page of the folder: crisis plan, goals, a protocol, a training module."""

    kind: str
    title: str
    header: Node = field(repr=False, compare=False)
    page: Page
    file: Path


@dataclass(frozen=True, kw_only=True, eq=False)
class Policy:
    """One state of a policy folder.

    Attributes:
        header: Title, organisation, edition and so on.
        page: Purpose, scope, definitions, key changes.
        rules: Rules and guidelines in the order of their ids.
        overlays: In the order in which they apply.
        translations: Rules in other languages; the policy's own language is the one that counts.
        goals: What goals.md aims at; None without that page or its header.
        lists: By path.
        corpora: Labelled sets by path: texts, each with whether it should be found.
        digest: SHA-256 over all files, in hexadecimal.
        folder: Where it was read from; empty for one made in memory.
    """

    header: PolicyHeader
    page: Page
    rules: tuple[Rule, ...]
    overlays: tuple[Overlay, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    translations: tuple[Translation, ...] = ()
    accounts: tuple[Account, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    goals: GoalsHeader | None = None
    lists: Lists = field(default_factory=dict)
    corpora: Mapping[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict, repr=False)
    mentions: Mapping[str, TermMatcher] = field(default_factory=dict, repr=False)
    digest: str = ""
    folder: Path = Path()

    @property
    def edition(self) -> str:
        """Number and digest of the edition: ``3 (1f0c9a2b)``."""
        return f"{self.header.edition} ({self.digest[:8]})"

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id.

        Raises:
            KeyError: There is none.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def next_review(self) -> date:
        """When the policy is to be reviewed; the last day of a shorter month if need be."""
        from watchword.policy.calendar import add_period

        return add_period(self.header.revised, self.header.review_every)
