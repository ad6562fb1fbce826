"""What the database itself refuses about revisions, comments and approvals."""

from __future__ import annotations

from watchword.site.kit.triggers import Guard, put_guards

put_guards(
    Guard(
        table="review_revision",
        deeds=("UPDATE", "DELETE"),
        words="a revision is never changed or deleted",
    ),
    Guard(
        table="review_comment",
        deeds=("DELETE",),
        words="a comment is never deleted",
    ),
    Guard(
        table="review_comment",
        deeds=("UPDATE",),
        words="the words of a comment are never changed",
        when="OLD.words <> NEW.words OR OLD.author_id <> NEW.author_id"
        " OR OLD.draft_id <> NEW.draft_id",
    ),
    Guard(
        table="review_approval",
        deeds=("UPDATE", "DELETE"),
        words="an approval is never changed or deleted",
    ),
    Guard(
        table="review_approval",
        deeds=("INSERT",),
        words="nobody approves what they wrote",
        when="EXISTS (SELECT 1 FROM review_revision r WHERE r.id = ROW.revision_id"
        " AND r.author_id = ROW.person_id)",
    ),
)
