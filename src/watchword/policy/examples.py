"""Running a policy's examples: each proves its rule, and harms no other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from watchword.base.span import WHOLE
from watchword.policy.body import Example
from watchword.policy.judge import findings_of, live_rule, live_rules
from watchword.policy.model import Policy, Rule
from watchword.rules.base import Look
from watchword.terms.facts import Facts
from watchword.terms.finding import Action, Finding
from watchword.terms.post import Post

OFFICIAL = "official"
LEAST_BAD = 2
LEAST_GOOD = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What running one example showed.

    Attributes:
        rule: The rule whose example it is.
        example: The example.
        reason: Why it does not hold; "" when it holds.
    """

    rule: Rule
    example: Example
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether the example proves what it says."""
        return not self.reason


def run_examples(policy: Policy, today: date) -> tuple[Outcome, ...]:
    """Run every example of every rule that has a check."""
    return tuple(
        Outcome(rule=rule, example=example, reason=_reason(policy, rule, example, today))
        for rule in policy.rules
        if rule.check is not None
        for example in rule.examples
    )


def post_of(rule: Rule, example: Example) -> Post:
    """The post of an example, with the facts that go without saying.

    The stage is the first that the rule covers, the account official where the rule covers
    it (else its first), the channel the first of those listed, or unknown when all are.
    """
    applies = rule.header.applies
    facts: dict[str, str] = {"stage": applies.to[0].stage if applies.to else "draft"}
    if example.given.one("direction") == "inbound":
        facts["stage"] = "inbound"
    accounts = applies.accounts.names
    facts["account"] = OFFICIAL if not accounts or OFFICIAL in accounts else accounts[0]
    if applies.channels.names:
        facts["channel"] = applies.channels.names[0]
    if applies.people.names:
        facts["person"] = applies.people.names[0]
    known = derived(Facts(facts).with_(example.given))
    return Post(text=example.text, facts=known, alt_texts=example.alt_texts)


def derived(facts: Facts) -> Facts:
    """The facts with those that follow from them: ``media`` from the counts."""
    if "media" in facts:
        return facts
    media = [
        name
        for name, count in (("picture", "pictures"), ("video", "videos"))
        if (facts.number(count) or 0) > 0
    ]
    return facts.with_({"media": media}) if media else facts


def own_findings(policy: Policy, rule: Rule, example: Example, today: date) -> list[Finding]:
    """What the rule itself, whatever its status, finds in an example."""
    post = post_of(rule, example)
    live = live_rule(policy, rule, post.facts)
    return findings_of([live], Look(post, today)) if live else []


def decides(policy: Policy, rule: Rule, example: Example, today: date) -> str:
    """Why the rule alone decides an example wrongly; "" when it decides rightly."""
    findings = own_findings(policy, rule, example, today)
    if not example.is_bad:
        if not findings:
            return ""
        return f"found in a good example: {_words(findings[0], example)}"
    if not findings:
        return "not found"
    # compare the text itself: words of a secret are masked in a finding
    found = {one.span.of(example.text) for one in findings if one.span != WHOLE}
    missing = [words for words in example.finds if words not in found]
    if missing:
        shown = ", ".join(repr(words) for words in sorted(found)) or "the post as a whole"
        return f"points at {shown} instead of {missing[0]!r}"
    return ""


def _words(finding: Finding, example: Example) -> str:
    return repr(finding.span.of(example.text)) if finding.span != WHOLE else finding.message


def _reason(policy: Policy, rule: Rule, example: Example, today: date) -> str:
    reason = decides(policy, rule, example, today)
    if reason or example.is_bad:
        return reason
    return _stopped_by_another(policy, rule, example, today)


def _stopped_by_another(policy: Policy, rule: Rule, example: Example, today: date) -> str:
    post = post_of(rule, example)
    look = Look(replace(post, facts=post.facts), today)
    for live in live_rules(policy, post.facts):
        if live.rule.id == rule.id or live.is_shadow:
            continue
        if live.rule.header.action not in (Action.HOLD, Action.BLOCK):
            continue
        for finding in findings_of([live], look):
            if finding.label == "question":
                continue  # a question is put to the author of any such post; it judges nothing
            words = _words(finding, example)
            return f"{live.rule.header.action} by another rule, {finding.rule}: {words}"
    return ""


def lacking(rule: Rule) -> str:
    """What a rule lacks in examples; "" when it has enough."""
    bad = sum(example.is_bad for example in rule.examples)
    good = len(rule.examples) - bad
    if bad < LEAST_BAD or good < LEAST_GOOD:
        return (
            f"{bad} bad and {good} good examples; at least {LEAST_BAD} and {LEAST_GOOD} are needed"
        )
    return ""
