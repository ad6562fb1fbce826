"""Deeds about what goes out: planning, deciding, and entering what was posted by hand."""

from __future__ import annotations

from watchword.site.publishing.actions.deciding import drop, release, reschedule, try_again
from watchword.site.publishing.actions.entering import enter_by_hand
from watchword.site.publishing.actions.planning import (
    follow_content,
    hold_for,
    put_back,
    put_in_approval,
    schedule,
)
from watchword.site.publishing.actions.sampling import draw_last_month, look

__all__ = [
    "draw_last_month",
    "drop",
    "enter_by_hand",
    "follow_content",
    "hold_for",
    "look",
    "put_back",
    "put_in_approval",
    "release",
    "reschedule",
    "schedule",
    "try_again",
]
