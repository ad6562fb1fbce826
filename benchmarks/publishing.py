"""Does a post ever go out twice, or never? Lost answers and killed senders, on real servers.

    scripts/networks
    .venv/bin/python benchmarks/publishing.py [HOW_MANY]

Each sending is a thread of two parts. At random the answer to one of its requests is lost or cut,
the request itself is lost, or the sender is killed (SIGKILL) at any moment; then the sender does
what docs/howto/publish-to-networks.md says: look, and send what is not there. At the end every
post must be on the server exactly once, and each thread whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchword.channels.connections import Connection, publisher
from watchword.channels.http import Door
from watchword.channels.publishing import Outgoing, Passing, Unknown
from watchword.demo.networks import bluesky, snac
from watchword.demo.networks.line import Fault, Line, bad_line
from watchword.demo.networks.pretended import pretended_server

ROOT = Path(__file__).parents[1]
DOOR = Door(to_private=True)
DRAWN = random.Random(20261123)
FAULTS = [Fault.ANSWER_LOST, Fault.ANSWER_CUT, Fault.REQUEST_LOST]


def killed(board, outgoing, key):
    """Send in a process of its own that is killed some time later; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            board.send(outgoing, key)
        finally:
            os._exit(0)
    time.sleep(DRAWN.uniform(0, 0.12))
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] != 0


def deliver(board, line, outgoing, key, seen):
    """What a sender does until the post is out."""
    if DRAWN.random() < 0.4:
        seen["killed"] += killed(board, outgoing, key)
        unsure = True
    else:
        unsure = False
        line.faults[:] = [Fault.NONE] * DRAWN.randrange(3) + [DRAWN.choice(FAULTS)]
    for _ in range(20):
        try:
            if unsure and (found := board.find(outgoing, key)):
                return found
            return board.send(outgoing, key)
        except Unknown:
            seen["unknown"] += 1
            unsure = True
        except Passing:
            seen["passing"] += 1
    raise RuntimeError("not delivered after 20 tries")


def campaign(name, board, line, many):
    seen, began, sent = Counter(), datetime.now(UTC), []
    for number in range(many):
        outgoing = Outgoing(
            parts=(f"{name} {number}", f"{name} {number} goes on"), at=datetime.now(UTC)
        )
        key = hashlib.sha256(outgoing.parts[0].encode()).hexdigest()
        sent.append(deliver(board, line, outgoing, key, seen))
    line.faults.clear()
    shown = list(board.recent(began - timedelta(minutes=1)))
    texts = Counter(one.text for one in shown)
    places = {one.id: one for one in shown}
    wanted = [
        text for number in range(many) for text in (f"{name} {number}", f"{name} {number} goes on")
    ]
    return {
        "network": name,
        "sendings": many,
        **seen,
        "twice": sum(count > 1 for count in texts.values()),
        "lost": sum(texts[text] == 0 for text in wanted),
        "torn": sum(places[one.parts[1]].reply_to != one.parts[0] for one in sent),
        "seconds": round((datetime.now(UTC) - began).total_seconds(), 1),
    }


def networks(stack: ExitStack):
    """Name, publisher over a bad line, the line."""

    def over(port: int) -> Line:
        return stack.enter_context(bad_line(port))

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    for name in ("bluesky", "snac"):
        (folder / name).mkdir()
    if bluesky.is_installed(ROOT):
        server = stack.enter_context(bluesky.bluesky_server(ROOT, folder / "bluesky"))
        account, line = server.account("glenmarrow"), over(server.port)
        line.match = b"com.atproto.repo"
        joined = Connection(
            channel="bluesky",
            server=line.address,
            identity=account.handle,
            secret=account.app_password,
        )
        board = publisher(joined, DOOR)
        board.check()
        board._session._signed_in.update_base_url(
            line.address
        )  # the server names itself by its own port
        yield "Bluesky (PDS 0.5.35)", board, line
    if snac.is_installed(ROOT):
        server = stack.enter_context(snac.snac_server(ROOT, folder / "snac"))
        line = over(server.port)
        yield (
            "snac 2.75, which ignores keys",
            publisher(
                Connection(
                    channel="mastodon", server=line.address, secret=server.token("campaign")
                ),
                DOOR,
            ),
            line,
        )
    for knows in (True, False):
        server = stack.enter_context(pretended_server())
        server.knows_keys, line = knows, over(server.port)
        words = "heeds" if knows else "ignores"
        yield (
            f"pretended Mastodon, which {words} keys",
            publisher(
                Connection(channel="mastodon", server=line.address, secret="glenmarrow-token"), DOOR
            ),
            line,
        )


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    wrong = 0
    with ExitStack() as stack:
        for name, board, line in networks(stack):
            found = campaign(name, board, line, many)
            wrong += found["twice"] + found["lost"] + found["torn"]
            print(json.dumps(found), flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
