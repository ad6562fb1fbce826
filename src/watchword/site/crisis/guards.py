"""What the database itself refuses in a crisis."""

from __future__ import annotations

from watchword.site.kit.triggers import Guard, put_guards

put_guards(
    Guard(
        table="crisis_moment",
        deeds=("UPDATE", "DELETE"),
        words="a line of the timeline is never changed or deleted",
    ),
    Guard(
        table="publishing_delivery",
        deeds=("UPDATE",),
        words="a freeze stops this account",
        when="NEW.state = 'sending' AND OLD.state <> 'sending' AND EXISTS (SELECT 1 FROM"
        " crisis_stop s WHERE s.is_on AND (s.account_id IS NULL OR s.account_id = NEW.account_id)"
        " AND (NEW.situation_id IS NULL OR NEW.situation_id <> s.situation_id))",
    ),
    Guard(
        table="publishing_delivery",
        deeds=("INSERT",),
        words="a delivery begins with nobody having sent it",
        when="NEW.state IN ('sending', 'published')",
    ),
)
