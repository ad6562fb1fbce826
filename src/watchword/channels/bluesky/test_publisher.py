from __future__ import annotations

import hashlib
import struct
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from watchword.channels.comparing import differs
from watchword.channels.connections import Connection, publisher
from watchword.channels.publishing import (
    Media,
    Outgoing,
)

NAMES = iter(range(1_000))


def key_of(words):
    return hashlib.sha256(words.encode()).hexdigest()


def png(width=40, height=30, shade=120):
    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = (b"\0" + bytes([shade]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def account(bluesky_server):
    return bluesky_server.account(f"board{next(NAMES)}")


@pytest.fixture
def connection(bluesky_server, account):
    return Connection(
        channel="bluesky",
        server=bluesky_server.address,
        identity=account.handle,
        secret=account.app_password,
    )


@pytest.fixture
def board(connection, bluesky_server):
    return publisher(connection, bluesky_server.door)


def test_a_thread_with_picture_mention_link_and_hashtag_reads_back_as_approved(
    board, account, bluesky_server
):
    outgoing = Outgoing(
        parts=(
            f"Flu clinic today 🎉 with @{account.handle}: https://example.org/flu #FluClinic",
            "Bring your card. Café is open.",
            "Thank you",
        ),
        media=(
            Media(body=png(), mime="image/png", description="A nurse at a desk"),
            Media(body=png(shade=9), mime="image/png", description="The entrance"),
        ),
        later_media=((Media(body=png(20, 60), mime="image/png", description="A card"),),),
        language="en-GB",
        at=datetime.now(UTC),
    )
    sent = board.send(outgoing, key_of("thread"))
    assert sent.address.startswith(f"https://bsky.app/profile/{account.did}/post/")
    shown = [board.read(one) for one in sent.parts]
    assert [differs(outgoing, one, part) for part, one in enumerate(shown)] == [(), (), ()]
    assert [one.reply_to for one in shown] == ["", sent.parts[0], sent.parts[1]]
    assert [one.id for one in board.recent(datetime.now(UTC) - timedelta(minutes=5))] == list(
        reversed(sent.parts)
    )
    assert board.find(outgoing, key_of("thread")) == sent
    assert board.read(sent.address).id == sent.id
