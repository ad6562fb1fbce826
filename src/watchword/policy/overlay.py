"""Layers: what holds for a post's facts, and the file that each value came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from watchword.base.errors import PolicyError
from watchword.base.header import Node
from watchword.base.schema import Reading
from watchword.policy.model import Overlay, Policy, Rule
from watchword.policy.rule_page import read_rule
from watchword.terms.facts import Facts
from watchword.terms.finding import Action

PERSONAL = "personal"
"""The kind of account that an organisation may advise but not control."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectiveRule:
    """A rule as it holds for some facts.

    Attributes:
        rule: The rule with all changes.
        sources: Dotted field to the file that set it, for fields an overlay changed.
        layer: The last overlay that changed it, ``personal account``, or ``base``.
    """

    rule: Rule
    sources: Mapping[str, str]
    layer: str = "base"


def overlays_for(policy: Policy, facts: Facts) -> tuple[Overlay, ...]:
    """The overlays that apply to these facts, in order."""
    return tuple(one for one in policy.overlays if one.header.applies_when.holds(facts))


def effective(policy: Policy, facts: Facts) -> tuple[EffectiveRule, ...]:
    """Every rule as it holds for these facts; what is out of scope is included."""
    names = {one.name for one in overlays_for(policy, facts)}
    rules = (rule for rule in policy.rules if not rule.layer or rule.layer in names)
    return tuple(effective_rule(policy, rule, facts) for rule in rules)


def effective_rule(policy: Policy, rule: Rule, facts: Facts) -> EffectiveRule:
    """One rule as it holds for these facts."""
    overlays = overlays_for(policy, facts)
    is_personal = facts.get("account") == frozenset({PERSONAL})
    changing = [one for one in overlays if rule.id in one.changes]
    sources: dict[str, str] = {}
    layer = rule.layer or "base"
    if changing:
        rule, reading = changed(policy, rule, changing, sources)
        if reading.problems:  # more overlays at once than the loader could try
            raise PolicyError(reading.problems)
        layer = changing[-1].name
    is_free = rule.check is not None and not rule.header.locked
    if is_personal and is_free and rule.header.action.rank > Action.WARN.rank:
        rule = replace(rule, header=replace(rule.header, action=Action.WARN))
        sources["action"], layer = "personal account", "personal account"
    return EffectiveRule(rule=rule, sources=sources, layer=layer)


def changed(
    policy: Policy, rule: Rule, overlays: list[Overlay], sources: dict[str, str] | None = None
) -> tuple[Rule, Reading]:
    """A rule with the changes of overlays; problems are in the reading."""
    tree = rule.tree.copy()
    gone: dict[str, list[object]] = {}
    reading = Reading(overlays[-1].file)
    for overlay in overlays:
        reading.file = overlay.file
        change = overlay.changes[rule.id]
        line = overlay.lines[rule.id]
        for name, way in (("set", change.set), ("add", change.add), ("remove", change.remove)):
            fields = way.node.value if way else {}
            if not isinstance(fields, dict):
                reading.problem(line, f"'{name}' should be 'field: value' lines", code="overlay")
                continue
            for path, value in fields.items():
                if _apply(tree, path, value, name, reading, gone) and sources is not None:
                    sources[path] = overlay.file.as_posix()
    made = read_rule(tree, rule.page, reading, policy.lists)
    if made is None:
        return rule, reading
    made = replace(
        made,
        file=rule.file,
        examples=rule.examples,
        is_guideline=rule.is_guideline,
        layer=rule.layer,
        body_line=rule.body_line,
    )
    return made, reading


def _apply(
    tree: Node, path: str, value: Node, way: str, reading: Reading, gone: dict[str, list[object]]
) -> bool:
    if path in ("id", "locked"):
        reading.problem(value.line, f"an overlay cannot change {path!r}", code="overlay")
        return False
    parent, key = _parent(tree, path)
    if parent is None:
        reading.problem(
            value.line,
            f"the rule has no field {path!r}",
            "use a dotted path such as check.at_most",
            "overlay",
        )
        return False
    if way == "set":
        if (
            isinstance(value.value, list)
            and isinstance(parent.get(key, value).value, list)
            and key in parent
        ):
            reading.problem(
                value.line,
                f"{path!r} is a list, and a list is not replaced",
                "use 'add:' or 'remove:', so that nothing is lost unseen",
                "overlay",
            )
            return False
        parent[key] = value
        return True
    return _change_list(parent, key, path, value, way, reading, gone.setdefault(path, []))


def _change_list(
    parent: dict[str, Node],
    key: str,
    path: str,
    value: Node,
    way: str,
    reading: Reading,
    gone: list[object],
) -> bool:
    old = parent.get(key, Node([], value.line))
    if not isinstance(old.value, list):
        reading.problem(value.line, f"{path!r} is not a list", "use 'set:'", "overlay")
        return False
    wanted = value.value if isinstance(value.value, list) else [value]
    plain = [one.plain() for one in old.value]
    if way == "add":
        parent[key] = Node(
            [*old.value, *(one for one in wanted if one.plain() not in plain)], old.line
        )
        return True
    for one in wanted:
        # what an earlier layer has taken out is out
        if one.plain() not in plain and one.plain() not in gone:
            reading.problem(one.line, f"{path!r} does not hold {one.plain()!r}", code="overlay")
            return False
    taken = [one.plain() for one in wanted]
    gone += taken
    left = [one for one in old.value if one.plain() not in taken]
    if left:
        parent[key] = Node(left, old.line)
    else:
        del parent[key]
    return True


def _parent(tree: Node, path: str) -> tuple[dict[str, Node] | None, str]:
    *steps, last = path.split(".")
    node = tree
    for step in steps:
        if isinstance(node.value, list) and step.isdigit() and int(step) < len(node.value):
            node = node.value[int(step)]
        elif isinstance(node.value, dict):
            if step not in node.value:
                node.value[step] = Node({}, node.line)
            node = node.value[step]
        else:
            return None, last
    return (node.value, last) if isinstance(node.value, dict) else (None, last)


def show_sources(one: EffectiveRule) -> dict[str, str]:
    """For each field of the rule as written or changed, the file that it came from.

    Fields are dotted paths as overlays write them; a field that an overlay took out whole
    is among them.
    """
    base = one.rule.file.as_posix()
    fields = {path: _source(path, one.sources) or base for path in _leaf_paths(one.rule.tree, "")}
    parents = {parent for path in fields for parent in _with_parents(path)}
    return {**fields, **{path: file for path, file in one.sources.items() if path not in parents}}


def _source(path: str, sources: Mapping[str, str]) -> str:
    """Who set a field, or the field that it is in."""
    return next((sources[one] for one in _with_parents(path) if one in sources), "")


def _with_parents(path: str) -> list[str]:
    steps = path.split(".")
    return [".".join(steps[:count]) for count in range(len(steps), 0, -1)]


def _leaf_paths(node: Node, path: str) -> list[str]:
    inner: dict[str, Node] = {}
    if isinstance(node.value, dict):
        inner = node.value
    elif isinstance(node.value, list) and any(isinstance(one.value, dict) for one in node.value):
        inner = {str(index): one for index, one in enumerate(node.value)}
    if not inner:
        return [path]
    return [
        leaf
        for key, child in inner.items()
        for leaf in _leaf_paths(child, f"{path}.{key}" if path else key)
    ]
