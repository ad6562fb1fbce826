"""What a policy says of one post: the meaning that every engine must agree with.

:class:`LiveRule` is a rule as it holds for some facts. An engine may decide which live
rules to ask about which posts; only the live rule decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from watchword.base.span import WHOLE, Match
from watchword.base.text.mask import mask
from watchword.policy.header import Status
from watchword.policy.model import Policy, Rule
from watchword.policy.overlay import EffectiveRule, effective, effective_rule
from watchword.rules.base import Look, Matcher
from watchword.rules.terms import TermMatcher
from watchword.terms.facts import Facts
from watchword.terms.finding import Finding, Verdict
from watchword.terms.post import Post, Stage

SECRETS_NEAR = 100
"""So many secrets before the end of a match are looked for in what its message names."""

_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, eq=False)
class LiveRule:
    """A rule as it holds for some facts.

    Attributes:
        rule: The rule with all changes of the layers.
        layer: The layer that decided.
        edition: The edition in force.
        mentions: Matchers of the policy's lists.
        may_fail: Whether its ``when``, ``unless`` or exceptions still depend on the post.
    """

    rule: Rule
    layer: str
    edition: str
    mentions: Mapping[str, TermMatcher] = field(repr=False)
    may_fail: bool = True

    @cached_property
    def matcher(self) -> Matcher:
        """What decides."""
        assert self.rule.check is not None
        return self.rule.check.matcher

    @cached_property
    def rank(self) -> tuple[int, str]:
        """Where its findings stand among others at the same place: see :func:`order`."""
        return -self.rule.header.action.rank, self.rule.id

    @cached_property
    def message(self) -> str:
        """What the author is told where a match says nothing else."""
        return self.rule.header.message or self.rule.title

    @cached_property
    def is_shadow(self) -> bool:
        """Whether it only counts."""
        return self.rule.header.status is Status.SHADOW

    def holds(self, look: Look) -> bool:
        """Whether its conditions hold for this very post."""
        header = self.rule.header

        def mentions(list_name: str) -> bool:
            matcher = self.mentions.get(list_name)
            return matcher is not None and look.remembered(list_name, matcher)

        if not header.when.holds(look.facts, mentions):
            return False
        if header.unless.holds(look.facts, mentions):
            return False
        return not any(
            look.day <= one.until and one.where.holds(look.facts, mentions)
            for one in header.exemptions
        )

    def matches(self, look: Look) -> Iterator[Match]:
        """What the rule finds in one look, where its conditions hold."""
        if not self.may_fail or self.holds(look):
            yield from self.matcher.find(look)

    def words(self, look: Look, match: Match) -> str:
        """The words of a match as they may be shown."""
        return look.shown[match.span.start : match.span.end]

    def told(self, look: Look, match: Match, words: str) -> str:
        """What the author is told about a match."""
        text = match.message or self.message
        if "{" not in text:
            return text
        return _filled(text, _values(look, match, words), look.facts)

    def finding(self, look: Look, match: Match) -> Finding:
        """A match as a finding; the look has hidden the secrets of all matches."""
        header = self.rule.header
        words = self.words(look, match)
        return Finding(
            rule=header.id,
            title=header.title,
            edition=self.edition,
            layer=self.layer,
            action=header.action,
            severity=header.severity,
            span=match.span,
            words=words,
            message=self.told(look, match, words),
            why=self.rule.why,
            fix=_filled(header.fix, _values(look, match, words), look.facts),
            label=match.label,
            shadow=self.is_shadow,
        )


def _values(look: Look, match: Match, words: str) -> dict[str, str]:
    """What a message about a match may name, secrets masked."""
    values = {"match": words, **dict(match.values)}
    if not look.secrets:
        return values
    near = look.secrets
    if match.span != WHOLE:
        # those that begin before its end; the longest secrets are few words long
        near = near[: bisect_left(near, (match.span.end, 0))][-SECRETS_NEAR:]
    for plain in {secret.of(look.text) for secret in near}:
        values = {name: value.replace(plain, mask(plain)) for name, value in values.items()}
    return values


def _filled(text: str, values: Mapping[str, str], facts: Facts) -> str:
    """The text with ``{name}`` replaced by a value or fact; unknown names stay."""
    if "{" not in text:
        return text

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in values:
            return values[name]
        return ", ".join(sorted(facts[name])) if name in facts else found.group(0)

    return _PLACE.sub(value, text)


def stage_of(post: Post) -> Stage:
    """The stage of a post: as stated, else inbound by direction, else by its date."""
    stated = post.facts.one("stage")
    if stated in set(Stage):
        return Stage(stated)
    if post.facts.one("direction") == "inbound":
        return Stage.INBOUND
    return Stage.PUBLISHED if post.published else Stage.DRAFT


def with_stage(post: Post) -> Facts:
    """The facts of a post with its stage."""
    return post.facts if "stage" in post.facts else post.facts.with_({"stage": stage_of(post)})


def live_rules(policy: Policy, facts: Facts) -> tuple[LiveRule, ...]:
    """The rules with a check that may find something in a post with these facts."""
    return tuple(
        _live(policy, one) for one in effective(policy, facts) if _concerns(one.rule, facts)
    )


def live_rule(policy: Policy, rule: Rule, facts: Facts) -> LiveRule | None:
    """One rule as it holds for these facts, whatever its status; None when out of scope."""
    one = effective_rule(policy, rule, facts)
    return _live(policy, one) if is_in_scope(one.rule, facts) else None


def _live(policy: Policy, one: EffectiveRule) -> LiveRule:
    header = one.rule.header
    waived = tuple(waiver.exemption for waiver in policy.waivers if waiver.rule == one.rule.id)
    rule = one.rule
    if waived:
        rule = replace(rule, header=replace(header, exemptions=(*header.exemptions, *waived)))
    conditional = bool(
        rule.header.when.groups or rule.header.unless.groups != ((),) or rule.header.exemptions
    )
    return LiveRule(rule, one.layer, policy.edition, policy.mentions, may_fail=conditional)


def _concerns(rule: Rule, facts: Facts) -> bool:
    return rule.header.status.rank > 0 and is_in_scope(rule, facts)


def is_in_scope(rule: Rule, facts: Facts) -> bool:
    """Whether a rule with a check covers posts with these facts."""
    header = rule.header
    if rule.check is None:
        return False
    stage = facts.get("stage")
    if stage is not None and not stage & {to.stage for to in header.applies.to}:
        return False
    scope = header.applies
    if scope.channels.excludes(facts.get("channel")):
        return False
    if scope.accounts.excludes(facts.get("account")):
        return False
    if scope.people.excludes(facts.get("person")):
        return False
    return header.when.may_hold(facts)


def judge(policy: Policy, post: Post, today: date) -> Verdict:
    """The verdict on one post, asking every rule: simple, and the reference for engines."""
    facts = with_stage(post)
    look = Look(replace(post, facts=facts), today)
    return Verdict(findings=tuple(findings_of(live_rules(policy, facts), look)))


def findings_of(rules: Iterable[LiveRule], look: Look) -> list[Finding]:
    """What rules find in one look, in order; what is a secret to one is masked in all."""
    found = [(rule, match) for rule in rules for match in rule.matches(look)]
    look.hide(match for _, match in found)
    return sorted((rule.finding(look, match) for rule, match in found), key=order)


def order(finding: Finding) -> tuple[int, int, str]:
    """Findings stand in the order of the text; strongest first at one place."""
    return (finding.span.start, -finding.action.rank, finding.rule)
