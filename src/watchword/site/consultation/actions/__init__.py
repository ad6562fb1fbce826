"""Deeds of a consultation: those of its owner, and those of who is asked."""

from __future__ import annotations

from watchword.site.consultation.actions.asked import LONGEST, comment, see, stand, support
from watchword.site.consultation.actions.asking import (
    close_round,
    decide_comment,
    invite,
    start_round,
    take_link_back,
)

__all__ = [
    "LONGEST",
    "close_round",
    "comment",
    "decide_comment",
    "invite",
    "see",
    "stand",
    "start_round",
    "support",
    "take_link_back",
]
