"""Saying who holds the roles that rules and tiers name, and who stands in."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.editions.reach import slug
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Person
from watchword.site.review import access
from watchword.site.review.models import Appointment, OutsideApprover

LONGEST_ROLE = 100


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
    if not slug(role) or len(slug(role)) > LONGEST_ROLE:
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


@deed(access.APPOINT)
def name_outsider(
    actor: Person, *, role: str, name: str, organisation: str, email: str, until: date | None = None
) -> OutsideApprover:
    """Let somebody outside answer for a role, by a signed link for each post that asks it.

    Raises:
        Invalid: Something is missing, it has ended already, or the address is one of our own
            people, who answer signed in.
    """
    wrong = {}
    if not slug(role) or len(slug(role)) > LONGEST_ROLE:
        wrong["role"] = _("Name the role as the policy does.")
    for field, given in (("name", name), ("organisation", organisation), ("email", email)):
        if not given.strip():
            wrong[field] = _("This is needed.")
    if until is not None and until < timezone.localdate():
        wrong["until"] = _("This day is over.")
    if Person.objects.filter(email__iexact=email.strip()).exists():
        wrong["email"] = _("Somebody here has this address; they answer signed in.")
    if wrong:
        raise Invalid(_("Nobody was named."), fields=dict(wrong))
    made = OutsideApprover.objects.create(
        role=slug(role),
        name=" ".join(name.split()),
        organisation=" ".join(organisation.split()),
        email=email.strip(),
        until=until,
        named_by=actor,
    )
    after = {"role": made.role, "until": until.isoformat() if until else ""}
    record(
        actor,
        Deed(name="name-outsider", subject=made.audit_id, title=made.audit_name, after=after),
    )
    return made


@deed(access.APPOINT)
def end_outsider(actor: Person, outsider: OutsideApprover) -> None:
    """Ask somebody outside no longer; every link of theirs closes at once."""
    outsider.until = timezone.localdate() - timedelta(days=1)
    outsider.key = secrets.token_hex(16)
    outsider.save(update_fields=["until", "key"])
    record(
        actor,
        Deed(name="end-outsider", subject=outsider.audit_id, title=outsider.audit_name),
    )
