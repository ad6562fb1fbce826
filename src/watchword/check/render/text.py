"""Verdicts as text for a terminal."""

from __future__ import annotations

import textwrap
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from watchword.base.span import WHOLE, Span
from watchword.base.text.grapheme import grapheme_safe
from watchword.check.render.style import Style, columns, visible
from watchword.terms.finding import Action, Finding, Verdict, masked
from watchword.terms.post import Post

COLOURS = {Action.NOTE: "blue", Action.WARN: "yellow", Action.HOLD: "magenta", Action.BLOCK: "red"}
WIDTH = 88

SAID = {
    None: "nothing to change",
    Action.NOTE: "may go out; a note",
    Action.WARN: "may go out; better change it",
    Action.HOLD: "held until somebody decides",
    Action.BLOCK: "must not go out like this",
}


def render_verdict(post: Post, verdict: Verdict, style: Style, *, width: int = WIDTH) -> str:
    """One post with its findings: the words marked, then rule, message, why and fix."""
    shown = [one for one in verdict.findings if not one.shadow]
    lines = [_headline(verdict, style), ""]
    lines += [f"  {line}" for line in _marked(masked(post.text, verdict.findings), shown, style)]
    for group in _grouped(shown):
        lines += ["", *_finding(group, style, width)]
    return "\n".join(lines) + "\n"


def _headline(verdict: Verdict, style: Style) -> str:
    action = verdict.action
    if action is None:
        return f"{style('✓', 'green', 'bold')} {SAID[None]}"
    sign = style(f" {action.upper()} ", "bold", COLOURS[action])
    return f"{sign}{SAID[action]}"


def _grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of the same rule, strongest rule first."""
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        groups.setdefault(one.rule, []).append(one)
    return sorted(groups.values(), key=lambda group: -group[0].action.rank)


def _finding(group: list[Finding], style: Style, width: int) -> Iterator[str]:
    first = group[0]
    action = style(f"{first.action:<5}", "bold", COLOURS[first.action])
    yield f"  {action} {style(first.rule, 'bold')}  {first.title}"
    words = [f"“{visible(one.words)}”" for one in group if one.span != WHOLE]
    if words:
        yield from _wrapped(", ".join(dict.fromkeys(words)), "        ", width, style, "underline")
    for message in dict.fromkeys(one.message for one in group):
        yield from _wrapped(visible(message), "        ", width, style)
    if first.why:
        yield from _wrapped(f"Why: {_one_line(first.why)}", "        ", width, style, "dim")
    if first.fix:
        yield from _wrapped(f"Instead: {visible(first.fix)}", "        ", width, style, "green")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wrapped(text: str, indent: str, width: int, style: Style, *names: str) -> Iterator[str]:
    for line in textwrap.wrap(text, width - len(indent)) or [""]:
        yield indent + (style(line, *names) if names else line)


def _marked(text: str, findings: Sequence[Finding], style: Style) -> Iterator[str]:
    """The text with the words found underlined; without colour, by a line of carets."""
    spans = merged([grapheme_safe(text, one.span) for one in findings if one.span != WHOLE])
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [
            Span(max(span.start, start) - start, min(span.end, end) - start)
            for span in spans[bisect_right(ends, start) : bisect_left(starts, end)]
        ]
        yield from _marked_line(line, inside, style)
        start = end + 1


def _marked_line(line: str, spans: list[Span], style: Style) -> Iterator[str]:
    pieces, marks, done = [], [], 0
    for span in spans:
        before, words = visible(line[done : span.start]), visible(span.of(line))
        pieces += [before, style(words, "underline", "bold")]
        marks += [" " * columns(before), "^" * max(columns(words), 1)]
        done = span.end
    pieces.append(visible(line[done:]))
    yield "".join(pieces)
    if spans and not style.is_coloured:
        yield "".join(marks)


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
