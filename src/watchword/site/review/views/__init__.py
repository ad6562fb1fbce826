"""Pages about drafts."""
