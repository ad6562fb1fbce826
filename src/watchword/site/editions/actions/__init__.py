"""Deeds about the policy, one module for each part of an edition's life."""

from __future__ import annotations

from watchword.site.editions.actions.publishing import (
    approve_draft,
    decide_change,
    publish_edition,
    set_approval_terms,
    write_notice,
)
from watchword.site.editions.actions.writing import (
    Overtaken,
    be_seen,
    give_up_draft,
    put_in_force,
    remove_page,
    save_page,
    start_draft,
)

__all__ = [
    "Overtaken",
    "approve_draft",
    "be_seen",
    "decide_change",
    "give_up_draft",
    "publish_edition",
    "put_in_force",
    "remove_page",
    "save_page",
    "set_approval_terms",
    "start_draft",
    "write_notice",
]
