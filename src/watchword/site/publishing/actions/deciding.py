"""What a person decides about one delivery that waits: release, move, drop, try again."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.crisis.queries import refuse_stopped
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person
from watchword.site.publishing import access
from watchword.site.publishing.gate import refuse_unready
from watchword.site.publishing.models import Delivery

State = Delivery.State
_WAITING = (State.HELD, State.MISSED, State.FAILED)


@deed(access.DECIDE)
def release(actor: Person, delivery: Delivery) -> Delivery:
    """Let one delivery go out now.

    Raises:
        Refusal: It does not wait, nothing of it is approved, or a freeze stops its account.
    """
    one = _waiting(actor, delivery)
    _refuse_unapproved(one)
    return _scheduled(actor, one, timezone.now(), "release-post")


@deed(access.DECIDE)
def reschedule(actor: Person, delivery: Delivery, planned_at: datetime) -> Delivery:
    """Move one delivery to another time; what was approved stays so.

    Raises:
        Invalid: The time has passed.
        Refusal: It cannot be moved any longer, or a freeze stops its account.
    """
    if planned_at <= timezone.now():
        raise Invalid(_("This time has passed."), _("Choose a later one."))
    one = _waiting(actor, delivery, (*_WAITING, State.SCHEDULED))
    _refuse_unapproved(one)
    return _scheduled(actor, one, planned_at, "reschedule-post")


@deed(access.DECIDE)
def try_again(actor: Person, delivery: Delivery) -> Delivery:
    """Try a failed delivery once more; the network is read first where it may be out.

    Raises:
        Refusal: It has not failed, or a freeze stops its account.
    """
    one = _waiting(actor, delivery, (State.FAILED,))
    return _scheduled(actor, one, timezone.now(), "try-post-again")


@deed(access.DECIDE)
def drop(actor: Person, delivery: Delivery, *, words: str) -> Delivery:
    """Drop one delivery for good.

    Raises:
        Refusal: It is out or going out already.
        Invalid: There is no reason.
    """
    if not words.strip():
        raise Invalid(_("Say why it is dropped."), fields={"words": _("Say why.")})
    one = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if one.state in (State.SENDING, State.PUBLISHED, State.DROPPED) or one.may_be_out:
        raise Refusal(_("This post is out, going out or dropped already."))
    before, one.state, one.words = one.state, State.DROPPED, words.strip()[:500]
    one.decided_by, one.next_try_at, one.changed_at = actor, None, timezone.now()
    one.save()
    _record(actor, one, "drop-post", {"state": before}, {"words": one.words})
    return one


def _waiting(actor: Person, delivery: Delivery, states: tuple[str, ...] = _WAITING) -> Delivery:
    one = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("account")
        .get(pk=delivery.pk)
    )
    if one.state not in states:
        raise Refusal(
            _("This post does not wait for a decision: it is %(state)s.")
            % {"state": one.get_state_display()}
        )
    refuse_stopped([one.account], actor, one.situation)
    refuse_unready(actor)
    return one


def _refuse_unapproved(one: Delivery) -> None:
    if one.revision_id is None:
        raise Refusal(_("Nothing of this draft is approved."), _("Ask for approval first."))


def _scheduled(actor: Person, one: Delivery, at: datetime, name: str) -> Delivery:
    before = {"state": one.state, "planned_at": _written(one.planned_at)}
    one.state, one.planned_at, one.next_try_at = State.SCHEDULED, at, at
    one.decided_by, one.words, one.changed_at = actor, "", timezone.now()
    one.save()
    _record(actor, one, name, before, {"state": one.state, "planned_at": _written(at)})
    return one


def _record(
    actor: Person, one: Delivery, name: str, before: dict[str, str], after: dict[str, str]
) -> None:
    record(
        actor,
        Deed(name=name, subject=f"delivery:{one.pk}", title=str(one), before=before, after=after),
    )


def _written(at: datetime | None) -> str:
    return at.isoformat() if at else ""
