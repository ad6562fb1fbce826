"""What the database itself refuses about the record."""

from __future__ import annotations

from watchword.site.kit.triggers import Guard, put_guards

put_guards(
    Guard(
        table="audit_entry",
        deeds=("UPDATE", "DELETE"),
        words="an audit entry is never changed or deleted",
    ),
)
