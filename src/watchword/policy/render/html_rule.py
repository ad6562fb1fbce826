"""One rule as HTML: the sentence, and its reason beside it."""

from __future__ import annotations

from collections.abc import Iterable

from watchword.base.paper.markup import Html, element, together
from watchword.policy.body import Example
from watchword.policy.render.entry import RULE_LEVEL, Entry
from watchword.policy.render.html_prose import Href, badge_html, prose_html
from watchword.policy.render.prose import Nodes


def entry_html(entry: Entry, href: Href, level: int = RULE_LEVEL) -> Html:
    """A rule or guideline as an article of its own."""
    heading_id = f"{entry.anchor}-title"
    return element(
        "article",
        _head(entry, heading_id, level),
        element(
            "div",
            element("div", prose_html(entry.sentence, href), class_="sentence"),
            _reason(entry, href),
            _pairs(entry.notes, href),
            class_="duty",
        ),
        _examples(entry),
        [
            element(
                "div",
                element(f"h{level + 1}", heading),
                prose_html(nodes, href),
                class_="more",
            )
            for heading, nodes in entry.more
        ],
        id=entry.anchor,
        lang=entry.language or None,
        class_="rule guideline" if entry.is_guideline else "rule",
        aria_labelledby=heading_id,
    )


def _head(entry: Entry, heading_id: str, level: int) -> Html:
    action = "" if entry.is_guideline else entry.action
    return element(
        "header",
        element(
            "p",
            element("span", "Guideline" if entry.is_guideline else "Rule", class_="kind"),
            " ",
            element("span", entry.id, class_="id"),
            " ",
            badge_html(entry.badge.name, entry.badge.words),
            " ",
            element("span", action, class_="action") if action else "",
            class_="marks",
        ),
        element(f"h{level}", entry.title, id=heading_id),
    )


def _reason(entry: Entry, href: Href) -> Html:
    why = element(
        "div", element("p", "Why", class_="label"), prose_html(entry.why, href), class_="why"
    )
    rests_on = _pairs([("Rests on", entry.rests_on)], href)
    return element(
        "div", why if entry.why else "", rests_on if entry.rests_on else "", class_="reason"
    )


def _examples(entry: Entry) -> Html | str:
    bad = [one for one in entry.examples if one.is_bad]
    good = [one for one in entry.examples if not one.is_bad]
    if not entry.examples:
        return ""
    groups = [
        element(
            "div",
            element("p", label, class_="label"),
            element("ul", (_example(one) for one in many)),
            class_=f"examples {name}",
        )
        for name, label, many in (("bad", "Not like this", bad), ("good", "Like this", good))
        if many
    ]
    return element(
        "details",
        element(
            "summary",
            f"Examples for {entry.id}",
            element("span", f" {len(bad)} to avoid, {len(good)} to follow", class_="soft"),
        ),
        element("div", groups, class_="both"),
    )


def _example(one: Example) -> Html:
    given = element("p", f"Given: {one.given}", class_="given") if one.given else ""
    return element(
        "li",
        element("p", one.name, class_="name"),
        element("blockquote", _marked(one)),
        given,
    )


def _marked(one: Example) -> Html:
    """The post, with the words that the rule points at marked where they first stand."""
    spans = sorted((one.text.find(found), len(found)) for found in set(one.finds))
    parts: list[str] = []
    done = 0
    for start, length in spans:
        if start >= done:
            marked = element("mark", one.text[start : start + length])
            parts += [one.text[done:start], marked]
            done = start + length
    return together(*parts, one.text[done:])


def _pairs(pairs: Iterable[tuple[str, Nodes]], href: Href) -> Html:
    return element(
        "dl",
        (
            element("div", element("dt", label), element("dd", prose_html(nodes, href)))
            for label, nodes in pairs
        ),
        class_="notes",
    )
