"""Deeds about reading: assigning, acknowledging, asking."""

from __future__ import annotations

from watchword.site.handbook.actions.acknowledging import acknowledge, answer_quiz
from watchword.site.handbook.actions.asking import answer_question, ask
from watchword.site.handbook.actions.assigning import (
    assign_edition,
    assign_joiners,
    call_off_leavers,
)
from watchword.site.handbook.actions.nudging import nudge_person, nudge_team

__all__ = [
    "acknowledge",
    "answer_question",
    "answer_quiz",
    "ask",
    "assign_edition",
    "assign_joiners",
    "call_off_leavers",
    "nudge_person",
    "nudge_team",
]
