"""The proof of a freeze: a test post is tried on every way out, and nothing of it stays.

Everything happens in a transaction that is rolled back, with people and a draft that exist only in
it. What is called is what the pages, the programming interface, imports and the sender call.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from watchword.site.accounts.models import Account, Seat
from watchword.site.crisis.models import Situation
from watchword.site.crisis.queries import Frozen
from watchword.site.editions.models import Edition
from watchword.site.people.models import Grant, Person
from watchword.site.people.roles import Role
from watchword.site.publishing import actions as posts
from watchword.site.publishing.models import Delivery
from watchword.site.publishing.sending import refuse_leaving, take
from watchword.site.review import actions as drafts
from watchword.site.review.content import Content, Variant
from watchword.site.review.models import Draft, Request, Revision

WORDS = "Test post of the freeze. It must not go out."


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One way out, tried.

    Attributes:
        words: What it is, for people.
        is_stopped: Whether the test post was refused because of the freeze.
        said: What it was told.
    """

    words: str
    is_stopped: bool
    said: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """Every way out, tried with a test post.

    Attributes:
        account: From which account.
        ways: The ways.
        seconds: How long it took.
    """

    account: Account | None
    ways: tuple[Way, ...]
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether no way is open."""
        return bool(self.ways) and all(one.is_stopped for one in self.ways)


@dataclass(slots=True)
class _Probe:
    """A test post and the people who try to get it out; rolled back with all they do."""

    author: Person
    approver: Person
    draft: Draft
    revision: Revision
    delivery: Delivery


def prove(situation: Situation) -> Proof:
    """Try a test post on every way out of one account that a situation stops."""
    start = time.perf_counter()
    stop = situation.stops.filter(is_on=True).select_related("account").first()
    account = (stop.account if stop else None) or Account.objects.open().order_by("pk").first()
    if account is None or stop is None:
        return Proof(account=None, ways=(), seconds=time.perf_counter() - start)
    ways = tuple(_tried(account, words, way) for words, way in _WAYS)
    return Proof(account=account, ways=ways, seconds=time.perf_counter() - start)


def _tried(account: Account, words: object, way: Callable[[_Probe], None]) -> Way:
    said = ""
    is_stopped = False
    with transaction.atomic():
        probe = _probe(account)
        try:
            with transaction.atomic():
                way(probe)
        except Frozen as frozen:
            said, is_stopped = str(frozen.words), True
        except DatabaseError as refused:
            is_stopped = "a freeze stops this account" in str(refused)
            said = _("The database itself refuses.")
        else:
            probe.delivery.refresh_from_db()
            said = probe.delivery.words
            is_stopped = probe.delivery.state == Delivery.State.HELD and bool(said)
        transaction.set_rollback(True)
    return Way(words=str(words), is_stopped=is_stopped, said=said)


def _probe(account: Account) -> _Probe:
    """A test post as it would be without a freeze: approved, due, by people who may."""
    author, approver = _person(Role.AUTHOR, Role.DUTY), _person(Role.REVIEWER)
    Seat.objects.create(account=account, person=author)
    content = Content(text=WORDS, variants=(Variant(account=account.key),))
    draft = Draft.objects.create(author=author, latest=1)
    revision = Revision.objects.create(
        draft=draft,
        number=1,
        body=content.to_json(),
        digest=content.digest,
        title=WORDS,
        author=author,
    )
    delivery = Delivery.objects.create(
        draft=draft, account=account, revision=revision, key=secrets.token_hex(32)
    )
    return _Probe(author, approver, draft, revision, delivery)


def _person(*roles: Role) -> Person:
    name = f"freeze-test-{secrets.token_hex(8)}"
    made = Person.objects.create(
        external_id=name, email=f"{name}@localhost.example", given_name="Test", is_active=True
    )
    Grant.objects.bulk_create(Grant(person=made, role=one) for one in roles)
    return Person.objects.get(pk=made.pk)


def _request(probe: _Probe, state: str) -> Request:
    return Request.objects.create(
        revision=probe.revision,
        draft=probe.draft,
        tier="routine",
        steps=[{"any_of": ["post-approver"], "all_of": []}],
        edition=Edition.objects.published().latest("number"),
        state=state,
        asked_by=probe.author,
    )


def _put(probe: _Probe, state: str) -> None:
    Delivery.objects.filter(pk=probe.delivery.pk).update(
        state=state, next_try_at=timezone.now() - timedelta(seconds=1), is_by_hand=False
    )
    probe.delivery.refresh_from_db()


def _by_asking(probe: _Probe) -> None:
    _put(probe, Delivery.State.DRAFT)
    drafts.ask_approval(probe.author, probe.draft)


def _by_approving(probe: _Probe) -> None:
    _put(probe, Delivery.State.IN_APPROVAL)
    asked = _request(probe, Request.State.OPEN)
    drafts.answer(probe.approver, asked, answer="yes", digest=probe.revision.digest)


def _by_the_queue(probe: _Probe) -> None:
    _put(probe, Delivery.State.SCHEDULED)
    _request(probe, Request.State.APPROVED)
    take(probe.delivery.pk, "", timezone.now())


def _by_the_sender(probe: _Probe) -> None:
    _put(probe, Delivery.State.SCHEDULED)
    refuse_leaving(probe.delivery)


def _by_the_database(probe: _Probe) -> None:
    _put(probe, Delivery.State.SCHEDULED)
    Delivery.objects.filter(pk=probe.delivery.pk).update(state=Delivery.State.SENDING)


def _by_releasing(probe: _Probe) -> None:
    _put(probe, Delivery.State.HELD)
    _request(probe, Request.State.APPROVED)
    posts.release(probe.author, probe.delivery)


def _by_moving(probe: _Probe) -> None:
    _put(probe, Delivery.State.MISSED)
    _request(probe, Request.State.APPROVED)
    posts.reschedule(probe.author, probe.delivery, timezone.now() + timedelta(hours=1))


def _by_hand(probe: _Probe) -> None:
    _put(probe, Delivery.State.SCHEDULED)
    _request(probe, Request.State.APPROVED)
    posts.enter_by_hand(probe.author, probe.delivery, address="https://network.example/1")


_WAYS: tuple[tuple[object, Callable[[_Probe], None]], ...] = (
    (_lazy("Asking for approval: on the page, by the interface, by import"), _by_asking),
    (_lazy("Approving: on the page, by the interface, by a link"), _by_approving),
    (_lazy("The queue, when its time has come"), _by_the_queue),
    (_lazy("A sender that already holds it"), _by_the_sender),
    (_lazy("Releasing what is held"), _by_releasing),
    (_lazy("Moving what was missed"), _by_moving),
    (_lazy("Entering a post that was made by hand"), _by_hand),
    (_lazy("Behind the application's back, in the database"), _by_the_database),
)
