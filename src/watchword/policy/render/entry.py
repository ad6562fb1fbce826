"""One rule or guideline as a handbook shows it."""

from __future__ import annotations

from dataclasses import dataclass

from watchword.policy.body import Example
from watchword.policy.header import Exemption
from watchword.policy.model import KeptBy, Overlay, Policy, Rule
from watchword.policy.overlay import EffectiveRule, overlays_for
from watchword.policy.render.prose import Node, Nodes, Resolve, bullets, paragraph, read_prose
from watchword.policy.render.scope import may_come_true
from watchword.policy.render.words import (
    action_words,
    capital,
    change_words,
    condition_words,
    exemption_words,
    scope_words,
    sentence,
    when_words,
)
from watchword.terms.facts import Facts
from watchword.terms.finding import Severity

RULE_LEVEL = 3
"""Level of a rule's heading, below the chapter's."""
_OWN_PARTS = ("rule", "guideline", "why", "examples")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A rule or guideline.

    Attributes:
        id: Its stable identity.
        anchor: Where links to it lead.
        title: The rule in a few words.
        is_guideline: Whether it is advice only.
        badge: How it is kept.
        action: What follows, in words; "" where no machine looks.
        severity: How bad a breach is.
        sentence: What people sign.
        why: Its reason.
        examples: Posts that show it.
        rests_on: Law, code, contract or plan.
        notes: Label and prose: where it applies, how it differs, exceptions.
        more: Heading and prose of further parts of its page.
        language: Language tag, where it is not that of the handbook.
    """

    id: str
    anchor: str
    title: str
    is_guideline: bool
    badge: KeptBy
    action: str
    severity: Severity
    sentence: Nodes
    why: Nodes
    examples: tuple[Example, ...]
    rests_on: Nodes
    notes: tuple[tuple[str, Nodes], ...]
    more: tuple[tuple[str, Nodes], ...]
    language: str = ""


def draw_entry(
    policy: Policy, one: EffectiveRule, facts: Facts, resolve: Resolve, anchor: str
) -> Entry:
    """A rule as a handbook shows it.

    Args:
        policy: The policy that it belongs to.
        one: The rule as it holds for the facts.
        facts: For whom the handbook is; none for the whole policy.
        resolve: Where the links of its page lead.
        anchor: Where links to it lead.
    """
    rule = one.rule
    return Entry(
        id=rule.id,
        anchor=anchor,
        title=rule.title,
        is_guideline=rule.is_guideline,
        badge=rule.kept_by,
        action=action_words(rule),
        severity=rule.header.severity,
        sentence=read_prose(rule.text, resolve, top=RULE_LEVEL + 1),
        why=read_prose(rule.why, resolve, top=RULE_LEVEL + 1),
        examples=rule.examples,
        rests_on=(bullets(rule.header.rests_on),) if rule.header.rests_on else (),
        notes=tuple(_notes(policy, one, facts)),
        more=tuple(
            (heading, read_prose(text, resolve, top=RULE_LEVEL + 2))
            for heading, text, _ in rule.page.sections
            if heading.lower() not in _OWN_PARTS and text
        ),
        language=rule.language,
    )


def _notes(policy: Policy, one: EffectiveRule, facts: Facts) -> list[tuple[str, Nodes]]:
    rule = one.rule
    notes: list[tuple[str, Nodes]] = [("Applies to", (_line(scope_words(rule)),))]
    when = when_words(rule.header)
    if when:
        notes.append(("When", (_line(when),)))
    added_by = [overlay for overlay in policy.overlays if overlay.name == rule.layer]
    if added_by:
        notes.append(("Added", (_line(_where(added_by[0])),)))
    applying = overlays_for(policy, facts) if facts else ()
    here = [
        capital(change_words(overlay.changes[rule.id]))
        for overlay in applying
        if rule.id in overlay.changes
    ]
    if one.layer == "personal account" and not here:
        here = ["On a personal account we advise and never hold or stop a post."]
    if here:
        notes.append(("Changed here", (bullets(here),)))
    elsewhere = _elsewhere(policy, rule, facts, applying)
    if elsewhere:
        notes.append(("Differs", (bullets(elsewhere),)))
    if rule.header.locked:
        notes.append(("Locked", (_line("no unit, channel or account may loosen this rule"),)))
    exemptions = [exemption_words(each) for each in _exemptions(policy, rule, facts)]
    if exemptions:
        notes.append(("Exceptions", (bullets(exemptions),)))
    return notes


def _line(text: str) -> Node:
    return paragraph(sentence(capital(text)))


def _where(overlay: Overlay) -> str:
    return f"where {condition_words(overlay.header.applies_when)}"


def _elsewhere(
    policy: Policy, rule: Rule, facts: Facts, applying: tuple[Overlay, ...]
) -> list[str]:
    """What other layers change in the rule, where they are not ruled out."""
    return [
        f"{capital(_where(one))}, {change_words(one.changes[rule.id])}"
        for one in policy.overlays
        if rule.id in one.changes
        and one not in applying
        and may_come_true(one.header.applies_when, facts)
    ]


def _exemptions(policy: Policy, rule: Rule, facts: Facts) -> list[Exemption]:
    waived = [one.exemption for one in policy.waivers if one.rule == rule.id]
    every = (*rule.header.exemptions, *waived)
    return [one for one in every if may_come_true(one.where, facts)]
