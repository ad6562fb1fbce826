"""Drafts, checks and approvals through the programming interface."""

from __future__ import annotations

from watchword.site.review.api.checking import router as checking
from watchword.site.review.api.writing import approvals, posts

__all__ = ["approvals", "checking", "posts"]
