"""Linting: what a policy can be loaded with and should still not be published with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from watchword.base.header import Node
from watchword.policy.examples import lacking
from watchword.policy.header import Section, Status
from watchword.policy.languages import is_stale, translated, wording_digest
from watchword.policy.lint_lists import lists, terms_never_found
from watchword.policy.model import Policy, Rule
from watchword.policy.pages import broken_links, terms_undefined
from watchword.policy.remark import Remark, Weight
from watchword.policy.walk import leaves
from watchword.rules.measure.writing import reading_age
from watchword.terms.finding import Action

SOON = timedelta(days=30)
LONGEST_RULE_WORDS = 40
"""Words in the sentence of a rule; a longer one usually holds two duties."""

LIMITS_AGE = timedelta(days=183)
"""Six months: channel limits older than that are to be checked again."""


def lint(policy: Policy, today: date) -> tuple[Remark, ...]:
    """Everything worth putting right, in the order of files and lines."""
    found = [remark for look in LOOKS for remark in look(policy, today)]
    return tuple(sorted(found, key=lambda one: (one.file, one.line, one.code, one.message)))


def _line(node: Node, key: str) -> int:
    return node.value[key].line if isinstance(node.value, dict) and key in node.value else 1


def _remark(
    rule: Rule, weight: Weight, code: str, message: str, hint: str = "", line: int = 0
) -> Remark:
    return Remark(
        weight=weight,
        code=code,
        file=rule.file,
        line=line or rule.body_line,
        message=message,
        hint=hint,
    )


def structure(policy: Policy, today: date) -> Iterator[Remark]:  # noqa: ARG001 - one shape for all looks
    """Sections, approvers, sections of the handbook."""
    for rule in policy.rules:
        if not rule.text:
            yield _remark(
                rule,
                Weight.ERROR,
                "no-rule",
                "the page has no sentence to sign",
                "write it under '## Rule'",
            )
        elif "to be written" in rule.text.lower():
            yield _remark(rule, Weight.ERROR, "no-rule", "the rule is still to be written")
        if rule.header.section is None:
            yield _remark(
                rule,
                Weight.ADVICE,
                "no-section",
                "the rule has no section of the handbook",
                f"add 'section:', one of {', '.join(Section)}",
                line=1,
            )
        if rule.header.action is Action.HOLD and not rule.header.approver:
            yield _remark(
                rule,
                Weight.WARNING,
                "no-approver",
                "the rule holds posts, and nobody is named who may release them",
                "add 'approver:'",
                _line(rule.tree, "action"),
            )
        if (
            rule.header.action in (Action.HOLD, Action.BLOCK)
            and not rule.header.message
            and rule.check
        ):
            yield _remark(
                rule,
                Weight.WARNING,
                "no-message",
                "the rule stops a post without saying why",
                "add 'message:' in a colleague's words",
                _line(rule.tree, "action"),
            )
        if not rule.header.rests_on and not rule.is_guideline:
            yield _remark(
                rule,
                Weight.ADVICE,
                "rests-on-nothing",
                "no law, code, contract or plan is named",
                "add 'rests_on:'",
                line=1,
            )


def reasons(policy: Policy, today: date) -> Iterator[Remark]:  # noqa: ARG001 - one shape for all looks
    """Each rule has a reason that says more than the rule."""
    for rule in policy.rules:
        if not rule.why or "to be written" in rule.why.lower():
            yield _remark(
                rule,
                Weight.ERROR,
                "no-reason",
                "the rule has no reason",
                "say under '## Why' what harm or benefit follows",
            )
        elif len(rule.why.split()) < 8:  # noqa: PLR2004 - less is no reason
            yield _remark(
                rule,
                Weight.WARNING,
                "thin-reason",
                "the reason is hardly one sentence",
                "name the harm or benefit",
            )


def examples(policy: Policy, today: date) -> Iterator[Remark]:  # noqa: ARG001 - one shape for all looks
    """Enough examples."""
    for rule in policy.rules:
        lack = lacking(rule)
        if lack:
            weight = (
                Weight.ERROR
                if rule.check and rule.header.status is Status.ACTIVE
                else Weight.WARNING
            )
            yield _remark(
                rule,
                weight,
                "examples",
                f"the rule has {lack}",
                "add '### Bad: name' and '### Good: name' with a post after '>'",
            )


def dates(policy: Policy, today: date) -> Iterator[Remark]:
    """Reviews overdue, exceptions past their end."""
    due = policy.next_review()
    page = Path("policy.md")
    if due < today:
        yield Remark(
            weight=Weight.WARNING,
            code="review-overdue",
            file=page,
            line=1,
            message=f"the review was due on {due}",
            hint="the policy stays in force; revise it and set 'revised'",
        )
    elif due - SOON < today:
        yield Remark(
            weight=Weight.ADVICE,
            code="review-soon",
            file=page,
            line=1,
            message=f"the review is due on {due}",
        )
    for rule in policy.rules:
        for exemption in rule.header.exemptions:
            if exemption.until < today:
                yield _remark(
                    rule,
                    Weight.WARNING,
                    "exception-ended",
                    f"an exception ended on {exemption.until}",
                    "take it out, or renew it with an approver",
                    _line(rule.tree, "except"),
                )
    for waiver in policy.waivers:
        if waiver.exemption.until < today:
            yield Remark(
                weight=Weight.WARNING,
                code="exception-ended",
                file=waiver.file,
                line=1,
                message=f"the waiver of {waiver.rule} ended on {waiver.exemption.until}",
                hint="take the file out, or renew it with an approver",
            )


def links(policy: Policy, today: date) -> Iterator[Remark]:  # noqa: ARG001 - one shape for all looks
    """Internal links that lead nowhere."""
    for file, line, target in broken_links(policy):
        yield Remark(
            weight=Weight.ERROR,
            code="dead-link",
            file=file,
            line=line,
            message=f"the link {target!r} leads nowhere",
            hint="links are paths from the file, or ids of rules",
        )


def definitions(policy: Policy, today: date) -> Iterator[Remark]:  # noqa: ARG001 - one shape for all looks
    """Terms written *in italics* as defined that the policy does not define."""
    for file, line, term in terms_undefined(policy):
        yield Remark(
            weight=Weight.WARNING,
            code="undefined-term",
            file=file,
            line=line,
            message=f"the term {term!r} is not defined",
            hint="define it in policy.md under '## Definitions'",
        )


def plain_language(policy: Policy, today: date) -> Iterator[Remark]:  # noqa: ARG001 - one shape for all looks
    """Length and reading age of the sentences that people sign."""
    for rule in policy.rules:
        count = len(rule.text.split())
        if count > LONGEST_RULE_WORDS:
            yield _remark(
                rule,
                Weight.ADVICE,
                "long-rule",
                f"the rule has {count} words; aim at {LONGEST_RULE_WORDS}",
                "one duty a rule",
            )
        age = reading_age(f"{rule.text}\n{rule.why}")
        if age is not None and round(age) > policy.header.reading_age:
            yield _remark(
                rule,
                Weight.ADVICE,
                "reading-age",
                f"rule and reason read at age {age:.0f}; "
                f"the policy aims at {policy.header.reading_age}",
                "use shorter words and sentences",
            )


def channel_limits(policy: Policy, today: date) -> Iterator[Remark]:
    """Channel limits not checked for six months, where a rule depends on them."""
    from watchword.channels.base import rows_older_than

    if not any(
        str(getattr(leaf.settings, "at_most", "")) == "channel"
        for rule in policy.rules
        for leaf in leaves(rule.check)
    ):
        return
    old = rows_older_than(LIMITS_AGE.days, today)
    if old:
        names = ", ".join(sorted({row.channel for row in old}))
        yield Remark(
            weight=Weight.ADVICE,
            code="limits-old",
            file=Path("policy.md"),
            line=1,
            message=f"limits of {names} were last checked more than six months ago",
            hint="check them with the networks and upgrade Watchword",
        )


def stale_translations(policy: Policy, today: date) -> Iterator[Remark]:  # noqa: ARG001 - one shape for all looks
    """Translations of a wording that has changed since."""
    for one, rule in translated(policy):
        if is_stale(one, rule):
            yield Remark(
                weight=Weight.WARNING,
                code="stale-translation",
                file=one.file,
                line=1,
                message=f"{rule.id} reads differently since it was put into {one.language!r}",
                hint=f"translate it anew, then write 'of: {wording_digest(rule)}'",
            )


Looker = Callable[[Policy, date], Iterator[Remark]]

LOOKS: tuple[Looker, ...] = (
    structure,
    reasons,
    examples,
    dates,
    lists,
    terms_never_found,
    links,
    definitions,
    plain_language,
    channel_limits,
    stale_translations,
)
"""All looks; a new one is a function here."""
