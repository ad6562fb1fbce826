"""Looks of the linter at lists and words: what is unused, empty, ended or never found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from watchword.policy.model import Policy, Rule
from watchword.policy.remark import Remark, Weight
from watchword.policy.walk import leaves, list_uses
from watchword.rules.base import Look
from watchword.rules.check import Check
from watchword.rules.lists import Entry
from watchword.rules.terms import TermsSettings
from watchword.terms.post import Post


def lists(policy: Policy, today: date) -> Iterator[Remark]:
    """Lists that nothing uses, are empty, or hold terms that can no longer match."""
    used = _lists_used(policy)
    for name, one in policy.lists.items():
        file = Path(name)
        if not one.entries:
            yield Remark(
                weight=Weight.WARNING,
                code="list-empty",
                file=file,
                message="the list is empty, and so never matches",
            )
        if name not in used:
            yield Remark(
                weight=Weight.WARNING,
                code="list-unused",
                file=file,
                message="no rule uses the list",
                hint="name it in a rule, or take the file out",
            )
        ended = [entry for entry in one.entries if not entry.counts_on(today)]
        if ended and len(ended) == len(one.entries):
            yield Remark(
                weight=Weight.WARNING,
                code="list-ended",
                file=file,
                message="every entry of the list has ended, so it never matches",
            )
        elif ended:
            yield Remark(
                weight=Weight.ADVICE,
                code="list-ended",
                file=file,
                line=ended[0].line,
                message=f"{len(ended)} entries have ended, the first is {ended[0].term!r}",
            )


def _lists_used(policy: Policy) -> set[str]:
    """Lists that rules, waivers or overlays name."""
    used = {name for rule in policy.rules for name, _ in list_uses(rule)}
    used |= {name for waiver in policy.waivers for name in waiver.exemption.where.lists}
    changed = [change for overlay in policy.overlays for change in overlay.changes.values()]
    said = [str(way.node.plain()) for one in changed for way in (one.set, one.add) if way]
    return used | {name for name in policy.lists if any(name in text for text in said)}


def terms_never_found(policy: Policy, today: date) -> Iterator[Remark]:
    """Words that a rule looks for and cannot find: the rule asked about each word alone."""
    for rule in policy.rules:
        for leaf in leaves(rule.check):
            settings = leaf.settings
            if not isinstance(settings, TermsSettings):
                continue
            in_list = settings.terms_from
            written = tuple(Entry(term=" ".join(term.split())) for term in settings.terms)
            for entry in policy.lists[in_list].entries if in_list else written:
                if not entry.counts_on(today) or _is_found(leaf, entry.term, today):
                    continue
                yield Remark(
                    weight=Weight.WARNING,
                    code="term-never",
                    file=Path(in_list) if in_list else rule.file,
                    line=entry.line if in_list else _line_of_check(rule),
                    message=f"{rule.id} never finds {entry.term!r}, for its 'ignore' covers it",
                    hint="take the word out, or what ignores it",
                )


def _is_found(leaf: Check, term: str, today: date) -> bool:
    return any(True for _ in leaf.matcher.find(Look(Post(text=term), today)))


def _line_of_check(rule: Rule) -> int:
    tree = rule.tree.value
    return tree["check"].line if isinstance(tree, dict) and "check" in tree else 1
