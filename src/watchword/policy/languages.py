"""A policy in other languages: rule by rule, each tied to the wording that was translated.

The policy's own language is the one that counts. A translation names the wording it was made of;
once that changes, the translation is stale and says so wherever it is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from watchword.base.errors import DocumentError
from watchword.base.header import write_scalar
from watchword.policy.body import Page
from watchword.policy.model import Policy, Rule, Translation

_READ = ("rule", "guideline", "why")


def wording_digest(rule: Rule) -> str:
    """Names the wording of a rule: title, sentence and reason; twelve hexadecimal digits."""
    words = "\0".join(" ".join(part.split()) for part in (rule.title, rule.text, rule.why))
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def is_stale(translation: Translation, rule: Rule) -> bool:
    """Whether the rule reads differently since it was translated."""
    return translation.of != wording_digest(rule)


def languages(policy: Policy) -> tuple[str, ...]:
    """The languages that at least one rule is translated into, in the order of their tags."""
    return tuple(sorted({one.language for one in policy.translations}))


def require_language(policy: Policy, language: str) -> None:
    """Refuse a language that nothing is translated into.

    Raises:
        DocumentError: No rule is.
    """
    if language not in (*languages(policy), policy.header.language):
        known = ", ".join((policy.header.language, *languages(policy)))
        raise DocumentError(
            f"no rule is translated into {language!r}",
            hint=f"languages of this policy: {known}",
        )


def translated(policy: Policy) -> Iterator[tuple[Translation, Rule]]:
    """Each translation with its rule."""
    rules = {one.id: one for one in policy.rules}
    for one in policy.translations:
        if one.rule in rules:
            yield one, rules[one.rule]


def in_language(policy: Policy, language: str) -> Policy:
    """The policy as it reads in a language.

    Rules without a translation stay in the policy's own language. A stale one is shown with the
    words that count below it, and says so. What the machine decides by is the same.

    Args:
        policy: The policy.
        language: Language tag; of one that nothing is translated into, the policy itself.
    """
    found = {one.rule: (one, rule) for one, rule in translated(policy) if one.language == language}
    if not found:
        return policy
    return replace(
        policy,
        header=replace(policy.header, language=language),
        rules=tuple(
            _translated(rule, found[rule.id][0])
            if rule.id in found
            else replace(rule, language=policy.header.language)
            for rule in policy.rules
        ),
    )


def _translated(rule: Rule, by: Translation) -> Rule:
    duty = "Guideline" if rule.is_guideline else "Rule"
    sections = [(duty, by.text, 1), ("Why", by.why or rule.why, 1)]
    kept = [one for one in rule.page.sections if one[0].lower() not in _READ]
    if is_stale(by, rule):
        kept.append(("The wording that counts", f"*{rule.title}.* {rule.text}", 1))
    return replace(
        rule,
        header=replace(rule.header, title=by.title),
        text=by.text,
        why=by.why or rule.why,
        page=Page(before=rule.page.before, sections=(*sections, *kept)),
    )


def render_translation(rule: Rule, *, title: str, text: str, why: str) -> str:
    """The page of a translation of a rule as it now reads.

    Args:
        rule: The rule, in the policy's own language.
        title: The rule in a few words, translated.
        text: The sentence that people sign, translated.
        why: Its reason, translated; "" to show the policy's own.
    """
    duty = "Guideline" if rule.is_guideline else "Rule"
    lines = [
        "---",
        f"rule: {rule.id}",
        f"title: {write_scalar(' '.join(title.split()))}",
        f"of: {write_scalar(wording_digest(rule))}",
        "---",
        f"## {duty}",
        text.replace("\r\n", "\n").strip(),
    ]
    if why.strip():
        lines += ["", "## Why", why.replace("\r\n", "\n").strip()]
    return "\n".join(lines) + "\n"
