"""Deeds about drafts: writing, asking for approval, answering, appointing."""

from __future__ import annotations

from watchword.site.review.actions.answering import Said, answer, answer_outside, expire
from watchword.site.review.actions.appointing import (
    appoint,
    end_appointment,
    end_outsider,
    name_outsider,
)
from watchword.site.review.actions.asking import ask_approval, withdraw
from watchword.site.review.actions.commenting import comment, resolve
from watchword.site.review.actions.importing import export_schedule, import_schedule
from watchword.site.review.actions.keeping import add_file, drop_file
from watchword.site.review.actions.templating import begin_from, drop_template, save_template
from watchword.site.review.actions.writing import Overtaken, give_up, move_draft, save_draft

__all__ = [
    "Overtaken",
    "Said",
    "add_file",
    "answer",
    "answer_outside",
    "appoint",
    "ask_approval",
    "begin_from",
    "comment",
    "drop_file",
    "drop_template",
    "end_appointment",
    "end_outsider",
    "expire",
    "export_schedule",
    "give_up",
    "import_schedule",
    "move_draft",
    "name_outsider",
    "resolve",
    "save_draft",
    "save_template",
    "withdraw",
]
