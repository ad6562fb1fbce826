"""Sending what is due, exactly once.

Before a network is asked for anything, the database says that this delivery is going out, who
sends it, and that it may be out from now on. Whatever then dies (sender, network, machine), the
next one that takes it up reads the network first, and sends only what is not there; with the same
key, so that a network which knows keys makes no second post either. Whether a sender lives is
asked of the operating system or the database, never of a clock.

    scheduled → sending → published
                        → scheduled again, later     the network refused for now
                        → failed, loud               the network refused for good, or too often
                        → held                       the last look found something
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from watchword.base.errors import NetworkError
from watchword.channels.publishing import Passing, Permanent, Publisher, Sent, TokenRefused, Unknown
from watchword.site.accounts.models import Account
from watchword.site.audit.actions import Deed, System, record
from watchword.site.crisis.queries import Frozen, refuse_stopped
from watchword.site.publishing.actions.entering import enter
from watchword.site.publishing.alive import is_alive
from watchword.site.publishing.gate import is_late, why_not
from watchword.site.publishing.models import Delivery, Post
from watchword.site.publishing.networks import outgoing_of, publisher_of
from watchword.site.publishing.telling import tell_failed, tell_refused_token

State = Delivery.State
WAITS = (timedelta(seconds=20), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5),
         timedelta(minutes=10))  # fmt: skip
"""How long to wait after each passing failure; after the last the post has failed."""
QUIET = timedelta(seconds=60)
"""A network may still be busy with what a killed sender asked of it; then it is left alone so long."""
BATCH = 100
Networks = Callable[[Account], Publisher]
_SYSTEM = System()


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery that this process has taken.

    Attributes:
        delivery: The delivery, going out.
        may_be_out: Whether an earlier try may have put it on the network.
    """

    delivery: Delivery
    may_be_out: bool


def send_due(
    sender: str,
    now: datetime | None = None,
    *,
    quiet: timedelta = QUIET,
    networks: Networks = publisher_of,
) -> int:
    """Send everything that is due; how many deliveries were taken.

    Args:
        sender: Name under which this process lives (:func:`.alive.living`).
        now: The time; the present one unless given.
        quiet: How long a network is left alone after a sender died on it.
        networks: From an account to its network's publisher.
    """
    now = now or timezone.now()
    for one in Delivery.objects.unsure().select_related("account", "revision"):
        _look_again(one, networks)
    count = 0
    for key in _takeable(now, quiet):
        taken = take(key, sender, now)
        if taken is not None:
            _send(taken, networks)
            count += 1
    return count


def _takeable(now: datetime, quiet: timedelta) -> list[int]:
    left = Delivery.objects.sending().filter(changed_at__lte=now - quiet)
    behind = [one.pk for one in left if not is_alive(one.sender)]
    due = Delivery.objects.due(now).order_by("next_try_at", "pk")
    return [*behind, *due.values_list("pk", flat=True)[:BATCH]]


@transaction.atomic
def take(key: int, sender: str, now: datetime) -> Taken | None:
    """Take one delivery; None when somebody else has it, or it must not go out."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("account")
    one = rows.get(pk=key)
    if one.state == State.SCHEDULED and one.next_try_at is not None and one.next_try_at <= now:
        if not one.may_be_out and (why := why_not(one, now)):
            _settle(one, State.MISSED if is_late(one, now) else State.HELD, why)
            return None
    elif one.state != State.SENDING or is_alive(one.sender):
        return None
    taken = Taken(one, one.may_be_out)
    one.state, one.sender, one.may_be_out = State.SENDING, sender, True
    one.tries, one.changed_at = one.tries + 1, timezone.now()
    one.save()
    return taken


def _send(taken: Taken, networks: Networks) -> None:
    """Send one delivery that this process has taken, and say what became of it."""
    one = taken.delivery
    try:
        sent = _sent(taken, networks)
    except Unknown as error:
        _later(one, str(error), None, is_unsure=True)
    except Passing as error:
        _later(one, str(error), error.retry_after, is_unsure=taken.may_be_out)
    except TokenRefused as error:
        _fail(one, str(error), is_unsure=taken.may_be_out)
        tell_refused_token(one.account, str(error))
    except Permanent as error:
        _fail(one, str(error), is_unsure=False)
    except Frozen as frozen:
        _settle(one, State.HELD, str(frozen.words))
    else:
        _published(one, sent)


def _sent(taken: Taken, networks: Networks) -> Sent:
    """What the network has of it now: found there, or sent.

    Raises:
        Frozen: It was not there, and a freeze has begun.
        NetworkError: The network did not do it.
    """
    one = taken.delivery
    publisher, outgoing = networks(one.account), outgoing_of(one)
    found = publisher.find(outgoing, one.key) if taken.may_be_out else None
    if found is not None:
        return found
    refuse_leaving(one)
    return publisher.send(outgoing, one.key)


def refuse_leaving(one: Delivery) -> None:
    """The last look, a moment before the network is asked: a freeze may have begun.

    Raises:
        Frozen: It has.
    """
    revision = one.revision
    refuse_stopped([one.account], revision.author if revision else None, one.situation)


def _look_again(one: Delivery, networks: Networks) -> None:
    """Read the network for what waits for a person while nobody knows whether it is out."""
    try:
        found = networks(one.account).find(outgoing_of(one), one.key)
    except NetworkError:
        return  # it stays unsure, and is looked at again
    if found is not None:
        _published(one, found)
    else:
        rows = Delivery.objects.filter(pk=one.pk, state=one.state, may_be_out=True)
        rows.update(may_be_out=False)


@transaction.atomic
def _published(one: Delivery, sent: Sent) -> None:
    row = Delivery.objects.select_for_update().get(pk=one.pk)
    if row.state == State.PUBLISHED:
        return
    enter(
        _SYSTEM,
        row,
        network_id=sent.id,
        address=sent.address,
        made=Post.Made.HERE,
        at=sent.at,
        parts=sent.parts,
    )


@transaction.atomic
def _later(one: Delivery, why: str, wait: float | None, *, is_unsure: bool) -> None:
    if one.tries > len(WAITS):
        _fail(one, why, is_unsure=is_unsure)
        return
    pause = WAITS[one.tries - 1] if wait is None else timedelta(seconds=wait)
    at = timezone.now() + pause
    _settle(one, State.SCHEDULED, why, is_unsure=is_unsure, next_try_at=at)


@transaction.atomic
def _fail(one: Delivery, why: str, *, is_unsure: bool) -> None:
    _settle(one, State.FAILED, why, is_unsure=is_unsure)
    tell_failed(one, why)


@transaction.atomic
def _settle(
    one: Delivery,
    state: str,
    words: str,
    *,
    is_unsure: bool = False,
    next_try_at: datetime | None = None,
) -> None:
    """Say where a delivery stands now, on record; unless another sender has taken it since."""
    row = Delivery.objects.select_for_update().get(pk=one.pk)
    if row.sender != one.sender:
        return
    before, one.state, one.words = one.state, state, words[:500]
    one.may_be_out, one.next_try_at, one.changed_at = is_unsure, next_try_at, timezone.now()
    one.save()
    after = {"state": state, "words": one.words, "may_be_out": is_unsure}
    record(
        _SYSTEM,
        Deed(
            name="settle-post",
            subject=f"delivery:{one.pk}",
            title=str(one),
            before={"state": before},
            after=after,
        ),
    )
