"""The engine: the same verdicts as :func:`watchword.policy.judge.judge`, fast.

One meaning: a live rule decides. The engine only spares rules that no gate nominates, and
a test proves on every rule and term that it loses nothing by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from watchword.check.plan import Plan, Planner
from watchword.check.scanner import lost
from watchword.check.words import plainly
from watchword.policy.judge import findings_of, live_rules, with_stage
from watchword.policy.model import Policy
from watchword.rules.base import Look
from watchword.terms.facts import Facts
from watchword.terms.finding import Finding, Verdict
from watchword.terms.post import Post


class Engine:
    """A policy that is ready to check.

    Args:
        policy: The policy.
        today: The day that counts for posts that name none; today (UTC) when absent.
    """

    def __init__(self, policy: Policy, *, today: date | None = None) -> None:
        self.policy = policy
        self.today = today or datetime.now(UTC).date()
        self._planner = Planner(policy)
        self._plans: dict[Facts, Plan] = {}
        self.fact_names = relevant_facts(policy)

    def check(self, post: Post) -> Verdict:
        """The verdict on one post."""
        facts = with_stage(post)
        plan = self.plan(facts)
        try:
            raw = post.text.encode()
        except UnicodeEncodeError:
            post = replace(post, text=without_surrogates(post.text))
            raw = post.text.encode()
        found = plan.scanner.match(raw)
        if not found:
            raise lost()
        nominated = self.nominated(plan, found, raw)
        for word, _ in plan.words.hits(raw):
            nominated.update(plan.by_word.get(word, ()))
        if not nominated:
            return CLEAN
        return Verdict(
            findings=tuple(
                self.ask(
                    plan, nominated, post if facts is post.facts else replace(post, facts=facts)
                )
            )
        )

    def check_many(self, posts: Iterable[Post]) -> Iterator[tuple[Post, Verdict]]:
        """Posts with their verdicts, in order, one at a time."""
        for post in posts:
            yield post, self.check(post)

    def plan(self, facts: Facts) -> Plan:
        """The plan for posts with these facts; made once for all posts that a policy
        cannot tell apart.
        """
        known = self._plans.get(facts)
        if known is None:
            key = Facts({name: facts[name] for name in facts if name in self.fact_names})
            known = self._plans.get(key)
            if known is None:
                known = self._plans[key] = self._planner.plan(key, live_rules(self.policy, key))
            if len(self._plans) < 10_000:  # noqa: PLR2004 - a stream of ever new facts must not fill memory
                self._plans[facts] = known
        return known

    def nominated(self, plan: Plan, found: Collection[int], raw: bytes) -> set[int]:
        """Indexes of the rules to ask, given what the scanner found in a text; listed words
        nominate besides.
        """
        rules = {*plan.always}
        for number in found:
            rules.update(plan.by_pattern[number])
        for least, index in plan.by_size:
            if len(raw) < least:
                break
            rules.add(index)
        if plan.triggers and not plan.triggers.isdisjoint(found):
            rules |= self.folded(plan, raw.decode("utf-8", "replace"))
        if plan.odd in found:
            rules |= self.oddly_spelled(plan, raw.decode("utf-8", "replace"))
        return rules

    def oddly_spelled(self, plan: Plan, text: str) -> set[int]:
        """Indexes of the rules that a text with odd spellings of s, k and ss nominates."""
        rules: set[int] = set()
        found = plan.scanner.match(plainly(text).encode())
        if not found:
            raise lost()
        for number in found:
            rules.update(plan.by_pattern[number])
        for word, _ in plan.words.hits(text.casefold().encode()):
            rules.update(plan.by_word.get(word, ()))
        return rules

    def folded(self, plan: Plan, text: str) -> set[int]:
        """Indexes of the rules that the folded text nominates."""
        look = Look(Post(text=text), self.today)
        rules: set[int] = set()
        for one in plan.foldings:
            raw = plainly(look.fold(one.steps).text).encode()
            found = one.scanner.match(raw)
            if not found:
                raise lost()
            for number in found:
                rules.update(one.rules[number])
        return rules

    def ask(self, plan: Plan, nominated: set[int], post: Post) -> list[Finding]:
        """Ask the nominated rules; their findings in order."""
        look = Look(post, self.today)
        return findings_of(map(plan.rules.__getitem__, nominated), look)


CLEAN = Verdict()


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate as U+FFFD; offsets stay."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def relevant_facts(policy: Policy) -> frozenset[str]:
    """Names of the facts that decide which rules hold: scopes, overlays, conditions."""
    names = {"stage", "channel", "account", "person"}
    for overlay in policy.overlays:
        names |= overlay.header.applies_when.names
    for rule in policy.rules:
        names |= rule.header.when.names
    return frozenset(names)
