"""The report of an archive: one HTML page that needs nothing else and fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Protocol

from watchword.archive.tally import Count, Sample, Tally
from watchword.base.span import WHOLE
from watchword.base.text.grapheme import grapheme_safe
from watchword.policy.model import Policy, Rule
from watchword.terms.finding import Action

MOST_ROWS = 40
"""Accounts and months shown; what is beyond them is counted in a last row."""

SAID = {
    Action.BLOCK: "must not go out",
    Action.HOLD: "wait for a person",
    Action.WARN: "better changed",
    Action.NOTE: "worth knowing",
}


class Source(Protocol):
    """Where posts came from."""

    @property
    def path(self) -> Path:
        """The file."""
        ...

    @property
    def format(self) -> str:
        """What it was recognised as."""
        ...


def render_report(policy: Policy, tally: Tally, *, sources: Sequence[Source]) -> str:
    """The report.

    Args:
        policy: The policy that was checked against.
        tally: The counts, with examples.
        sources: What was read.
    """
    title = f"What the policy finds: {policy.header.organisation}"
    body = [
        _head(policy, tally, title, sources),
        "<main id='main'>",
        _rules_table(policy, tally),
        _counts("By channel", "Channel", tally.channels),
        _counts("By month", "Month", tally.months, by_name=True),
        _counts("By account", "Account", tally.accounts),
        _details(policy, tally),
        "</main>",
        _foot(policy, tally),
    ]
    css = Path(__file__).with_name("report.css").read_text("utf-8")
    language = escape(policy.header.language)
    return (
        f"<!doctype html>\n<html lang='{language}'>\n<head>\n<meta charset='utf-8'>\n"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
        f"<title>{escape(title)}</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in body if part)
        + "\n</body>\n</html>\n"
    )


def _head(policy: Policy, tally: Tally, title: str, sources: Sequence[Source]) -> str:
    total = tally.total
    share = f"{total.per_thousand:.1f}" if total.per_thousand is not None else "–"
    numbers = [
        f"<li><b>{total.posts:,}</b>posts looked at</li>",
        f"<li><b>{total.flagged:,}</b>with a finding</li>",
        f"<li><b>{total.findings:,}</b>findings in all</li>",
        f"<li><b>{share}</b>in a thousand posts</li>",
        *(
            f"<li><b class='{action}'>{tally.actions[action]:,}</b>{SAID[action]}</li>"
            for action in reversed(Action)
            if tally.actions[action]
        ),
    ]
    read = "; ".join(f"{escape(one.path.name)} ({escape(one.format)})" for one in sources)
    return (
        "<a class='skip' href='#main'>Skip to the findings</a>\n<header>\n"
        f"<h1>{escape(title)}</h1>\n"
        f"<p class='soft'>{escape(policy.header.title)}, edition {escape(policy.edition)}, "
        f"revised {policy.header.revised:%-d %B %Y}.<br>Read: {read}.</p>\n"
        f"<ul class='numbers'>{''.join(numbers)}</ul>\n"
        "<p class='soft'>A finding is what a rule noticed, not a verdict on a person: each "
        "stays unconfirmed until somebody has looked.</p>\n</header>"
    )


def _found(policy: Policy, tally: Tally) -> list[Rule]:
    rules = [rule for rule in policy.rules if tally.rules[rule.id]]
    return sorted(
        rules, key=lambda rule: (-rule.header.action.rank, -tally.flagged_by_rule[rule.id], rule.id)
    )


def _rules_table(policy: Policy, tally: Tally) -> str:
    found = _found(policy, tally)
    if not found:
        return "<h2>By rule</h2>\n<p>No rule found anything in these posts.</p>"
    most = max(tally.flagged_by_rule[rule.id] for rule in found)
    rows = [
        f"<tr><td><span class='tag {rule.header.action}'>{rule.header.action}</span></td>"
        f"<td><a href='#{escape(rule.id)}'>{escape(rule.id)}</a> {escape(rule.title)}</td>"
        f"<td class='b'>{_bar(tally.flagged_by_rule[rule.id], most)}</td>"
        f"<td class='n'>{tally.flagged_by_rule[rule.id]:,}</td>"
        f"<td class='n'>{tally.rules[rule.id]:,}</td>"
        f"<td class='n'>{_share(tally.flagged_by_rule[rule.id], tally.total.posts)}</td></tr>"
        for rule in found
    ]
    return (
        "<h2>By rule</h2>\n<div class='scroll'><table>\n<thead><tr><th>Action</th><th>Rule</th>"
        "<th class='b'>Share</th><th class='n'>Posts</th><th class='n'>Findings</th>"
        "<th class='n'>Posts in 1,000</th></tr></thead>\n"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _bar(value: int, most: int) -> str:
    return f"<span class='bar' style='width:{100 * value / max(most, 1):.1f}%'></span>"


def _share(part: int, whole: int) -> str:
    return f"{1000 * part / whole:.1f}" if whole else "–"


def _counts(heading: str, name: str, counts: Mapping[str, Count], *, by_name: bool = False) -> str:
    if (len(counts) < 2 and not by_name) or not counts:  # noqa: PLR2004 - one row tells nothing
        return ""
    order = sorted(counts.items(), key=lambda one: one[0] if by_name else (-one[1].flagged, one[0]))
    shown, rest = order[-MOST_ROWS:] if by_name else order[:MOST_ROWS], len(order) - MOST_ROWS
    most = max((count.per_thousand or 0 for _, count in shown), default=0)
    rows = [
        f"<tr><th scope='row'>{escape(label)}</th>"
        f"<td class='b'>{_bar(int(10 * (count.per_thousand or 0)), int(10 * most))}</td>"
        f"<td class='n'>{count.posts:,}</td><td class='n'>{count.flagged:,}</td>"
        f"<td class='n'>{_share(count.flagged, count.posts)}</td></tr>"
        for label, count in shown
    ]
    more = f"<p class='soft'>and {rest:,} more.</p>" if rest > 0 else ""
    return (
        f"<h2>{heading}</h2>\n<div class='scroll'><table>\n<thead><tr><th>{name}</th>"
        "<th class='b'>Share</th><th class='n'>Posts</th>"
        "<th class='n'>With findings</th><th class='n'>Posts in 1,000</th></tr></thead>\n"
        f"<tbody>{''.join(rows)}</tbody></table></div>{more}"
    )


def _details(policy: Policy, tally: Tally) -> str:
    parts = [_rule_details(rule, tally) for rule in _found(policy, tally)]
    return "<h2>Rule by rule</h2>\n" + "\n".join(parts) if parts else ""


def _rule_details(rule: Rule, tally: Tally) -> str:
    samples = tally.samples(rule.id)
    first, others = samples[:2], samples[2:]
    more = ""
    if others:
        quotes = "".join(_quote(one) for one in others)
        more = f"<details><summary>{len(others)} more</summary>{quotes}</details>"
    count = tally.flagged_by_rule[rule.id]
    return (
        f"<article id='{escape(rule.id)}' class='{rule.header.action}'>\n<h3>"
        f"<span class='tag {rule.header.action}'>{rule.header.action}</span>"
        f"{escape(rule.id)} {escape(rule.title)}</h3>\n"
        f"<p class='soft'>{count:,} {'post' if count == 1 else 'posts'}, {rule.kept_by.words}</p>\n"
        f"<p>{escape(rule.text)}</p>\n<p class='why'>{escape(rule.why)}</p>\n"
        f"{''.join(_quote(one) for one in first)}{more}</article>"
    )


def _quote(sample: Sample) -> str:
    about = [
        sample.post.facts.one("channel"),
        sample.post.facts.one("account_name"),
        f"{sample.post.published:%-d %B %Y, %H:%M} UTC" if sample.post.published else "",
    ]
    words = " · ".join(escape(one) for one in about if one) or f"row {sample.row + 1:,}"
    message = escape(sample.finding.message)
    return f"<blockquote>{_marked(sample)}<footer>{words}<br>{message}</footer></blockquote>"


def _marked(sample: Sample) -> str:
    if sample.finding.span == WHOLE:
        return escape(sample.text)
    start, end = grapheme_safe(sample.text, sample.finding.span)
    return (
        f"{escape(sample.text[:start])}<mark>{escape(sample.text[start:end])}</mark>"
        f"{escape(sample.text[end:])}"
    )


def _foot(policy: Policy, tally: Tally) -> str:
    shadow = _shadow(tally.shadow.items())
    return (
        f"<footer class='end soft'>{shadow}<p>Made by Watchword from the posts and the policy "
        f"named above; the digest of the policy is {escape(policy.digest[:16])}. Examples are "
        "drawn at random, the same each time. Secrets are dotted out.</p></footer>"
    )


def _shadow(counts: Iterable[tuple[str, int]]) -> str:
    words = ", ".join(f"{escape(rule)} {count:,}" for rule, count in sorted(counts))
    return f"<p>Rules in shadow, which only count: {words}.</p>" if words else ""
