"""Sending: once, whatever dies in between; loud when it fails; never late, never frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from watchword.channels.publishing import (
    Health,
    Outgoing,
    Passing,
    Permanent,
    Published,
    Sent,
    TokenRefused,
    Unknown,
)
from watchword.site.accounts.actions import join
from watchword.site.accounts.models import Account, Connection
from watchword.site.crisis.actions import declare
from watchword.site.newsroom import BLUESKY, content
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person
from watchword.site.publishing.actions import try_again
from watchword.site.publishing.alive import is_alive, living
from watchword.site.publishing.models import Delivery, Post
from watchword.site.publishing.reading import read_networks
from watchword.site.publishing.sending import send_due
from watchword.site.review.actions import answer, ask_approval, save_draft

pytestmark = pytest.mark.django_db
NOW_OR_NEVER = timedelta(0)


@dataclass
class Network:
    """A network in memory that does as it is told to; it knows no keys, like the worst of them."""

    posts: list[tuple[str, str]] = field(default_factory=list)
    moods: list[BaseException | str] = field(default_factory=list)
    asked: int = 0
    gone: set[int] = field(default_factory=set)
    refuses: bool = False

    def __call__(self, _account: Account) -> Network:
        return self

    def send(self, outgoing: Outgoing, key: str) -> Sent:
        self.asked += 1
        mood = self.moods.pop(0) if self.moods else ""
        if isinstance(mood, BaseException):
            raise mood
        self.posts.append((key, outgoing.parts[0]))
        if mood == "lost":
            raise Unknown("the answer was lost")
        if mood == "killed":
            raise KeyboardInterrupt
        return self._sent(len(self.posts))

    def find(self, outgoing: Outgoing, key: str) -> Sent | None:  # noqa: ARG002 - the protocol's
        words = [text for _key, text in self.posts]
        return (
            self._sent(words.index(outgoing.parts[0]) + 1) if outgoing.parts[0] in words else None
        )

    def _sent(self, number: int) -> Sent:
        return Sent(id=str(number), address=f"https://network.example/{number}", at=timezone.now())

    def read(self, network_id: str) -> Published | None:
        if int(network_id) in self.gone:
            return None
        return self._published(int(network_id))

    def recent(self, since: datetime) -> Iterator[Published]:
        del since
        return iter([self._published(n) for n in range(len(self.posts), 0, -1)])

    def _published(self, number: int) -> Published:
        return Published(
            id=str(number),
            address=f"https://network.example/{number}",
            text=self.posts[number - 1][1],
            at=timezone.now(),
        )

    def edit(self, network_id: str, outgoing: Outgoing) -> Sent:
        raise NotImplementedError

    def delete(self, network_id: str) -> None:
        raise NotImplementedError

    def check(self) -> Health:
        if self.refuses:
            raise TokenRefused("revoked")
        return Health(identity="us")


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def due(
    author: Person, reviewer: Person, administrator: Person, register: dict[str, Account]
) -> Delivery:
    """A post that is approved, joined to a network, and due."""
    join(
        administrator, register[BLUESKY], server="https://network.example", identity="us",
        secret="abcd",
    )  # fmt: skip
    draft = save_draft(author, None, content(hours=None, accounts=(BLUESKY,)))
    asked = ask_approval(author, draft)
    answer(reviewer, asked, answer="yes", digest=asked.revision.digest)
    return draft.deliveries.get()


def send(network: Network, at: datetime | None = None) -> int:
    with living() as name:
        return send_due(name, at, quiet=NOW_OR_NEVER, networks=network)


def state(delivery: Delivery) -> str:
    return Delivery.objects.get(pk=delivery.pk).state


def test_a_due_post_goes_out_once_and_stands_in_the_register(
    due: Delivery, network: Network
) -> None:
    assert send(network) == 1
    assert send(network) == 0
    post = Post.objects.get()
    assert (post.made, post.address, post.delivery_id) == (
        "watchword",
        "https://network.example/1",
        due.pk,
    )
    assert post.edition is not None
    assert len(network.posts) == 1


def test_a_lost_answer_is_looked_up_before_another_try(due: Delivery, network: Network) -> None:
    network.moods = ["lost"]
    send(network)
    found = Delivery.objects.get(pk=due.pk)
    assert (found.state, found.may_be_out) == ("scheduled", True)
    assert send(network) == 0
    send(network, timezone.now() + timedelta(minutes=1))
    assert state(due) == "published"
    assert len(network.posts) == 1


def test_an_answer_lost_before_it_was_posted_is_sent_again(due: Delivery, network: Network) -> None:
    network.moods = [Unknown("no answer")]
    send(network)
    send(network, timezone.now() + timedelta(minutes=1))
    assert state(due) == "published"
    assert len(network.posts) == 1


def test_a_killed_sender_is_noticed_and_nothing_is_doubled(due: Delivery, network: Network) -> None:
    network.moods = ["killed"]
    with pytest.raises(KeyboardInterrupt):
        send(network)
    assert state(due) == "sending"
    send(network, timezone.now() + timedelta(seconds=1))
    assert state(due) == "published"
    assert len(network.posts) == 1


def test_what_a_living_sender_holds_is_left_to_it_however_the_clock_jumps(
    due: Delivery, network: Network
) -> None:
    with living() as name:
        Delivery.objects.filter(pk=due.pk).update(state="sending", sender=name, may_be_out=True)
        assert is_alive(name)
        assert send(network, timezone.now() + timedelta(days=300)) == 0
    assert not is_alive(name)
    assert send(network, timezone.now() + timedelta(minutes=2)) == 1
    assert network.asked == 1


def test_passing_failures_are_tried_again_later_and_then_it_is_loud(
    due: Delivery, network: Network, author: Person
) -> None:
    network.moods = [Passing("slow down", retry_after=90.0), *[Passing("busy")] * 9]
    send(network)
    found = Delivery.objects.get(pk=due.pk)
    assert found.next_try_at is not None
    assert found.next_try_at > timezone.now() + timedelta(seconds=80)
    now = timezone.now()
    Delivery.objects.filter(pk=due.pk).update(planned_at=None)
    for step in range(9):
        send(network, now + timedelta(hours=step + 1))
    assert state(due) == "failed"
    assert Notice.objects.filter(kind="post-failed", person=author).exists()
    assert network.posts == []


def test_a_failure_for_good_waits_for_a_person(
    due: Delivery, network: Network, author: Person
) -> None:
    network.moods = [Permanent("the picture is too large")]
    send(network)
    assert state(due) == "failed"
    assert send(network, timezone.now() + timedelta(days=1)) == 0
    try_again(author, Delivery.objects.get(pk=due.pk))
    send(network)
    assert state(due) == "published"


def test_a_refused_token_warns_administrators_once(
    due: Delivery, network: Network, administrator: Person, author: Person
) -> None:
    network.moods = [TokenRefused("revoked"), TokenRefused("revoked")]
    send(network)
    try_again(author, Delivery.objects.get(pk=due.pk))
    send(network)
    assert Connection.objects.get().health == "refused"
    assert Notice.objects.filter(kind="connection", person=administrator).count() == 1


def test_what_is_late_is_missed_and_not_sent(due: Delivery, network: Network) -> None:
    Delivery.objects.filter(pk=due.pk).update(planned_at=timezone.now() - timedelta(hours=1))
    assert send(network) == 0
    assert state(due) == "missed"


def test_a_freeze_holds_what_is_due(due: Delivery, network: Network, duty: Person) -> None:
    declare(duty, title="Fire", reason="")
    assert send(network) == 0
    assert state(due) == "held"


def test_a_freeze_that_begins_after_it_was_taken_holds_it_all_the_same(
    due: Delivery, network: Network, duty: Person
) -> None:
    def networks(_account: Account) -> Network:
        declare(duty, title="Fire", reason="")
        return network

    with living() as name:
        send_due(name, networks=networks)
    assert state(due) == "held"
    assert network.posts == []


def test_what_is_frozen_and_may_be_out_is_looked_up_but_never_sent(
    due: Delivery, network: Network, duty: Person
) -> None:
    network.moods = ["lost"]
    send(network)
    declare(duty, title="Fire", reason="")
    assert state(due) == "held"
    send(network)
    assert state(due) == "published"
    assert len(network.posts) == 1


def test_a_right_to_post_that_lapsed_holds_it(
    due: Delivery, network: Network, author: Person
) -> None:
    due.account.seats.all().delete()
    assert send(network) == 0
    found = Delivery.objects.get(pk=due.pk)
    assert (found.state, "do not write for" in found.words) == ("held", True)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_once(
    due: Delivery, network: Network, make_pair: Callable[..., None]
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory lets no two threads write; the fault campaign has files")
    make_pair(lambda: send(network))
    assert len(network.posts) == 1
    assert state(due) == "published"


@pytest.fixture
def make_pair() -> Callable[[Callable[[], object]], None]:
    """Runs something twice at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    def run(work: Callable[[], object]) -> None:
        def one() -> None:
            try:
                work()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            for each in [pool.submit(one) for _ in range(2)]:
                each.result()

    return run


def test_what_is_shown_is_compared_with_what_was_approved(
    due: Delivery, network: Network, duty: Person
) -> None:
    send(network)
    now = timezone.now()
    read_networks(now, networks=network)
    post = Post.objects.get()
    assert (post.differs, post.read_at) == ("", now)
    network.posts[0] = ("", "Come to our casino.")
    assert read_networks(now + timedelta(hours=1), networks=network) == 0
    read_networks(now + timedelta(hours=7), networks=network)
    assert Post.objects.get().differs
    network.gone = {1}
    read_networks(now + timedelta(hours=14), networks=network)
    assert Post.objects.get().removed_at is not None
    told = Notice.objects.filter(kind="post-differs", person=duty)
    assert told.count() == 2


def test_a_post_made_on_the_network_itself_is_entered_and_checked(
    due: Delivery, network: Network
) -> None:
    send(network)
    network.posts.append(("", "Call Mrs Kerr, born 03/04/1951, on 07700 900123 about her results."))
    assert read_networks(timezone.now(), networks=network) == 2
    native = Post.objects.get(made="native")
    assert native.edition is not None
    assert native.verdict
    read_networks(timezone.now(), networks=network)
    assert Post.objects.count() == 2


def test_the_health_of_a_token_is_watched(
    due: Delivery, network: Network, administrator: Person
) -> None:
    read_networks(timezone.now(), networks=network)
    assert Connection.objects.get().health == "works"
    network.refuses = True
    read_networks(timezone.now(), networks=network)
    assert Connection.objects.get().health == "refused"
    assert Notice.objects.filter(kind="connection").count() == 1
