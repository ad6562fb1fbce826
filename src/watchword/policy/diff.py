"""What changed between two states of a policy, in plain words and in decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchword.policy.body import Example
from watchword.policy.examples import own_findings
from watchword.policy.header import Status
from watchword.policy.model import Overlay, Policy, Rule
from watchword.policy.strictness import Direction, FieldChange, compare
from watchword.policy.walk import list_uses


class ChangeKind(StrEnum):
    """What happened to a rule."""

    ADDED = "added"
    REMOVED = "removed"
    RETIRED = "retired"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    CHANGED = "changed"
    REWORDED = "reworded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """An example that the two states decide differently.

    Attributes:
        example: The example, from whichever state has it.
        before: Whether the old state's rule finds something in it.
        after: Whether the new state's rule does.
    """

    example: Example
    before: bool
    after: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleChange:
    """What changed in one rule.

    Attributes:
        kind: The strongest thing that happened.
        old: The rule before; None when it was added.
        new: The rule after; None when it was removed.
        fields: Header fields that differ, with their direction.
        texts: Parts of the page that read differently: rule, why, examples, title.
        decisions: Examples that are decided differently.
        layer: The overlay that makes the change; "" for the rule itself.
    """

    kind: ChangeKind
    old: Rule | None
    new: Rule | None
    fields: tuple[FieldChange, ...] = ()
    texts: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    layer: str = ""

    @property
    def rule(self) -> Rule:
        """The rule as it is now, or as it was last."""
        rule = self.new or self.old
        assert rule is not None
        return rule


def diff(old: Policy, new: Policy, today: date) -> tuple[RuleChange, ...]:
    """Changes of rules between two states, in the order of their ids."""
    before = {rule.id: rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    found = []
    for rule_id in sorted(before | after):
        change = _rule_change(old, new, before.get(rule_id), after.get(rule_id), today)
        if change is not None:
            found.append(change)
    return tuple(found)


def _rule_change(
    old: Policy, new: Policy, before: Rule | None, after: Rule | None, today: date
) -> RuleChange | None:
    if before is None:
        return RuleChange(kind=ChangeKind.ADDED, old=None, new=after)
    if after is None:
        return RuleChange(kind=ChangeKind.REMOVED, old=before, new=None)
    fields = (
        *compare(before, after),
        *_list_changes(old, new, after),
        *_layer_changes(old, new, after),
        *_waiver_changes(old, new, after),
    )
    texts = tuple(
        name
        for name, one, two in (
            ("title", before.title, after.title),
            ("rule", before.text, after.text),
            ("why", before.why, after.why),
            ("examples", _shown(before), _shown(after)),
            ("message", before.header.message, after.header.message),
            ("rests on", before.header.rests_on, after.header.rests_on),
        )
        if one != two
    )
    decisions = _decisions(old, new, before, after, today)
    if not fields and not texts and not decisions:
        return None
    kind = _kind(after, fields, decisions)
    return RuleChange(
        kind=kind, old=before, new=after, fields=fields, texts=texts, decisions=decisions
    )


def _shown(rule: Rule) -> tuple[tuple[bool, str, str, str], ...]:
    return tuple((one.is_bad, one.name, str(one.given), one.text) for one in rule.examples)


def _kind(
    after: Rule, fields: tuple[FieldChange, ...], decisions: tuple[Decision, ...]
) -> ChangeKind:
    ways = {one.direction for one in fields}
    if after.header.status is Status.RETIRED and any(one.field == "status" for one in fields):
        return ChangeKind.RETIRED
    if Direction.LOOSER in ways or any(one.before and not one.after for one in decisions):
        return ChangeKind.LOOSENED
    if Direction.STRICTER in ways or any(one.after and not one.before for one in decisions):
        return ChangeKind.TIGHTENED
    return ChangeKind.CHANGED if fields else ChangeKind.REWORDED


def _list_changes(old: Policy, new: Policy, rule: Rule) -> tuple[FieldChange, ...]:
    """Terms that came or went in the lists that the rule uses."""
    found = []
    for name, catches in list_uses(rule):
        before = set(old.lists[name].terms()) if name in old.lists else set()
        after = set(new.lists[name].terms()) if name in new.lists else set()
        if before == after:
            continue
        gone, come = before - after, after - before
        fewer = bool(gone) if catches else bool(come)
        words = ", ".join(sorted(gone)[:10]) or "(none)", ", ".join(sorted(come)[:10]) or "(none)"
        way = Direction.LOOSER if fewer else Direction.STRICTER
        found.append(
            FieldChange(
                field=name, old=f"without: {words[0]}", new=f"with: {words[1]}", direction=way
            )
        )
    return tuple(found)


def _layer_changes(old: Policy, new: Policy, rule: Rule) -> tuple[FieldChange, ...]:
    """Overlays that came, went or changed for the rule."""
    before = {one.name: _written(one, rule) for one in old.overlays}
    after = {one.name: _written(one, rule) for one in new.overlays}
    found = []
    for name in sorted(before | after):
        one, two = before.get(name, ""), after.get(name, "")
        if one != two:
            found.append(
                FieldChange(
                    field=f"overlay {name}",
                    old=one or "(none)",
                    new=two or "(none)",
                    direction=Direction.OTHER,
                )
            )
    return tuple(found)


def _written(overlay: Overlay, rule: Rule) -> str:
    """What an overlay does to a rule, and when; "" for nothing."""
    change = overlay.changes.get(rule.id)
    if change is None and rule.layer != overlay.name:
        return ""
    ways = (("set", change.set), ("add", change.add), ("remove", change.remove)) if change else ()
    parts = [f"{name} {_plain(way.node.plain())}" for name, way in ways if way is not None]
    return "; ".join([*parts, f"where {overlay.header.applies_when}"])


def _plain(fields: object) -> str:
    """Fields and values as a reader would write them."""
    if isinstance(fields, dict):
        return ", ".join(f"{name}: {_plain(value)}" for name, value in fields.items())
    return ", ".join(map(_plain, fields)) if isinstance(fields, list) else str(fields)


def _waiver_changes(old: Policy, new: Policy, rule: Rule) -> Iterator[FieldChange]:
    """Waivers in files of their own that came, went or changed for the rule."""
    before, after = ({one.file.stem: one for one in each.waivers if one.rule == rule.id}
                     for each in (old, new))  # fmt: skip
    for name in sorted(before | after):
        one, two = before.get(name), after.get(name)
        was, now = one.exemption if one else None, two.exemption if two else None
        if was == now:
            continue
        is_shorter = was and (now is None or (now.where == was.where and now.until <= was.until))
        yield FieldChange(
            field=f"waiver {name}",
            old=f"where {was.where} until {was.until}" if was else "(none)",
            new=f"where {now.where} until {now.until}" if now else "(none)",
            direction=Direction.STRICTER if is_shorter else Direction.LOOSER,
        )


def _decisions(
    old: Policy, new: Policy, before: Rule, after: Rule, today: date
) -> tuple[Decision, ...]:
    if before.check is None and after.check is None:
        return ()
    seen: dict[tuple[str, str], Example] = {}
    for example in (*before.examples, *after.examples):
        seen.setdefault((example.text, str(example.given)), example)
    found = []
    for example in seen.values():
        was = bool(own_findings(old, before, example, today))
        now = bool(own_findings(new, after, example, today))
        if was != now:
            found.append(Decision(example=example, before=was, after=now))
    return tuple(found)


WORDS = {
    ChangeKind.ADDED: "New rule",
    ChangeKind.REMOVED: "Taken out",
    ChangeKind.RETIRED: "Retired",
    ChangeKind.TIGHTENED: "Stricter",
    ChangeKind.LOOSENED: "Looser",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.REWORDED: "Reworded",
}

FIELD_WORDS = {
    "action": "what happens to a draft",
    "severity": "how serious it is",
    "status": "its status",
    "applies.to": "what it looks at",
    "applies.channels": "the channels",
    "applies.accounts": "the accounts",
    "applies.people": "the people",
    "when": "when it holds",
    "unless": "when it does not hold",
    "except": "its exceptions",
    "locked": "whether layers may loosen it",
    "check.at_most": "the most that is allowed",
    "check.at_least": "the least that is asked for",
    "check.terms": "the words",
    "check.data": "the kinds of data",
}


def key_change(change: RuleChange) -> str:
    """A draft of the line for the table of key changes: one sentence, to be edited."""
    head = f"{WORDS[change.kind]}: {change.rule.title}"
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        sentence = change.rule.text.split("\n")[0]
        return f"{head}. {sentence}".rstrip(". ") + "."
    parts = [
        f"{FIELD_WORDS.get(one.field, one.field)} changed from {one.old} to {one.new}"
        for one in change.fields
    ]
    if not parts and change.texts:
        parts = [f"new wording of {' and '.join(change.texts)}, same duty"]
    return f"{head}: {'; '.join(parts)}."
