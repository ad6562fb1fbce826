from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Drafts held against the policy."""

    name = "watchword.site.review"
    label = "review"
