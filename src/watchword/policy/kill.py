"""Finding an example that would notice a break: by trying, never by guessing.

Candidates are made from the rule's own examples: the same post under other facts, with a
term of the rule in place of another, shortened or lengthened. The first that the rule and
its broken twin decide differently is the example to add.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from watchword.base.header import Node
from watchword.base.span import WHOLE
from watchword.policy.body import Example
from watchword.policy.examples import own_findings, post_of
from watchword.policy.model import Policy, Rule
from watchword.policy.vocabulary import allowed_values, fact_problems

TRIES = 400
"""Candidates tried for one break; beyond them the report describes the break instead."""


def killing_example(policy: Policy, rule: Rule, broken: Rule, today: date) -> str:
    """An example as it would stand in the rule's file, or ""."""
    for candidate in islice(_candidates(policy, rule, today), TRIES):
        if not _may_stand(policy, rule, candidate):
            continue
        before = bool(own_findings(policy, rule, candidate, today))
        pinned = replace(candidate, given=post_of(rule, candidate).facts)
        after = bool(own_findings(policy, broken, pinned, today))
        if before != after:
            return _written(replace(candidate, is_bad=before))
    return ""


def _may_stand(policy: Policy, rule: Rule, example: Example) -> bool:
    """Whether the policy knows every fact of an example, so that it can be pasted in."""
    return not any(
        problem
        for name, values in example.given.items()
        for value in values
        for problem in fact_problems(policy, name, value, rule.file, 1)
    )


def _written(example: Example) -> str:
    heading = f"### {'Bad' if example.is_bad else 'Good'}: {example.name}"
    given = [f"Given: {example.given}"] if example.given else []
    quoted = [f"> {line}" if line else ">" for line in example.text.split("\n")]
    return "\n".join([heading, *given, *quoted])


def _candidates(policy: Policy, rule: Rule, today: date) -> Iterator[Example]:
    examples = sorted(rule.examples, key=lambda one: not one.is_bad)
    for example in examples:
        yield from _other_facts(policy, rule, example)
    for example in examples:
        yield from _other_words(policy, rule, example, today)
    for example in examples:
        yield from _other_lengths(example)


def _other_facts(policy: Policy, rule: Rule, example: Example) -> Iterator[Example]:
    applies = rule.header.applies
    scopes = (
        ("channel", applies.channels.names),
        ("account", applies.accounts.names),
        ("person", applies.people.names),
        ("stage", tuple(to.stage for to in applies.to)),
    )
    for fact, names in scopes:
        for name in (*names, *_one_more(policy, fact, names)):
            yield replace(example, name=f"{fact} {name}", given=example.given.with_({fact: name}))
    conditions = [
        rule.header.when,
        rule.header.unless,
        *(one.where for one in rule.header.exemptions),
    ]
    for condition in conditions:
        atoms = [atom for group in condition.groups for atom in group if not atom.is_mention]
        for atom in atoms:
            yield replace(
                example, name=str(atom), given=example.given.with_({atom.name: atom.value})
            )
            others = {one.name: one.value for one in atoms if one != atom}
            without_it = {
                name: values for name, values in example.given.items() if name != atom.name
            }
            given = type(example.given)(without_it).with_(others)
            yield replace(example, name=f"without {atom}", given=given)
        everything = example.given.with_({atom.name: atom.value for atom in atoms})
        for exemption in rule.header.exemptions:
            for day in (exemption.until, exemption.until + timedelta(days=1)):
                yield replace(
                    example, name=f"on {day}", given=everything.with_({"date": day.isoformat()})
                )


def _one_more(policy: Policy, fact: str, names: tuple[str, ...]) -> list[str]:
    """A value that a rule for some values does not cover, if the policy knows one."""
    allowed = allowed_values(policy, fact)
    return [one for one in allowed if one not in names][:1] if allowed else [f"another {fact}"]


def _words_of(node: Node) -> Iterator[str]:
    if isinstance(node.value, str):
        yield node.value
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _words_of(child)
    else:
        for child in node.value.values():
            yield from _words_of(child)


def _other_words(policy: Policy, rule: Rule, example: Example, today: date) -> Iterator[Example]:
    tree = rule.tree.value
    assert isinstance(tree, dict)
    words = list(dict.fromkeys(_words_of(tree["check"]))) if "check" in tree else []
    spans = [one.span for one in own_findings(policy, rule, example, today) if one.span != WHOLE]
    for word in words:
        for span in spans[:1]:
            text = example.text[: span.start] + word + example.text[span.end :]
            yield replace(example, name=f"with {word}"[:60], text=text, finds=())
            joined = example.text[: span.end] + "ish" + example.text[span.end :]
            yield replace(example, name="in a longer word", text=joined, finds=())
        if not spans:
            yield replace(
                example, name=f"with {word}"[:60], text=f"{word} {example.text}", finds=()
            )
            yield replace(
                example, name=f"with {word}"[:60], text=f"{example.text} {word}", finds=()
            )


def _other_lengths(example: Example) -> Iterator[Example]:
    words = example.text.split(" ")
    for keep in range(len(words) - 1, 0, -1):
        yield replace(example, name="a little less", text=" ".join(words[:keep]), finds=())
    for more in range(1, 12):
        tail = " ".join(words[-1:] * more)
        yield replace(example, name="a little more", text=f"{example.text} {tail}", finds=())
    for count in ("pictures", "described", "videos", "captioned"):
        value = example.given.number(count)
        if value is not None:
            for other in (value - 1, value + 1):
                if other >= 0:
                    yield replace(
                        example,
                        name=f"{count} {other:g}",
                        given=example.given.with_({count: f"{other:g}"}),
                    )
    for name in example.given:
        if name.endswith("_days"):
            value = example.given.number(name) or 0
            for other in (0, value / 2, value * 2, value - 1, value + 1):
                yield replace(
                    example,
                    name=f"{name} {other:g}",
                    given=example.given.with_({name: f"{other:g}"}),
                )
