"""The last look before something goes out: every way out of the house leads through here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.accounts.models import Account, Seat
from watchword.site.crisis.queries import Frozen, refuse_stopped
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.refusal import Refusal
from watchword.site.people.models import Person
from watchword.site.people.readiness import readiness_of
from watchword.site.publishing.models import LATE, Delivery
from watchword.site.review.models import Approval, Request
from watchword.site.review.weighing import weigh
from watchword.site.waivers.queries import in_force_for


def refuse_unready(person: Person) -> None:
    """Refuse somebody whose right to post has lapsed, and say the way back.

    Raises:
        Refusal: Something is not acknowledged, learnt or attested.
    """
    found = readiness_of([person], timezone.localdate())[person.pk]
    if not found.is_ready:
        first = found.missing[0]
        raise Refusal(
            _("You cannot post just now: %(what)s.") % {"what": found.words},
            _("%(deed)s: %(words)s") % {"deed": first.deed, "words": first.words},
        )


def refuse_unseated(person: Person, accounts: Iterable[Account]) -> None:
    """Refuse somebody who does not write for an account.

    Raises:
        Refusal: There is such an account.
    """
    seats = set(Seat.objects.filter(person=person).values_list("account_id", flat=True))
    for one in accounts:
        if one.pk not in seats:
            raise Refusal(
                _("You do not write for %(account)s.") % {"account": one},
                _("The owner of the policy says who does: 'Accounts'."),
            )


def why_not(delivery: Delivery, now: datetime) -> str:
    """Why a delivery must not go out now, for people; "" when it may.

    It may when exactly its revision is approved, its author is ready, no freeze stops its account,
    it is not late, and the edition in force finds nothing that was not released.
    """
    if is_late(delivery, now):
        return _("Its time has passed while nobody could send it.")
    revision = delivery.revision
    if revision is None:
        return _("Nothing of it is approved.")
    asked = revision.requests.filter(state=Request.State.APPROVED).first()
    if asked is None:
        return _("This revision is not approved.")
    try:
        refuse_stopped([delivery.account], revision.author, delivery.situation)
        refuse_unready(revision.author)
        refuse_unseated(revision.author, [delivery.account])
    except Frozen as frozen:
        return str(frozen.words)
    except Refusal as refusal:
        return f"{revision.author}: {refusal.words}"
    return _newly_found(delivery, asked)


def is_late(delivery: Delivery, now: datetime) -> bool:
    """Whether its time has passed by so much that somebody decides anew."""
    return delivery.planned_at is not None and now - delivery.planned_at > LATE


def _newly_found(delivery: Delivery, asked: Request) -> str:
    """What the edition in force says that nobody released."""
    edition = Edition.objects.in_force(timezone.localdate())
    revision = delivery.revision
    if edition is None or revision is None:
        return ""
    waivers = in_force_for(revision.author, timezone.localdate())
    found = weigh(
        policy_of(edition),
        revision.author,
        revision.content,
        delivery.account,
        waivers=waivers,
        is_approved=Approval.objects.filter(
            request__draft=revision.draft_id, answer=Approval.Answer.YES
        ).exists(),
    )
    if found.blocked_by:
        return _("The policy forbids it now: %(rule)s") % {"rule": found.blocked_by[0].title}
    new = sorted(set(found.held_by) - set(asked.held_by))
    return _("Nobody has released what %(rule)s holds.") % {"rule": new[0]} if new else ""
