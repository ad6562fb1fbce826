"""Drafts, their approval, and the library."""

from __future__ import annotations

from watchword.site.review.models.approvals import (
    Appointment,
    Approval,
    OutsideApprover,
    Request,
    ShadowHit,
)
from watchword.site.review.models.drafts import Comment, Draft, PostTemplate, Revision
from watchword.site.review.models.library import LibraryFile

__all__ = [
    "Appointment",
    "Approval",
    "Comment",
    "Draft",
    "LibraryFile",
    "OutsideApprover",
    "PostTemplate",
    "Request",
    "Revision",
    "ShadowHit",
]
