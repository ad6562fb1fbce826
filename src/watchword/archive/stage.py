"""What the posts of an archive are, where nobody says."""

from __future__ import annotations

from watchword.archive.readers import Reading
from watchword.terms.post import Stage


def stage_of_archive(reading: Reading) -> Stage:
    """Drafts where the format says so; else what was said: published posts."""
    return Stage.DRAFT if "draft" in reading.format.lower() else Stage.PUBLISHED
