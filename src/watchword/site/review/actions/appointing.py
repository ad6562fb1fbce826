"""Saying who holds the roles that rules and tiers name, and who stands in."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.editions.reach import slug
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Person
from watchword.site.review import access
from watchword.site.review.models import Appointment


@deed(access.APPOINT)
def appoint(
    actor: Person,
    *,
    role: str,
    person: Person,
    since: date | None = None,
    until: date | None = None,
    deputy_for: Person | None = None,
) -> Appointment:
    """Appoint somebody to a role, or as the deputy of its holder.

    Raises:
        Invalid: There is no role, it ends before it begins, or one would stand in for oneself.
    """
    since = since or timezone.localdate()
    wrong = {}
    if not slug(role):
        wrong["role"] = _("Name the role as the policy does.")
    if until is not None and until < since:
        wrong["until"] = _("It ends before it begins.")
    if deputy_for is not None and deputy_for.pk == person.pk:
        wrong["deputy_for"] = _("Nobody stands in for themselves.")
    if wrong:
        raise Invalid(_("This appointment cannot be kept."), fields=dict(wrong))
    made = Appointment.objects.create(
        role=slug(role), person=person, since=since, until=until, deputy_for=deputy_for
    )
    after = {"person": person.audit_id, "until": until.isoformat() if until else ""}
    record(
        actor,
        Deed(name="appoint", subject=f"appointment:{made.pk}", title=str(made), after=after),
    )
    return made


@deed(access.APPOINT)
def end_appointment(actor: Person, appointment: Appointment) -> None:
    """End an appointment."""
    deed = Deed(
        name="end-appointment",
        subject=f"appointment:{appointment.pk}",
        title=str(appointment),
        before={"person": appointment.person.audit_id},
    )
    appointment.delete()
    record(actor, deed)
