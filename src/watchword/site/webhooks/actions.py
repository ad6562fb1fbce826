"""Naming receivers, and telling them."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.audit.chain import written_time
from watchword.site.audit.models import Entry
from watchword.site.kit.deed import deed
from watchword.site.kit.outside import NotSent, post
from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Person
from watchword.site.webhooks import access
from watchword.site.webhooks.models import EVENTS, Delivery, Receiver, new_salt
from watchword.site.webhooks.signature import HEADER, secret_of, signature

WAITS = (timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2),
         timedelta(hours=8), timedelta(hours=24))  # fmt: skip
"""How long to wait after each failure; after the last a delivery is given up, and shown so."""
BATCH = 50
LOOKED = 5_000
_TAKEN = range(200, 300)


@deed(access.MANAGE)
def save_receiver(
    actor: Person,
    receiver: Receiver | None,
    *,
    name: str,
    address: str,
    deeds: Sequence[str],
    is_on: bool = True,
) -> Receiver:
    """Name a receiver, or change one; a new one is told of what comes from now on.

    Raises:
        Invalid: The address is not one of http or https, carries a password, or no deed is chosen.
    """
    parts, wrong = urlsplit(address), {}
    if parts.scheme not in ("http", "https") or not parts.hostname:
        wrong["address"] = _("Write an address that begins with https://.")
    elif parts.username or parts.password:
        wrong["address"] = _("Leave name and password out; the signature says who we are.")
    if not deeds or set(deeds) - set(dict(EVENTS)):
        wrong["deeds"] = _("Choose at least one.")
    if wrong:
        raise Invalid(_("This receiver cannot be kept."), fields=dict(wrong))
    last = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    made = receiver or Receiver(seen=last)
    before = {"address": made.address, "deeds": made.deeds, "is_on": made.is_on} if receiver else {}
    made.name, made.address, made.deeds = name.strip(), address, sorted(set(deeds))
    if is_on and not made.is_on:
        made.seen = last  # what happened while it was off is not told
    made.is_on = is_on
    made.save()
    after = {"address": address, "deeds": made.deeds, "is_on": is_on}
    subject = f"webhook:{made.pk}"
    record(
        actor,
        Deed(name="save-webhook", subject=subject, title=made.name, before=before, after=after),
    )
    return made


@deed(access.MANAGE)
def drop_receiver(actor: Person, receiver: Receiver) -> None:
    """Drop a receiver with its deliveries."""
    deed = Deed(
        name="drop-webhook",
        subject=f"webhook:{receiver.pk}",
        title=receiver.name,
        before={"address": receiver.address},
    )
    receiver.delete()
    record(actor, deed)


@deed(access.MANAGE)
def renew_secret(actor: Person, receiver: Receiver) -> str:
    """Give a receiver a new secret; the old one signs nothing any more."""
    receiver.salt = new_salt()
    receiver.save(update_fields=["salt"])
    record(
        actor,
        Deed(name="renew-webhook-secret", subject=f"webhook:{receiver.pk}", title=receiver.name),
    )
    return secret_for(receiver)


@deed(access.MANAGE)
def deliver_again(actor: Person, delivery: Delivery) -> None:
    """Queue a delivery once more."""
    delivery.state, delivery.tries = Delivery.State.QUEUED, 0
    delivery.next_try_at = timezone.now()
    delivery.save(update_fields=["state", "tries", "next_try_at"])
    record(
        actor,
        Deed(
            name="deliver-again",
            subject=f"webhook:{delivery.receiver_id}",
            title=f"{delivery.deed} {delivery.entry}",
        ),
    )


def secret_for(receiver: Receiver) -> str:
    """A receiver's secret; shown when it is made, and never kept."""
    return secret_of(settings.SECRET_KEY, receiver.salt)


def queue_new() -> int:
    """Queue a delivery for each new entry of the record, once a receiver; how many."""
    count = 0
    for key in Receiver.objects.filter(is_on=True).values_list("pk", flat=True):
        with transaction.atomic():
            count += _queue(Receiver.objects.select_for_update().get(pk=key))
    return count


def _queue(receiver: Receiver) -> int:
    rows = Entry.objects.filter(number__gt=receiver.seen).order_by("number")
    entries = list(rows[:LOOKED])
    if not entries:
        return 0
    wanted = set(receiver.deeds)
    made = [
        Delivery(receiver=receiver, entry=one.number, deed=one.deed, body=_body(one))
        for one in entries
        if one.deed in wanted
    ]
    Delivery.objects.bulk_create(made, ignore_conflicts=True, batch_size=1_000)
    Receiver.objects.filter(pk=receiver.pk).update(seen=entries[-1].number)
    return len(made)


def _body(one: Entry) -> str:
    """What is told: that it happened; the words of drafts, comments and questions stay here."""
    told = {
        "entry": one.number,
        "at": written_time(one.at),
        "deed": one.deed,
        "subject": one.subject,
        "title": one.title,
        "who": one.who,
        "edition": one.edition,
        "digest": one.digest,
    }
    return json.dumps(told, ensure_ascii=False)


def deliver_due() -> tuple[int, int]:
    """Deliver what is due; how many were taken and how many failed."""
    taken = failed = 0
    while batch := _claimed():
        for one in batch:
            if _deliver(one):
                taken += 1
            else:
                failed += 1
    return taken, failed


def _claimed() -> list[Delivery]:
    """Deliveries that this process makes; another one sees them as not due meanwhile."""
    from django.db import connection

    can_skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        rows = Delivery.objects.due().select_for_update(
            skip_locked=can_skip, of=("self",) if can_skip else ()
        )
        batch = list(rows.select_related("receiver").order_by("pk")[:BATCH])
        keys = [one.pk for one in batch]
        soon: datetime = timezone.now() + timedelta(minutes=20)
        Delivery.objects.filter(pk__in=keys).update(next_try_at=soon)
    return batch


def _deliver(one: Delivery) -> bool:
    body, at = one.body.encode(), int(time.time())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Watchword",
        "Watchword-Delivery": f"{one.receiver_id}-{one.entry}",
        HEADER: signature(secret_for(one.receiver), body, at),
    }
    one.tries += 1
    try:
        one.answer, one.error = None, ""
        one.answer = post(
            one.receiver.address,
            body,
            headers,
            to_private=settings.CONFIGURATION.private_webhooks,
        )
        if one.answer not in _TAKEN:
            one.error = f"it answered {one.answer}"
    except NotSent as error:
        one.error = str(error)[:500]
    if not one.error:
        one.state, one.sent_at = Delivery.State.SENT, timezone.now()
    elif one.tries > len(WAITS):
        one.state = Delivery.State.LOST
    else:
        one.state = Delivery.State.FAILED
        one.next_try_at = timezone.now() + WAITS[one.tries - 1]
    one.save(update_fields=["state", "tries", "answer", "error", "sent_at", "next_try_at"])
    return not one.error
