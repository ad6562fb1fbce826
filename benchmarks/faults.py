"""Does every post go out exactly once, whatever dies? A campaign of kills and lost answers.

``python benchmarks/faults.py --posts 400 --faults 500`` schedules posts on a real Bluesky server on
loopback and lets several senders work through them on a bad line, which loses answers that the
server has given. Senders are killed (SIGKILL) at random moments and replaced; two of them often
hold the same queue. In the end the server's own list of records is held against the register:
every post once, none lost, none twice. The seed is printed; ``--seed`` repeats a campaign.

``scripts/networks`` puts the server in place. SQLite, or PostgreSQL under ``scripts/postgres``.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchword.site.settings")
ROOT = Path(__file__).parent.parent
QUIET = timedelta(seconds=0.5)


def say(words: str) -> None:
    """Tell how far it is."""
    print(words, file=sys.stderr, flush=True)


class BadLine:
    """A line to a server that sometimes loses what the server answered, or breaks before it asks."""

    def __init__(self, port: int, chance: float, seed: int) -> None:
        self.chance, self.lost, self._port = chance, 0, port
        self._random = random.Random(seed)
        self._door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            near, _address = self._door.accept()
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._port))
        except OSError:
            near.close()
            return
        threading.Thread(target=self._carry, args=(near, far, False), daemon=True).start()
        self._carry(far, near, True)

    def _carry(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        try:
            while part := source.recv(65_536):
                if is_answer and self._random.random() < self.chance:
                    self.lost += 1
                    break
                target.sendall(part)
        except OSError:
            pass
        for one in (source, target):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def newsroom(address: str, identity: str, secret: str, posts: int) -> None:
    """A site with one joined account and so many approved posts that are due."""
    from django.core.management import call_command

    from watchword.site.accounts.actions import join
    from watchword.site.accounts.models import Account
    from watchword.site.demonstration.fill import fill
    from watchword.site.people.models import Person
    from watchword.site.publishing.models import Delivery
    from watchword.site.review.actions import answer, ask_approval, save_draft
    from watchword.site.review.content import Content, Variant

    call_command("migrate", verbosity=0)
    fill()
    people = {one.email.partition("@")[0]: one for one in Person.objects.all()}
    account = Account.objects.get(channel="bluesky")
    join(people["ivo.park"], account, server=address, identity=identity, secret=secret)
    Delivery.objects.filter(account=account).update(state="dropped")
    for number in range(posts):
        text = f"Clinic {number}: the vaccination team is in Larch Street from nine until four."
        content = Content(text=text, variants=(Variant(account=account.key),))
        draft = save_draft(people["nia.bell"], None, content)
        asked = ask_approval(people["nia.bell"], draft)
        answer(people["jon.hale"], asked, answer="yes", digest=asked.revision.digest)


def sender() -> int:
    """A sender in a process of its own; the key of the process."""
    from django.db import connections

    connections.close_all()
    key = os.fork()
    if key:
        return key
    from watchword.site.publishing.alive import living
    from watchword.site.publishing.sending import send_due

    try:
        with living() as name:
            while True:
                send_due(name, quiet=QUIET)
                time.sleep(0.05)
    finally:
        os._exit(1)


def campaign(args: argparse.Namespace, line: BadLine) -> int:
    """Kill senders at random moments until there were enough faults; how many were killed."""
    chance, killed = random.Random(args.seed), 0
    running = [sender() for _ in range(args.senders)]
    ends = time.monotonic() + args.seconds
    while time.monotonic() < ends and killed + line.lost < args.faults:
        time.sleep(chance.uniform(0.02, args.pause))
        victim = chance.randrange(len(running))
        os.kill(running[victim], signal.SIGKILL)
        os.waitpid(running[victim], 0)
        killed += 1
        _hurry()
        running[victim] = sender()
        if not unsent():
            break
    for one in running:
        os.kill(one, signal.SIGKILL)
        os.waitpid(one, 0)
    return killed


def _hurry() -> None:
    """Nobody waits minutes between tries here; failed ones are tried again, as a person would."""
    from django.utils import timezone

    from watchword.site.publishing.models import Delivery

    now = timezone.now()
    Delivery.objects.filter(state="scheduled", is_by_hand=False).update(next_try_at=now, tries=0)
    Delivery.objects.filter(state="failed").update(state="scheduled", next_try_at=now, tries=0)


def unsent() -> bool:
    """Whether a post is still on its way."""
    from watchword.site.publishing.models import Delivery

    rows = Delivery.objects.filter(is_by_hand=False, state__in=("scheduled", "sending", "failed"))
    return bool(rows.exists())


def settle(seconds: float) -> None:
    """Let one sender finish on a good line."""
    from watchword.site.publishing.alive import living
    from watchword.site.publishing.sending import send_due

    ends = time.monotonic() + seconds
    time.sleep(QUIET.total_seconds())
    with living() as name:
        while time.monotonic() < ends:
            _hurry()
            send_due(name, quiet=QUIET)
            if not unsent():
                return


def main() -> int:
    """Run a campaign and say what became of every post."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=400)
    parser.add_argument("--faults", type=int, default=500)
    parser.add_argument("--senders", type=int, default=2)
    parser.add_argument("--chance", type=float, default=0.15, help="that an answer is lost")
    parser.add_argument("--pause", type=float, default=0.6, help="most seconds between kills")
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="watchword-faults-"))
    os.environ.setdefault("WATCHWORD_HOME", str(folder / "site"))
    os.environ["WATCHWORD_PRIVATE_NETWORKS"] = "1"
    os.environ["WATCHWORD_MAIL"] = ""
    import django

    django.setup()
    from watchword.channels.connections import Connection as Joined
    from watchword.channels.connections import publisher
    from watchword.demo.networks.bluesky import bluesky_server
    from watchword.site.publishing.models import Delivery, Post

    (folder / "pds").mkdir()
    with bluesky_server(ROOT, folder / "pds") as server:
        account = server.account("glenmarrow")
        line = BadLine(server.port, 0, args.seed)
        newsroom(f"http://localhost:{line.port}", account.handle, account.app_password, args.posts)
        joined = Joined(
            channel="bluesky",
            server=server.address,
            identity=account.handle,
            secret=account.app_password,
        )
        publisher(joined, server.door).check()  # the libraries are read once, before the forks
        say("newsroom is ready")
        start, line.chance = time.perf_counter(), args.chance
        killed = campaign(args, line)
        say(f"{killed} kills, {line.lost} lost answers; now on a good line")
        took, lost = time.perf_counter() - start, line.lost
        line.chance = 0
        settle(300)
        from datetime import UTC, datetime

        there = publisher(joined, server.door).recent(datetime(2020, 1, 1, tzinfo=UTC))
        shown = Counter(one.text for one in there)
    register = Counter(Post.objects.filter(made="watchword").values_list("text", flat=True))
    twice = sum(1 for count in shown.values() if count > 1)
    missing = args.posts - len(shown)
    states = Counter(Delivery.objects.exclude(state="dropped").filter(account__channel="bluesky").values_list("state", flat=True))  # fmt: skip
    print(
        f"{args.posts} posts, {args.senders} senders, {killed} kills and {lost} lost answers in "
        f"{took:.0f} s (seed {args.seed}):\n{twice} twice, {missing} lost; register and network "
        f"agree: {shown == register}; states: {dict(states)}; load {os.getloadavg()[0]:.1f}"
    )
    return 0 if twice == 0 and missing == 0 and shown == register else 1


if __name__ == "__main__":
    raise SystemExit(main())
