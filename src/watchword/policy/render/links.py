"""Where the links of a policy's pages lead in a handbook."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from watchword.policy.model import Policy
from watchword.policy.overlay import EffectiveRule
from watchword.policy.render.prose import SCHEMES, Kind, Node, Nodes, Resolve, words

TOP = "top"
"""Anchor of the title."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """Anchors of what a handbook holds.

    Attributes:
        files: Path within the policy folder to anchor.
        headings: Heading of policy.md, as a slug, to anchor.
        rules: Id of each rule that is shown to its anchor.
    """

    files: Mapping[str, str]
    headings: Mapping[str, str]
    rules: Mapping[str, str]

    @staticmethod
    def of(
        policy: Policy, chapters: Iterable[tuple[str, str, Path]], shown: Iterable[EffectiveRule]
    ) -> Links:
        """The links of a handbook with these chapters (anchor, title, file) and rules."""
        chapters = tuple(chapters)
        rules = {one.rule.id: anchor_of(one.rule.id) for one in shown}
        files = {one.rule.file.as_posix(): rules[one.rule.id] for one in shown}
        files |= {file.as_posix(): anchor for anchor, _, file in chapters}
        files |= {
            one.file.as_posix(): rules[one.rule] for one in policy.waivers if one.rule in rules
        }
        if "protocols" in files:
            files |= {
                one.file.as_posix(): files["protocols"]
                for one in policy.leaves
                if one.kind == "protocols"
            }
        files["policy.md"] = TOP
        return Links(
            files=files,
            headings={_slug(title): anchor for anchor, title, _ in chapters},
            rules=rules,
        )

    def resolver(self, file: Path) -> Resolve:
        """Where a link written in a file leads."""

        def resolve(target: str) -> str:
            if target.lower().startswith(SCHEMES):
                return target
            path, _, place = target.partition("#")
            if not path:
                anchor = self.headings.get(place.lower(), "")
            else:
                full = posixpath.normpath(posixpath.join(file.parent.as_posix(), path))
                by_id = {rule_id.lower(): anchor for rule_id, anchor in self.rules.items()}
                anchor = by_id.get(path.lower()) or self.files.get(full, "")
            return f"#{anchor}" if anchor else ""

        return resolve

    def with_rule_links(self, nodes: Nodes) -> Nodes:
        """The same prose, with each id of a shown rule as a link."""
        return tuple(
            node
            if node.kind is Kind.LINK
            else replace(node, children=tuple(self._linked(node.children)))
            for node in nodes
        )

    def _linked(self, nodes: Nodes) -> Iterator[Node]:
        for node in nodes:
            if node.kind is not Kind.WORDS:
                yield from self.with_rule_links((node,))
                continue
            plain_words: list[str] = []
            for number, word in enumerate(node.text.split(" ")):
                gap = " " if number else ""
                name = word.strip(",.;:()")
                if name not in self.rules:
                    plain_words.append(gap + word)
                    continue
                before, _, after = word.partition(name)
                yield words("".join([*plain_words, gap, before]))
                yield Node(Kind.LINK, (words(name),), target=f"#{self.rules[name]}")
                plain_words = [after]
            yield words("".join(plain_words))


def anchor_of(rule: str) -> str:
    """Where links to a rule lead, from its id."""
    return f"rule-{_slug(rule)}"


def _slug(text: str) -> str:
    return "-".join("".join(char if char.isalnum() else " " for char in text.lower()).split())
