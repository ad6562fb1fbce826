"""Deeds of a crisis: declaring, ending, writing its timeline, preparing for it."""

from __future__ import annotations

from watchword.site.crisis.actions.declaring import Scope, begin_planned, declare, end
from watchword.site.crisis.actions.preparing import (
    Named,
    approve_line,
    drop_line,
    name_spokespeople,
    plan_situation,
    take_over_plan,
    write_line,
)
from watchword.site.crisis.actions.telling import tell_employees
from watchword.site.crisis.actions.timeline import note, record_proof, sign_note

__all__ = [
    "Named",
    "Scope",
    "approve_line",
    "begin_planned",
    "declare",
    "drop_line",
    "end",
    "name_spokespeople",
    "note",
    "plan_situation",
    "record_proof",
    "sign_note",
    "take_over_plan",
    "tell_employees",
    "write_line",
]
