"""What only the whole folder can tell: references, vocabulary, layers that collide or loosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from watchword.base.errors import Problem
from watchword.policy.corpus import wanted_by
from watchword.policy.model import Overlay, Policy, Rule
from watchword.policy.overlay import changed
from watchword.policy.placeholders import placeholder_problems
from watchword.policy.strictness import Direction, compare
from watchword.policy.vocabulary import channel_words, fact_names, fact_problems
from watchword.rules.base import kind
from watchword.rules.condition import Condition
from watchword.terms.facts import Facts
from watchword.terms.finding import Action


def problems(policy: Policy) -> list[Problem]:
    """Every problem of references across files."""
    found: list[Problem] = []
    found += _identity(policy)
    facts = fact_names(policy)
    for rule in policy.rules:
        found += _rule(policy, rule)
        found += placeholder_problems(rule, facts)
    for overlay in policy.overlays:
        found += _condition(policy, overlay.header.applies_when, overlay.file, 1)
        found += _overlay(policy, overlay)
    found += _collisions(policy)
    found += [] if found else _together(policy)
    found += _accounts(policy)
    known = {rule.id for rule in policy.rules}
    for waiver in policy.waivers:
        if waiver.rule not in known:
            found.append(_problem(waiver.file, 1, f"there is no rule {waiver.rule!r}", "waiver"))
        found += _condition(policy, waiver.exemption.where, waiver.file, 1)
    found += _translations(policy)
    return found


def _translations(policy: Policy) -> Iterator[Problem]:
    known = {rule.id for rule in policy.rules}
    seen: dict[tuple[str, str], Path] = {}
    for one in policy.translations:
        if one.rule not in known:
            yield _problem(one.file, 1, f"there is no rule {one.rule!r}", "translation")
        if one.language.lower() == policy.header.language.lower():
            yield _problem(
                one.file,
                1,
                f"{one.language!r} is the language of the policy itself",
                "translation",
                "the rule's own page has these words",
            )
        first = seen.setdefault((one.language, one.rule), one.file)
        if first != one.file:
            yield _problem(
                one.file,
                1,
                f"{first} already translates {one.rule} into {one.language!r}",
                "translation",
                "keep one of them",
            )
        if not one.text:
            yield _problem(
                one.file, 1, "the translation has no sentence", "translation", "add '## Rule'"
            )


def _problem(file: Path, line: int, message: str, code: str, hint: str = "") -> Problem:
    return Problem(file=file, line=line, code=code, message=message, hint=hint)


def _identity(policy: Policy) -> Iterator[Problem]:
    seen: dict[str, Path] = {}
    overlays = {overlay.name for overlay in policy.overlays}
    for rule in policy.rules:
        if rule.layer and rule.layer not in overlays:
            yield _problem(
                rule.file,
                1,
                f"there is no overlay 'overlays/{rule.layer}.md', so the rule never holds",
                "overlay",
                "write that page with 'layer' and 'applies_when', or move the rule to rules/",
            )
        line = _line(rule, "id")
        if rule.id in seen:
            yield _problem(
                rule.file,
                line,
                f"the id {rule.id!r} is already that of {seen[rule.id]}",
                "id",
                "ids are never reused; choose the next free one",
            )
        seen.setdefault(rule.id, rule.file)
        if not rule.file.name.startswith(f"{rule.id}-"):
            yield _problem(
                rule.file,
                line,
                f"the file of {rule.id!r} is called {rule.file.name!r}",
                "id",
                f"call it {rule.id}-short-name.md",
            )


def _line(rule: Rule, key: str) -> int:
    tree = rule.tree.value
    node = tree.get(key) if isinstance(tree, dict) else None
    return node.line if node else 1


def _rule(policy: Policy, rule: Rule) -> Iterator[Problem]:
    header = rule.header
    for key in ("when", "unless"):
        yield from _condition(policy, getattr(header, key), rule.file, _line(rule, key))
    for exemption in header.exemptions:
        yield from _condition(policy, exemption.where, rule.file, _line(rule, "except"))
    for example in rule.examples:
        yield from _given(policy, rule, example.given, example.line)
    yield from _names(policy, rule)
    if rule.check is not None and header.action is Action.BLOCK:
        soft = [name for name in sorted(rule.check.kinds()) if not kind(name).may_block]
        if soft:
            yield _problem(
                rule.file,
                _line(rule, "action"),
                f"a rule by {', '.join(soft)} may hold, not block",
                "action",
                "set 'action: hold' and name an approver",
            )
    wanted = wanted_by(rule)
    if wanted is not None and wanted.on not in policy.corpora:
        yield _problem(
            rule.file,
            _line(rule, "check"),
            f"there is no labelled set {wanted.on!r}",
            "corpus",
            "put a CSV with the columns text,label into corpus/",
        )
    if rule.is_guideline and header.action in (Action.HOLD, Action.BLOCK):
        yield _problem(
            rule.file,
            _line(rule, "action"),
            "a guideline is advice: it never holds or blocks",
            "action",
            "set 'action: note' or 'warn', or move the page to rules/",
        )


def _names(policy: Policy, rule: Rule) -> Iterator[Problem]:
    for field, fact in (("channels", "channel"), ("accounts", "account"), ("people", "person")):
        allowed = policy.header.facts.allowed(fact)
        if fact == "channel" and not allowed:
            allowed = channel_words()
        for name in getattr(rule.header.applies, field).names:
            if allowed and name not in allowed:
                yield _problem(
                    rule.file,
                    _line(rule, "applies"),
                    f"{name!r} is not one of {field}",
                    "applies",
                    f"known: {', '.join(allowed)}",
                )


def _accounts(policy: Policy) -> Iterator[Problem]:
    for account in policy.accounts:
        for name, value in (("channel", account.header.channel), ("account", account.header.kind)):
            yield from fact_problems(policy, name, value.lower(), account.file, 2)
        for pillar, _ in account.header.plan.by_name:
            if pillar not in account.header.pillars:
                hint = "name it in 'pillars', or take it out of the plan"
                found = f"the plan gives a share to {pillar!r}, which is no pillar of the account"
                yield _problem(account.file, 2, found, "plan", hint)


def _condition(policy: Policy, condition: Condition, file: Path, line: int) -> Iterator[Problem]:
    for name in condition.lists:
        if name not in policy.lists:
            yield _problem(
                file, line, f"there is no list {name!r}", "condition", "put the file into lists/"
            )
    for group in condition.groups:
        for atom in group:
            if not atom.is_mention:
                yield from fact_problems(policy, atom.name, atom.value, file, line)


def _given(policy: Policy, rule: Rule, facts: Facts, line: int) -> Iterator[Problem]:
    for name, values in facts.items():
        for value in values:
            yield from fact_problems(policy, name, value, rule.file, line)


def _overlay(policy: Policy, overlay: Overlay) -> Iterator[Problem]:
    known = {rule.id: rule for rule in policy.rules}
    for rule_id, change in overlay.changes.items():
        line = overlay.lines[rule_id]
        if rule_id not in known:
            yield _problem(overlay.file, line, f"there is no rule {rule_id!r}", "overlay")
            continue
        rule = known[rule_id]
        new, reading = changed(policy, rule, [overlay])
        yield from reading.problems
        if reading.problems:
            continue
        yield from _filled(policy, rule, new, overlay.file, line)
        # what cannot be shown to tighten (a condition, a pattern) counts as loosening
        looser = [one for one in compare(rule, new) if one.direction is not Direction.STRICTER]
        if not looser:
            continue
        words = "; ".join(f"{one.field} from {one.old} to {one.new}" for one in looser)
        if rule.header.locked:
            yield _problem(
                overlay.file,
                line,
                f"{rule_id} is locked, and this loosens it: {words}",
                "locked",
                "a locked rule can only be tightened",
            )
        elif not change.loosens:
            yield _problem(
                overlay.file,
                line,
                f"this loosens {rule_id} without saying so: {words}",
                "loosens",
                "add 'loosens: true' and 'approved_by', or take the change out",
            )
        elif not change.approved_by:
            yield _problem(
                overlay.file,
                line,
                f"the loosening of {rule_id} names nobody who approved it",
                "loosens",
                "add 'approved_by'",
            )


def _filled(policy: Policy, old: Rule, new: Rule, file: Path, line: int) -> Iterator[Problem]:
    """Placeholders that a changed message or check leaves unfilled."""
    facts = fact_names(policy)
    before = {one.message for one in placeholder_problems(old, facts)}
    for one in placeholder_problems(new, facts):
        if one.message not in before:
            yield replace(one, file=file, line=line)


def _collisions(policy: Policy) -> Iterator[Problem]:
    for one, two in combinations(policy.overlays, 2):
        if one.header.layer != two.header.layer:
            continue
        if _never_together(one.header.applies_when, two.header.applies_when):
            continue
        for rule_id in sorted(set(one.changes) & set(two.changes)):
            for field in sorted(_fields(one, rule_id) & _fields(two, rule_id)):
                yield _problem(
                    two.file,
                    two.lines[rule_id],
                    f"{one.file} and {two.file} both change {field!r} of {rule_id} "
                    f"in the layer {two.header.layer!r}",
                    "overlay",
                    "let one of them change it, or put them into different layers",
                )


MOST_TRIED = 6
"""Overlays of one rule up to which every combination is tried; of more, pairs and all at once."""


def _together(policy: Policy) -> Iterator[Problem]:
    """Overlays that are right each by itself and leave no rule when they come together."""
    for rule in policy.rules:
        changing = [one for one in policy.overlays if rule.id in one.changes]
        most = len(changing) if len(changing) <= MOST_TRIED else 2
        sizes = sorted({*range(2, most + 1), len(changing)} - {0, 1})
        for several in (group for size in sizes for group in combinations(changing, size)):
            conditions = [one.header.applies_when for one in several]
            if any(_never_together(one, two) for one, two in combinations(conditions, 2)):
                continue
            _, reading = changed(policy, rule, list(several))
            if reading.problems:
                files = " and ".join(str(one.file) for one in several)
                first = reading.problems[0]
                yield _problem(
                    several[-1].file,
                    several[-1].lines[rule.id],
                    f"{files} together break {rule.id}: {first.message}",
                    "overlay",
                    first.hint or "let one of them change less",
                )
                break


SINGLE = frozenset({"channel", "account", "stage", "situation", "calendar", "unit", "region"})
"""Facts of which a post has one value at a time, so that two values exclude each other."""


def _never_together(one: Condition, two: Condition) -> bool:
    return any(
        first[0].name == second[0].name
        and first[0].name in SINGLE
        and {atom.name for atom in (*first, *second)} == {first[0].name}
        and not {atom.value for atom in first} & {atom.value for atom in second}
        for first in one.groups
        for second in two.groups
        if first and second
    )


def _fields(overlay: Overlay, rule_id: str) -> set[str]:
    change = overlay.changes[rule_id]
    ways = (change.set, change.add, change.remove)
    return {
        field
        for way in ways
        if way and isinstance(way.node.value, dict)
        for field in way.node.value
    }
