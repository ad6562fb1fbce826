"""Rules on trial: what shadow rules would have said is counted, and shown to no author."""

from __future__ import annotations

from collections.abc import Iterable

from watchword.site.editions.models import Edition
from watchword.site.review.models import ShadowHit
from watchword.terms.finding import Finding


def count_shadows(findings: Iterable[Finding], about: str, edition: Edition) -> None:
    """Count what rules on trial found in one post, once for each rule.

    Args:
        findings: Everything that was found.
        about: The post: ``revision:7``, ``post:9``.
        edition: The edition in force.
    """
    rules = sorted({one.rule for one in findings if one.shadow})
    hits = [ShadowHit(rule=one, about=about, edition=edition) for one in rules]
    ShadowHit.objects.bulk_create(hits, ignore_conflicts=True)
