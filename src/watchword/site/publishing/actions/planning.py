"""What a draft's life means for its deliveries; called by deeds, in their transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.accounts.models import Account, Connection
from watchword.site.crisis.models import Situation
from watchword.site.kit.refusal import Refusal
from watchword.site.publishing.models import Delivery
from watchword.site.review.content import Content
from watchword.site.review.models import Draft, Revision

State = Delivery.State
STILL = (State.DRAFT, State.IN_APPROVAL, State.SCHEDULED, State.HELD, State.MISSED, State.FAILED)
"""States in which nothing of a delivery is on a network, as far as is known."""


def follow_content(draft: Draft, content: Content, accounts: Iterable[Account]) -> None:
    """Have one delivery for each account of a draft, planned as its content says.

    Raises:
        Refusal: One of them is going out or out already.
    """
    refuse_gone_out(draft)
    wanted = {one.key: one for one in accounts}
    there = {one.account.key: one for one in draft.deliveries.select_related("account")}
    for key, one in there.items():
        if key not in wanted:
            Delivery.objects.filter(pk=one.pk).update(state=State.DROPPED, revision=None)
    for key, account in wanted.items():
        planned = content.variant(key).planned_at
        if key in there:
            rows = Delivery.objects.filter(pk=there[key].pk)
            rows.update(planned_at=planned, changed_at=timezone.now())
            rows.filter(state=State.DROPPED).update(state=State.DRAFT)
        else:
            Delivery.objects.create(
                draft=draft, account=account, planned_at=planned, key=secrets.token_hex(32)
            )


def refuse_gone_out(draft: Draft) -> None:
    """Refuse to change what is on its way or out.

    Raises:
        Refusal: It is.
    """
    found = draft.deliveries.select_for_update().exclude(state=State.DROPPED)
    for one in found:
        if one.state not in STILL or one.may_be_out:
            raise Refusal(
                _("This draft is out already, or on its way, on %(account)s.")
                % {"account": one.account},
                _("Write a new draft, or copy this one."),
            )


def put_in_approval(draft: Draft) -> None:
    """Mark a draft's deliveries as waiting for an answer."""
    _open_ones(draft).update(state=State.IN_APPROVAL, words="", changed_at=timezone.now())


def put_back(draft: Draft) -> None:
    """Mark a draft's deliveries as drafts again: nothing is approved any longer."""
    _open_ones(draft).update(
        state=State.DRAFT, revision=None, words="", next_try_at=None, changed_at=timezone.now()
    )


def schedule(draft: Draft, revision: Revision, now: datetime) -> None:
    """Put an approved revision in the outbox, in the transaction of the approval.

    What should have gone out before it was approved is missed, never sent by itself.
    """
    for one in _open_ones(draft).select_related("account"):
        one.revision, one.words = revision, ""
        one.key, one.keyed_at = secrets.token_hex(32), now
        one.is_by_hand = not Connection.objects.filter(account=one.account).exists()
        one.tries, one.decided_by, one.changed_at = 0, None, now
        if one.planned_at is not None and one.planned_at < now:
            one.state, one.next_try_at = State.MISSED, None
            one.words = _("It was approved after the time at which it should have gone out.")
        else:
            one.state, one.next_try_at = State.SCHEDULED, one.planned_at or now
        one.save()


def hold_for(situation: Situation, accounts: QuerySet[Account] | None) -> int:
    """Hold everything that is scheduled for some accounts; how many that is.

    Args:
        situation: Why.
        accounts: Which; None for all.
    """
    rows = Delivery.objects.filter(state=State.SCHEDULED).exclude(situation=situation)
    if accounts is not None:
        rows = rows.filter(account__in=accounts)
    words = _("Held by the freeze: %(situation)s") % {"situation": situation}
    return rows.update(
        state=State.HELD, words=words[:500], next_try_at=None, changed_at=timezone.now()
    )


def _open_ones(draft: Draft) -> QuerySet[Delivery]:
    return Delivery.objects.filter(draft=draft, state__in=STILL, may_be_out=False)
