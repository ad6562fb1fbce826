"""Rewordings of a draft that its author can take over with a click.

Only what can be done without inventing anything: words taken out, capitals made small, hashtags
written so that they can be read, a few words of one's own view. A rewording is offered only when
the rule that it is for says nothing about it any more. Words are never taken out where a rule
only notes something: nobody who speaks up is offered to leave the concern out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchword.api import check_post
from watchword.base.span import WHOLE
from watchword.policy.model import Policy
from watchword.policy.walk import leaves
from watchword.terms.finding import Action, Finding
from watchword.terms.post import Post

MOST = 2
_OWN_VIEW = "my own view"
_LEADING = frozenset({"on", "at", "via", "by", "under", "to", "from", "with", "of", "is"})
"""Words that only lead to what is taken out, and go with it."""


def rewordings(policy: Policy, post: Post, group: Sequence[Finding]) -> tuple[str, ...]:
    """Texts without what one rule found, the shortest way first; none where none is certain."""
    rule = policy.rule(group[0].rule)
    kinds = {one.kind for one in leaves(rule.check)} if rule.check else set()
    found: list[str] = []
    for text in _tries(post.text, group, kinds, f"{rule.header.fix} {group[0].message}"):
        if (
            text.strip()
            and text != post.text
            and text not in found
            and _helps(policy, post, text, rule.id)
        ):
            found.append(text)
        if len(found) == MOST:
            break
    return tuple(found)


def _tries(text: str, group: Sequence[Finding], kinds: set[str], advice: str) -> Iterator[str]:
    spans = sorted({one.span for one in group if one.span != WHOLE}, reverse=True)
    if "measure" in kinds and any(word.isupper() for word in text.split()):
        yield _spoken(text)
    if "require" in kinds and _OWN_VIEW in advice.lower():
        yield f"{text.rstrip()} (My own view.)"
    if kinds & {"data", "pattern", "terms", "link"} and any(_is_more(one) for one in group):
        cut = text
        for span in spans:
            cut = _without_lead(cut[: span.start]) + " " + cut[span.end :].lstrip()
        yield _tidy(cut)


def _is_more(one: Finding) -> bool:
    return one.span != WHOLE and one.action != Action.NOTE


def _without_lead(before: str) -> str:
    """What stands before the words taken out: ``ring her on`` is ``ring her``."""
    before = before.rstrip()
    last = before.split(" ")[-1]
    return before[: -len(last)].rstrip() if last.lower() in _LEADING else before


def _tidy(text: str) -> str:
    """A text from which words were taken: no double spaces, none before a full stop."""
    words = " ".join(one for one in text.split(" ") if one)
    for sign in ".,;:!?)":
        words = words.replace(f" {sign}", sign)
    return words.strip()


def _spoken(text: str) -> str:
    """Capitals as one writes a sentence; short words that may be names of things stay."""
    lines = []
    for line in text.split("\n"):
        small = [word if _is_name(word) else word.lower() for word in line.split(" ")]
        joined = " ".join(small)
        lines.append(joined[:1].upper() + joined[1:])
    return "\n".join(lines)


def _is_name(word: str) -> bool:
    letters = [one for one in word if one.isalpha()]
    return not word.isupper() or len(letters) <= 3 or word[:1] in "#@"  # noqa: PLR2004 - NHS, BBC


def _helps(policy: Policy, post: Post, text: str, rule: str) -> bool:
    """Whether the rule is silent about another text, and no other rule speaks up for the first time."""
    before = {one.rule for one in check_post(post, policy=policy).shown}
    other = Post(text=text, facts=post.facts, alt_texts=post.alt_texts)
    after = {one.rule for one in check_post(other, policy=policy).shown}
    return rule not in after and after <= before
