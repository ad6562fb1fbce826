"""What the database itself refuses about published editions."""

from __future__ import annotations

from watchword.site.kit.triggers import Guard, put_guards

_PUBLISHED = "(SELECT state FROM editions_edition WHERE id = ROW.edition_id) = 'published'"
WORDS = "a published edition never changes"

put_guards(
    Guard(
        table="editions_edition",
        deeds=("UPDATE", "DELETE"),
        words=WORDS,
        when="ROW.state = 'published'",
    ),
    Guard(
        table="editions_page", deeds=("INSERT", "UPDATE", "DELETE"), words=WORDS, when=_PUBLISHED
    ),
    Guard(table="editions_text", deeds=("UPDATE",), words="a text that was kept never changes"),
)
