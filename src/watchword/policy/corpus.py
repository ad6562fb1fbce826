"""Labelled sets: what a classifier rule has to prove itself on before it may be used."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watchword.base.errors import Problem
from watchword.policy.judge import live_rule
from watchword.policy.model import Policy, Rule
from watchword.policy.walk import leaves
from watchword.rules.base import Look
from watchword.rules.classifier import ClassifierSettings, MustReach
from watchword.terms.facts import Facts
from watchword.terms.post import Post

YES = frozenset({"yes", "1", "true"})
NO = frozenset({"no", "0", "false"})

Labelled = tuple[tuple[str, bool], ...]
"""Texts, each with whether it should be found."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """What a rule by a classifier reaches on its labelled set.

    Attributes:
        rule: The rule.
        wanted: What it must reach.
        precision: Share of its findings that are right, 0 to 1; 1 without findings.
        recall: Share of what it should find that it finds, 0 to 1; 1 when there is nothing.
        count: Texts of the set.
    """

    rule: Rule
    wanted: MustReach
    precision: float
    recall: float
    count: int

    @property
    def holds(self) -> bool:
        """Whether both are reached."""
        return self.precision >= self.wanted.precision and self.recall >= self.wanted.recall


def read_corpus(name: str, text: str) -> tuple[Labelled, list[Problem]]:
    """Read a labelled set: CSV with the columns ``text`` and ``label`` (yes or no, 1 or 0)."""
    problems: list[Problem] = []
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if not {"text", "label"} <= set(rows.fieldnames or ()):
        found = ", ".join(rows.fieldnames or ()) or "none"
        hint = "the first line of a labelled set is: text,label"
        message = f"the set needs the columns text and label; it has {found}"
        return (), [Problem(file=Path(name), line=1, code="corpus", message=message, hint=hint)]
    read = []
    for row in rows:
        label = (row["label"] or "").strip().lower()
        if label not in YES | NO:
            message, hint = f"the label is {row['label']!r}", "write yes or no"
            problems.append(
                Problem(
                    file=Path(name), line=rows.line_num, code="corpus", message=message, hint=hint
                )
            )
            continue
        read.append((row["text"] or "", label in YES))
    return tuple(read), problems


def wanted_by(rule: Rule) -> MustReach | None:
    """What the classifier of a rule must reach; None when the rule asks for nothing."""
    for leaf in leaves(rule.check):
        if isinstance(leaf.settings, ClassifierSettings) and leaf.settings.must_reach:
            return leaf.settings.must_reach
    return None


def measure(policy: Policy, rule: Rule, today: date) -> Measured | None:
    """Measure a rule on its labelled set; None when it asks for nothing.

    The whole rule is measured, with its threshold, on texts of the first stage that it covers.
    """
    wanted = wanted_by(rule)
    if wanted is None:
        return None
    stage = rule.header.applies.to[0].stage
    accounts = rule.header.applies.accounts.names
    facts = Facts({"stage": stage, "account": accounts[0] if accounts else "official"})
    live = live_rule(policy, rule, facts)
    right = found = meant = 0
    labelled = policy.corpora[wanted.on]
    for text, is_meant in labelled:
        is_found = live is not None and any(
            True for _ in live.matcher.find(Look(Post(text=text, facts=facts), today))
        )
        right += is_found and is_meant
        found += is_found
        meant += is_meant
    return Measured(
        rule=rule,
        wanted=wanted,
        precision=right / found if found else 1.0,
        recall=right / meant if meant else 1.0,
        count=len(labelled),
    )
