"""The policy through the programming interface."""

from __future__ import annotations

from watchword.site.editions.api.drafts import router as drafts
from watchword.site.editions.api.published import router as editions

__all__ = ["drafts", "editions"]
