"""Plans: for posts with the same facts, which live rules to ask when what is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from watchword.base.text.fold import Step, triggers
from watchword.check.scanner import Group, Scanner
from watchword.check.words import ODD, Words
from watchword.policy.judge import LiveRule
from watchword.policy.model import Policy
from watchword.rules.base import Gates
from watchword.terms.facts import Facts


@dataclass(frozen=True, kw_only=True, slots=True)
class Folding:
    """The second lane: texts that need folding, folded by some steps and scanned again."""

    steps: frozenset[Step]
    scanner: Scanner
    rules: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Plan:
    """How to check posts with the same facts.

    Attributes:
        facts: The facts that the plan is made for.
        rules: The live rules, in order.
        scanner: The set of all gates that are patterns, and of the triggers of folding.
        by_pattern: For each number of the scanner (0 is its sentinel), indexes of the rules
            that it nominates.
        triggers: Numbers of the scanner that say that the text needs folding.
        foldings: The second lane.
        words: The listed words of all rules, and maybe others.
        by_word: For each listed word, indexes of the rules that it nominates.
        odd: Number of the scanner that says that letters are spelled in ways that its word
            boundaries and ``words`` do not know.
        always: Indexes of rules that every post is nominated for.
        by_size: (bytes, rule index), smallest first: nominated from that length.
    """

    facts: Facts
    rules: tuple[LiveRule, ...]
    scanner: Scanner
    by_pattern: tuple[tuple[int, ...], ...]
    triggers: frozenset[int]
    foldings: tuple[Folding, ...]
    words: Words
    by_word: Mapping[bytes, tuple[int, ...]]
    odd: int
    always: tuple[int, ...]
    by_size: tuple[tuple[int, int], ...]


def gates_of(rule: LiveRule, facts: Facts) -> Gates:
    """What nominates a post for a rule.

    A check that looks at every post can still be gated by its condition: when no fact
    makes ``when`` true, one of the lists that it mentions must be mentioned.
    """
    assert rule.rule.check is not None
    gates = rule.rule.check.matcher.gates
    if not gates.always:
        return gates
    for group in rule.rule.header.when.groups:
        if any(atom.holds(facts, _mentions_nothing) for atom in group):
            continue
        lists = [
            rule.mentions[atom.value].gates
            for atom in group
            if atom.is_mention and atom.value in rule.mentions
        ]
        found = Gates()
        for one in lists:
            found = found | one
        return found
    return gates


def _mentions_nothing(list_name: str) -> bool:  # noqa: ARG001 - the protocol's argument
    return False


class Planner:
    """Makes plans, and shares scanners between them.

    Almost all plans of a policy have the same gates: overlays change actions and numbers,
    rarely words. So one scanner and one set of listed words usually serve every plan.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._scanners: dict[tuple[Group, ...], Scanner] = {}
        self._words: list[Words] = []

    def plan(self, facts: Facts, rules: tuple[LiveRule, ...]) -> Plan:
        """The plan for posts with these facts, among these live rules."""
        gates = [gates_of(rule, facts) for rule in rules]
        asked = [(index, one) for index, one in enumerate(gates) if not one.always]
        wanted: dict[Group, list[int]] = {}
        for index, one in asked:
            if one.raw:
                wanted.setdefault(one.raw, []).append(index)
        foldings = self._foldings(asked)
        by_word = _by_word(asked)
        firing = triggers(frozenset(step for one in foldings for step in one.steps))
        more: list[Group] = [(ODD,), firing] if foldings else [(ODD,)]
        scanner, numbers = self._scanner((*wanted, *more))
        by_number: list[tuple[int, ...]] = [()] * (scanner.size + 1)
        for group, indexes in wanted.items():
            by_number[numbers[group]] = tuple(indexes)
        return Plan(
            facts=facts,
            rules=rules,
            scanner=scanner,
            by_pattern=tuple(by_number),
            triggers=frozenset({numbers[firing]} if foldings else ()),
            foldings=foldings,
            words=self._listed(frozenset(by_word)),
            by_word=by_word,
            odd=numbers[(ODD,)],
            always=tuple(index for index, one in enumerate(gates) if one.always),
            by_size=tuple(
                sorted((one.min_bytes, index) for index, one in asked if one.min_bytes is not None)
            ),
        )

    def _foldings(self, asked: Iterable[tuple[int, Gates]]) -> tuple[Folding, ...]:
        by_steps: dict[frozenset[Step], dict[Group, list[int]]] = {}
        for index, one in asked:
            several_by_steps: dict[frozenset[Step], list[str]] = {}
            for steps, pattern in one.folded:
                several_by_steps.setdefault(steps, []).append(pattern)
            for steps, several in several_by_steps.items():
                # the rule's own group nominates as well, and its scanner is made already
                group = one.raw if set(several) <= set(one.raw) else tuple(several)
                by_steps.setdefault(steps, {}).setdefault(group, []).append(index)
        made = []
        for steps, wanted in by_steps.items():
            scanner, numbers = self._scanner(tuple(wanted))
            rules: list[tuple[int, ...]] = [()] * (scanner.size + 1)
            for group, indexes in wanted.items():
                rules[numbers[group]] = tuple(indexes)
            made.append(Folding(steps=steps, scanner=scanner, rules=tuple(rules)))
        return tuple(made)

    def _listed(self, words: frozenset[bytes]) -> Words:
        """Listed words that hold these."""
        for known in self._words:
            if known.covers(words):
                return known
        self._words.append(Words(word.decode() for word in words))
        return self._words[-1]

    def _scanner(self, patterns: tuple[Group, ...]) -> tuple[Scanner, dict[Group, int]]:
        """A scanner that holds these patterns, and the number of each in it."""
        for known, scanner in self._scanners.items():
            if set(patterns) <= set(known):
                return scanner, {pattern: number for number, pattern in enumerate(known, 1)}
        scanner = self._scanners[patterns] = Scanner(patterns)
        return scanner, {pattern: number for number, pattern in enumerate(patterns, 1)}


def _by_word(asked: Iterable[tuple[int, Gates]]) -> dict[bytes, tuple[int, ...]]:
    rules: dict[bytes, list[int]] = {}
    for index, one in asked:
        for word in one.words:
            rules.setdefault(word.encode(), []).append(index)
    return {word: tuple(indexes) for word, indexes in rules.items()}
