"""Findings as plain records: the one shape behind JSON, JSON lines and CSV."""

from __future__ import annotations

from watchword.base.text.grapheme import grapheme_safe
from watchword.terms.finding import Finding, Verdict
from watchword.terms.post import Post


def finding_record(post: Post, finding: Finding) -> dict[str, object]:
    """One finding: spans in code points, and widened to whole graphemes for display."""
    shown = grapheme_safe(post.text, finding.span)
    return {
        "rule": finding.rule,
        "title": finding.title,
        "edition": finding.edition,
        "layer": finding.layer,
        "action": str(finding.action),
        "severity": str(finding.severity),
        "start": finding.span.start,
        "end": finding.span.end,
        "display_start": shown.start,
        "display_end": shown.end,
        "words": finding.words,
        "label": finding.label,
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
        "shadow": finding.shadow,
    }


def verdict_record(post: Post, verdict: Verdict) -> dict[str, object]:
    """One post's verdict with all findings. The text itself is not repeated."""
    return {
        "id": post.id,
        "action": str(verdict.action) if verdict.action else None,
        "facts": {name: sorted(values) for name, values in post.facts.items()},
        "findings": [finding_record(post, one) for one in verdict.findings],
    }
