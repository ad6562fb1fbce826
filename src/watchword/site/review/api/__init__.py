"""Drafts, checks and approvals through the programming interface."""

from __future__ import annotations

import watchword.site.review.api.appointing
import watchword.site.review.api.commenting
import watchword.site.review.api.figures
import watchword.site.review.api.importing  # noqa: F401 - adds its operations
from watchword.site.review.api.checking import router as checking
from watchword.site.review.api.templating import templates
from watchword.site.review.api.writing import approvals, posts

__all__ = ["approvals", "checking", "posts", "templates"]
