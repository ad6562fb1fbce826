"""Importing a schedule: every row is saved like a draft from the composer, or none is."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person
from watchword.site.review import access
from watchword.site.review.actions.writing import save_draft
from watchword.site.review.models import Draft
from watchword.site.review.schedules import Problem, lines_out, planned
from watchword.site.review.tables import MOST_ROWS, Line

SHOWN = 50


@deed(access.WRITE)
def import_schedule(actor: Person, lines: Sequence[Line]) -> list[Draft]:
    """Make a draft of every row; with one that cannot be made, none is.

    Each is held to what a draft from the composer is held to, and asks for approval like it.

    Raises:
        Invalid: Rows have problems; each is named by its line and column.
    """
    if len(lines) > MOST_ROWS:
        raise Invalid(_("At most %(n)d rows are imported at once.") % {"n": MOST_ROWS})
    found = planned(actor, lines)
    if found.problems:
        raise _refusal(found.problems)
    made = []
    for row in found.rows:
        try:
            made.append(save_draft(actor, None, row.content))
        except Refusal as refusal:
            raise _refusal([Problem(row.line, "account", str(refusal.words))]) from None
    after = {"drafts": [one.pk for one in made]}
    record(
        actor,
        Deed(name="import-schedule", subject="drafts", title=str(len(made)), after=after),
    )
    return made


@deed(access.WRITE)
def export_schedule(actor: Person) -> list[tuple[str, ...]]:
    """Approved posts that people post by hand, as rows for another scheduler; it is recorded."""
    found = lines_out(actor)
    record(actor, Deed(name="export-schedule", subject="drafts", title=str(len(found))))
    return found


def _refusal(problems: Sequence[Problem]) -> Invalid:
    return Invalid(
        _("Nothing was imported: %(n)d cells have a problem.") % {"n": len(problems)},
        _("Mend the file, then import it again."),
        fields={f"{one.line}.{one.column}": one.words for one in problems[:SHOWN]},
    )
