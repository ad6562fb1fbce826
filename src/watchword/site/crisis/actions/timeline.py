"""A situation's timeline, and the after-action note that is made from it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.crisis import access
from watchword.site.crisis.models import Moment, Situation
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person


@deed(access.DECLARE)
def note(actor: Person, situation: Situation, *, words: str, is_decision: bool = False) -> Moment:
    """Write a line of the timeline.

    Raises:
        Invalid: It says nothing.
        Refusal: The note is signed already.
    """
    if not words.strip():
        raise Invalid(_("Write what happened or was decided."), fields={"words": _("Write it.")})
    situation = Situation.objects.select_for_update(of=("self",)).get(pk=situation.pk)
    if situation.signed_at is not None:
        raise Refusal(_("The note of this situation is signed; nothing is added to it."))
    made = Moment.objects.create(
        situation=situation, person=actor, words=words.strip(), is_decision=is_decision
    )
    subject = f"situation:{situation.pk}"
    after = {"words": made.words, "is_decision": is_decision}
    record(actor, Deed(name="note-moment", subject=subject, title=situation.title, after=after))
    return made


def record_proof(situation: Situation) -> Moment | None:
    """Try a test post on every way out, and write in the timeline what came of it."""
    from watchword.site.crisis.proof import prove

    found = prove(situation)
    if not found.ways:
        return None
    since = (timezone.now() - situation.declared_at).total_seconds()
    words = _("Test post tried on %(all)d ways out: %(n)d refused it. %(s).1f s after declaring.") % {
        "all": len(found.ways), "n": sum(one.is_stopped for one in found.ways), "s": since}  # fmt: skip
    return Moment.objects.create(situation=situation, words=words)


@deed(access.DECLARE)
def sign_note(actor: Person, situation: Situation, *, words: str) -> Situation:
    """Sign the after-action note; the timeline belongs to it, and is closed.

    Raises:
        Refusal: The situation is still on, posts still wait, or it is signed already.
        Invalid: It says nothing.
    """
    from watchword.site.crisis.overview import waiting_for

    situation = Situation.objects.select_for_update(of=("self",)).get(pk=situation.pk)
    if situation.is_on(timezone.now()):
        raise Refusal(_("The situation is still on."), _("End it first."))
    if situation.signed_at is not None:
        raise Refusal(_("This note is signed already."))
    if count := waiting_for(situation).count():
        raise Refusal(
            _("%(n)d posts still wait for a decision.") % {"n": count},
            _("Release, move or drop each of them first."),
        )
    if not words.strip():
        raise Invalid(
            _("Write what helped and what will change."), fields={"words": _("Write it.")}
        )
    situation.note, situation.signed_by = words.strip(), actor
    situation.signed_at = timezone.now()
    situation.save(update_fields=["note", "signed_by", "signed_at"])
    subject = f"situation:{situation.pk}"
    after = {"note": situation.note}
    record(actor, Deed(name="sign-note", subject=subject, title=situation.title, after=after))
    return situation
