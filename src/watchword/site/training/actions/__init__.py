"""Deeds about training: planning, learning, writing modules."""

from __future__ import annotations

from watchword.site.training.actions.learning import (
    SIGNS,
    answer_module,
    assign_plan,
    call_off_leavers,
    call_off_lessons,
    drop_plan,
    plan_module,
    whom,
)
from watchword.site.training.actions.writing import (
    add_link,
    add_picture,
    add_video,
    drop_medium,
    open_module,
    save_module,
)

__all__ = [
    "SIGNS",
    "add_link",
    "add_picture",
    "add_video",
    "answer_module",
    "assign_plan",
    "call_off_leavers",
    "call_off_lessons",
    "drop_medium",
    "drop_plan",
    "open_module",
    "plan_module",
    "save_module",
    "whom",
]
