"""Mutations: a rule broken on purpose, to see whether its examples notice.

Each number is moved, and each entry of a list, channel, condition and exception is
dropped. A break that no example notices is a hole: somebody could make the same mistake
tomorrow and every test would still pass.

Entries of list *files* are not dropped: lists change daily, and the loader proves each of
them (:func:`watchword.policy.lint.lint` reports one that is never found).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from watchword.base.header import Node
from watchword.base.schema import Reading
from watchword.policy.body import Example
from watchword.policy.examples import decides, post_of
from watchword.policy.kill import killing_example
from watchword.policy.model import Policy, Rule
from watchword.policy.rule_page import read_rule
from watchword.terms.finding import Severity

SMALL = 20
"""Whole numbers up to this move by one, larger ones by a quarter."""

UNTESTED = (
    "message",
    "not_enough",
    "must_reach",
    "model",
    "model_version",
    "because",
    "approved_by",
)
"""Keys whose change decides nothing about a post."""

MAY_BE_ABSENT = ("channels", "accounts", "people", "ignore", "normalise", "validate")
"""Lists whose last entry can be dropped as well; of one entry they may stand as one word."""

KEPT_STEPS = ("case",)
"""Entries whose loss changes nothing: case is always folded."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutation:
    """One break of one rule.

    Attributes:
        rule: The rule as it is.
        broken: The rule as broken.
        words: What was done, for people.
        line: Line of the file that was broken.
    """

    rule: Rule
    broken: Rule
    words: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Survivor:
    """A break that no example notices.

    Attributes:
        mutation: The break.
        example: An example that would notice, as it would stand in the file; "" when none
            was found by itself.
    """

    mutation: Mutation
    example: str = ""

    @property
    def is_required(self) -> bool:
        """Whether the policy must not be published with it."""
        header = self.mutation.rule.header
        return header.status.rank > 1 and header.severity.rank >= Severity.HIGH.rank


def survivors(policy: Policy, rule: Rule, today: date) -> tuple[Survivor, ...]:
    """Breaks of a rule that none of its examples notices."""
    found = []
    for mutation in mutations(policy, rule):
        if not is_noticed(policy, mutation, today):
            example = killing_example(policy, rule, mutation.broken, today)
            found.append(Survivor(mutation=mutation, example=example))
    return tuple(found)


def is_noticed(policy: Policy, mutation: Mutation, today: date) -> bool:
    """Whether some example decides wrongly once the rule is broken."""
    examples = mutation.rule.examples
    return any(decides(policy, mutation.broken, _pinned(mutation, one), today) for one in examples)


def _pinned(mutation: Mutation, example: Example) -> Example:
    """The example with the facts it had before the break: what goes without saying is
    said, so that a dropped channel is not replaced by the next in the list.
    """
    return replace(example, given=post_of(mutation.rule, example).facts)


def mutations(policy: Policy, rule: Rule) -> Iterator[Mutation]:
    """Every break of a rule."""
    if rule.check is None:
        return
    for words, line, tree in _breaks(rule.tree):
        reading = Reading(rule.file)
        broken = read_rule(tree, rule.page, reading, policy.lists, body_line=rule.body_line)
        if broken is not None and not reading.problems:
            broken = replace(broken, examples=rule.examples, is_guideline=rule.is_guideline)
            yield Mutation(rule=rule, broken=broken, words=words, line=line)


def _breaks(tree: Node) -> Iterator[tuple[str, int, Node]]:
    top = tree.value
    assert isinstance(top, dict)
    for key in ("check", "applies"):
        if key in top:
            yield from _inside(tree, (key,), top[key])
    for key in ("when", "unless"):
        if key in top:
            yield from _conditions(tree, (key,), top[key])
    if "except" in top:
        yield from _exceptions(tree, top["except"])


def _inside(tree: Node, path: Path, node: Node) -> Iterator[tuple[str, int, Node]]:
    key = str(path[-1])
    if key in UNTESTED:
        return
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from _inside(tree, (*path, name), child)
    elif isinstance(node.value, list):
        yield from _entries(tree, path, node)
    elif key in MAY_BE_ABSENT and node.value not in ("all", *KEPT_STEPS):
        yield f"{_name(path)}: {_shown(node)} dropped", node.line, without(tree, path)
    else:
        yield from _scalars(tree, path, node)


def _entries(tree: Node, path: Path, node: Node) -> Iterator[tuple[str, int, Node]]:
    assert isinstance(node.value, list)
    for index, child in enumerate(node.value):
        if child.value in KEPT_STEPS:
            continue
        words = f"{_name(path)}: {_shown(child)} dropped"
        if len(node.value) > 1:
            yield words, child.line, without(tree, (*path, index))
        elif path[-1] in MAY_BE_ABSENT:
            yield words, child.line, without(tree, path)
        if isinstance(child.value, dict):
            yield from _inside(tree, (*path, index), child)


def _shown(node: Node) -> str:
    if isinstance(node.value, dict):
        return next((f"{key}: {one.plain()}" for key, one in node.value.items()), "part")
    return repr(node.value)


def _name(path: Path) -> str:
    return ".".join(str(step) for step in path if step not in ("check", "applies")) or str(path[-1])


def _scalars(tree: Node, path: Path, node: Node) -> Iterator[tuple[str, int, Node]]:
    assert isinstance(node.value, str)
    key = str(path[-1])
    if key == "match" and node.value == "word":
        yield (
            "match: whole words no longer asked for",
            node.line,
            with_value(tree, path, "anywhere"),
        )
    if key == "allow":
        yield f"{key}: {node.value} dropped", node.line, without(tree, path)
    for words in node.value.split():
        for moved in _moved(words):
            value = node.value.replace(words, moved, 1)
            if key in ("at_most", "at_least", "from_letters", "where", "within"):
                yield (
                    f"{_name(path)}: {node.value} became {value}",
                    node.line,
                    with_value(tree, path, value),
                )


def _moved(text: str) -> Iterator[str]:
    """A number a little smaller and a little larger; nothing for anything else."""
    try:
        number = float(text)
    except ValueError:
        return
    if not number.is_integer():
        yield f"{max(number - 0.1, 0.01):g}"
        yield f"{number + 0.1:g}"
        return
    step = 1 if number <= SMALL else int(number // 4)
    if number >= step and not (number == 1 and text == "1.0"):
        yield f"{int(number) - step}"
    yield f"{int(number) + step}"


def _conditions(tree: Node, path: Path, node: Node) -> Iterator[tuple[str, int, Node]]:
    groups = [[atom.strip() for atom in group.split("|")] for group in str(node.value).split(";")]
    for index, group in enumerate(groups):
        for atom in group:
            left = [one for one in group if one != atom]
            rest = [*groups[:index], *([left] if left else []), *groups[index + 1 :]]
            words = f"{path[-1]}: '{atom}' dropped"
            if not rest:
                yield words, node.line, without(tree, path)
            else:
                value = "; ".join(" | ".join(one) for one in rest)
                yield words, node.line, with_value(tree, path, value)


def _exceptions(tree: Node, node: Node) -> Iterator[tuple[str, int, Node]]:
    assert isinstance(node.value, list)
    for index, child in enumerate(node.value):
        words = f"exception {index + 1} dropped"
        path: Path = ("except", index) if len(node.value) > 1 else ("except",)
        yield words, child.line, without(tree, path)
        if not isinstance(child.value, dict):
            continue
        until = child.value.get("until")
        if until is not None:
            day = date.fromisoformat(str(until.value)) + timedelta(days=1)
            value = day.isoformat()
            yield (
                f"exception {index + 1}: until {until.value} became {value}",
                until.line,
                with_value(tree, ("except", index, "until"), value),
            )
        if "where" in child.value:
            yield from _conditions(tree, ("except", index, "where"), child.value["where"])


def without(tree: Node, path: Path) -> Node:
    """A copy of a header with one place taken out."""
    copy = tree.copy()
    parent = _at(copy, path[:-1])
    del parent.value[path[-1]]  # type: ignore[arg-type, union-attr]
    return copy


def with_value(tree: Node, path: Path, value: str) -> Node:
    """A copy of a header with one value replaced."""
    copy = tree.copy()
    _at(copy, path).value = value
    return copy


def _at(tree: Node, path: Path) -> Node:
    node = tree
    for step in path:
        if isinstance(node.value, dict):
            node = node.value[str(step)]
        elif isinstance(node.value, list):
            node = node.value[int(step)]
    return node
