"""What a policy says of one post: the meaning that every engine must agree with.

:class:`LiveRule` is a rule as it holds for some facts. An engine may decide which live
rules to ask about which posts; only the live rule decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from watchword.base.span import Match
from watchword.policy.header import Status
from watchword.policy.model import Policy, Rule
from watchword.policy.overlay import EffectiveRule, effective, effective_rule
from watchword.rules.base import Look, Matcher
from watchword.rules.terms import TermMatcher
from watchword.terms.facts import Facts
from watchword.terms.finding import Finding, Verdict
from watchword.terms.post import Post, Stage

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

    def findings(self, look: Look) -> Iterator[Finding]:
        """What the rule finds in one look."""
        if self.may_fail and not self.holds(look):
            return
        for match in self.matcher.find(look):
            yield self.finding(look, match)

    def words(self, look: Look, match: Match) -> str:
        """The words of a match as they may be shown."""
        words = look.text[match.span.start : match.span.end]
        return mask(words) if match.is_secret else words

    def told(self, look: Look, match: Match, words: str) -> str:
        """What the author is told about a match."""
        text = match.message or self.message
        if "{" not in text:
            return text
        return _filled(text, {"match": words, **dict(match.values)}, look.facts)

    def finding(self, look: Look, match: Match) -> Finding:
        """A match as a finding."""
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
            fix=_filled(header.fix, {"match": words, **dict(match.values)}, look.facts),
            label=match.label,
            shadow=self.is_shadow,
        )


def mask(words: str) -> str:
    """A secret as it may be shown: its first and last two signs, the rest as dots.

    Short words are dotted altogether; white space and separators stay, so that the shape
    can be recognised.
    """
    kept = 2 if len(words) > 8 else 0  # noqa: PLR2004 - too short to leave anything
    last = len(words) - kept
    return "".join(
        char if not char.isalnum() or index < kept or index >= last else "•"
        for index, char in enumerate(words)
    )


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
    findings = [finding for rule in live_rules(policy, facts) for finding in rule.findings(look)]
    return Verdict(findings=tuple(sorted(findings, key=order)))


def order(finding: Finding) -> tuple[int, int, str]:
    """Findings stand in the order of the text; strongest first at one place."""
    return (finding.span.start, -finding.action.rank, finding.rule)
