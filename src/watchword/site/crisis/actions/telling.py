"""Telling employees what to do and not to do, why, and whom to send enquiries to."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.crisis import access
from watchword.site.crisis.models import Moment, Situation
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.notices.actions import Words, tell, tell_chats
from watchword.site.people.models import Person


@deed(access.DECLARE)
def tell_employees(actor: Person, situation: Situation, *, words: str) -> Situation:
    """Write the instruction to employees; the clock sends it to everybody, by every way of notice.

    Raises:
        Invalid: It says nothing.
        Refusal: The situation is over.
    """
    if not words.strip():
        raise Invalid(
            _("Say what to do, what not to do, why, and whom to send enquiries to."),
            fields={"words": _("Write it.")},
        )
    if not situation.is_on(timezone.now()):
        raise Refusal(_("This situation is not on."))
    situation.instruction = words.strip()
    situation.save(update_fields=["instruction"])
    Moment.objects.create(
        situation=situation,
        person=actor,
        words=_("Employees are told: %(words)s") % {"words": words},
    )
    subject = f"situation:{situation.pk}"
    after = {"instruction": situation.instruction}
    record(actor, Deed(name="tell-employees", subject=subject, title=situation.title, after=after))
    send_instructions(situation)
    return situation


def send_instructions(situation: Situation) -> int:
    """Queue the instruction for everybody who works here, once each; how many are new."""
    address = settings.CONFIGURATION.address + reverse("today")
    drill = _("DRILL: ") if situation.is_drill else ""
    subject = drill + situation.title
    people = Person.objects.here(timezone.localdate()).only("pk", "email", "given_name")
    count = tell(
        Words(
            person=one,
            to=one.email,
            kind="crisis",
            about=f"crisis:{situation.pk}:{one.pk}",
            subject=subject,
            body=_("Hello %(name)s,\n\n%(drill)s%(words)s\n\n%(address)s\n")
            % {
                "name": one.given_name,
                "drill": drill,
                "words": situation.instruction,
                "address": address,
            },
        )
        for one in list(people)
    )
    return count + tell_chats(
        kind="crisis",
        about=f"crisis-chat:{situation.pk}",
        subject=subject,
        body=drill + situation.instruction,
    )
