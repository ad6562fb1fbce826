from __future__ import annotations

import hashlib
import struct
import threading
import time
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from watchword.channels.comparing import differs
from watchword.channels.connections import Connection, publisher
from watchword.channels.http import Door
from watchword.channels.mastodon.failing import _unheard
from watchword.channels.mastodon.publisher import MastodonPublisher
from watchword.channels.mastodon.server import Server
from watchword.channels.mastodon.words import words_of
from watchword.channels.publishing import (
    Media,
    Outgoing,
    Passing,
    Permanent,
    TokenRefused,
    Unknown,
    Visibility,
)


def key_of(words):
    return hashlib.sha256(words.encode()).hexdigest()


def png(shade=120):
    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = (b"\0" + bytes([shade]) * 40) * 30
    head = struct.pack(">IIBBBBB", 40, 30, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture(description, **more):
    return Media(
        body=png(len(description) % 200), mime="image/png", description=description, **more
    )


def joined(server, token, *, to_private=True):
    connection = Connection(channel="mastodon", server=server, identity="press", secret=token)
    return publisher(connection, Door(to_private=to_private))


def posts_of(board):
    return list(board.recent(datetime.now(UTC) - timedelta(minutes=5)))


@pytest.fixture(scope="module")
def snac(snac_server):
    return joined(snac_server.address, snac_server.token("press"))


@pytest.fixture
def board(pretended_server):
    return joined(pretended_server.address, "glenmarrow-token")


THREAD = Outgoing(
    parts=(
        "Flu clinic today 🎉 & more\n\nSee https://example.org/flu/a-very-long-address/with?everything=1#x\nAll day #FluClinic",
        "Bring your card. Café is open.",
        "Thank you",
    ),
    media=(picture("A nurse at a desk", focus=(0.75, 0.25)), picture("The entrance")),
    later_media=((picture("A card"),),),
    language="en",
    warning="Needles",
)


def test_on_a_real_server_a_thread_reads_back_as_approved(snac):
    sent = snac.send(THREAD, key_of("thread"))
    shown = [snac.read(one) for one in sent.parts]
    assert [differs(THREAD, one, part) for part, one in enumerate(shown)] == [(), (), ()]
    assert [one.reply_to for one in shown] == ["", sent.parts[0], sent.parts[1]]
    assert {one.id for one in posts_of(snac)} >= set(sent.parts)
    assert snac.find(THREAD, key_of("thread")) == sent
    assert shown[0].address.startswith("http://localhost")


def test_a_thread_with_everything_reads_back_as_approved(board, pretended_server):
    pretended_server.looks = 2
    outgoing = Outgoing(
        parts=(f"{THREAD.parts[0]} <b> with @ana@social.example.org", *THREAD.parts[1:]),
        media=THREAD.media,
        later_media=THREAD.later_media,
        language="en-GB",
        warning="Needles",
        visibility=Visibility.UNLISTED,
        at=datetime.now(UTC),
    )
    sent = board.send(outgoing, key_of("thread"))
    shown = [board.read(one) for one in sent.parts]
    assert [differs(outgoing, one, part) for part, one in enumerate(shown)] == [(), (), ()]
    assert shown[0].text == outgoing.parts[0]
    assert (shown[0].language, shown[0].warning) == ("en", "Needles")
    assert [one.id for one in posts_of(board)] == list(reversed(sent.parts))
    assert board.find(outgoing, key_of("thread")) == sent
    stored = pretended_server.statuses[sent.id]
    assert stored["visibility"] == "unlisted"
    assert stored["media_attachments"][0]["meta"]["focus"] == {"x": 0.5, "y": 0.5}


@pytest.mark.parametrize("knows_keys", [True, False])
@pytest.mark.parametrize("fault", ["answer lost", "answer cut", "request lost"])
def test_after_a_lost_answer_there_is_one_post(pretended_server, bad_line, fault, knows_keys):
    pretended_server.knows_keys = knows_keys
    outgoing = Outgoing(parts=("One", "Two", "Three"), at=datetime.now(UTC))
    with bad_line(pretended_server.port) as line:
        board = joined(line.address, "glenmarrow-token")
        line.match, line.faults = b"POST /api/v1/statuses", ["none", fault]
        with pytest.raises(Unknown) as lost:
            board.send(outgoing, key_of("lost"))
        assert len(lost.value.posted) == 1
        assert board.find(outgoing, key_of("lost")) is None
        sent = board.send(outgoing, key_of("lost"))
        assert board.find(outgoing, key_of("lost")) == sent
        assert board.send(outgoing, key_of("lost")) == sent
    assert [one["text"] for one in pretended_server.statuses.values()] == ["One", "Two", "Three"]


def test_on_a_real_server_that_ignores_keys_a_lost_answer_makes_no_second_post(
    snac, snac_server, bad_line
):
    outgoing = Outgoing(parts=("Only *once* <b>", "This too"), at=datetime.now(UTC))
    with bad_line(snac_server.port) as line:
        board = joined(line.address, snac._server._connection.secret)
        line.match, line.faults = b"POST /api/v1/statuses", ["answer lost"]
        with pytest.raises(Unknown):
            board.send(outgoing, key_of("snac"))
        assert board.find(outgoing, key_of("snac")) is None
        sent = board.send(outgoing, key_of("snac"))
        assert board.find(outgoing, key_of("snac")) == sent
    texts = [one.text for one in posts_of(snac)]
    assert (texts.count("Only once"), texts.count("This too")) == (1, 1)


def test_two_senders_with_the_same_key_at_once_make_one_thread(pretended_server):
    outgoing = Outgoing(parts=("First", "Second", "Third"))
    start, sent = threading.Barrier(4), []

    def send():
        board = joined(pretended_server.address, "glenmarrow-token")
        board.check()
        start.wait()
        sent.append(board.send(outgoing, key_of("race")))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(sent) == 4
    assert len({one.parts for one in sent}) == 1
    assert len(pretended_server.statuses) == 3


def test_a_limit_of_rate_is_passing_and_says_how_long(board, pretended_server):
    when = datetime.now(UTC) + timedelta(seconds=90)
    limited = {
        "X-RateLimit-Limit": "300",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": when.isoformat(),
    }
    pretended_server.moods = [
        _mood(pretended_server, 429, headers=limited, only="POST /api/v1/statuses")
    ]
    began = time.monotonic()
    with pytest.raises(Passing) as passing:
        board.send(Outgoing(parts=("Later",)), key_of("later"))
    assert 60 < passing.value.retry_after < 100
    assert time.monotonic() - began < 10
    assert pretended_server.statuses == {}


def _mood(server, status, **more):
    return type(server.mood("none"))(status=status, **more)


@pytest.mark.parametrize(
    ("status", "does", "outcome"),
    [
        (500, False, Passing),
        (500, True, None),
        (503, False, Passing),
        (502, False, Unknown),
        (504, True, Unknown),
        (401, False, TokenRefused),
        (403, False, TokenRefused),
        (422, False, Permanent),
        (413, False, Permanent),
        (404, False, Permanent),
    ],
)
def test_each_failure_is_told_for_what_it_is(board, pretended_server, status, does, outcome):
    pretended_server.moods = [
        _mood(pretended_server, status, does=does, only="POST /api/v1/statuses")
    ]
    outgoing = Outgoing(parts=("Words",))
    if outcome is None:
        assert board.send(outgoing, key_of("words")).id in pretended_server.statuses
    else:
        with pytest.raises(outcome) as failed:
            board.send(outgoing, key_of("words"))
        assert failed.value.hint or outcome is Unknown
        assert "glenmarrow-token" not in str(failed.value)
    assert len(pretended_server.statuses) == does


def test_a_post_is_edited_and_deleted(board, pretended_server):
    outgoing = Outgoing(parts=("Before",), media=(picture("A nurse"),))
    sent = board.send(outgoing, key_of("edit"))
    changed = Outgoing(parts=("After",), media=(picture("A doctor"),), warning="Needles")
    board.edit(sent.id, changed)
    shown = board.read(sent.id)
    assert differs(changed, shown) == ()
    assert differs(outgoing, shown) == (
        "the text differs from “Before” on: “After” is shown",
        "the description of medium 1 is another one",
        "the content warning is “Needles” instead of nothing",
    )
    assert shown.edited_at is not None
    board.edit(sent.id, Outgoing(parts=("No picture",)))
    assert board.read(sent.id).descriptions == ()
    with pytest.raises(Permanent, match="one post"):
        board.edit(sent.id, THREAD)
    board.delete(sent.id)
    board.delete(sent.id)
    assert board.read(sent.id) is None


def test_a_server_that_cannot_delete_says_so(snac):
    sent = snac.send(Outgoing(parts=("It stays",)), key_of("stays"))
    with pytest.raises(Permanent, match="cannot delete"):
        snac.delete(sent.id)
    assert snac.read(sent.id).text == "It stays"


def test_who_the_token_is_and_what_it_may_do(board, snac, pretended_server):
    health = board.check()
    assert (health.identity, health.scopes, health.notes) == ("press", ("read", "write"), ())
    pretended_server.tokens["reading"] = "read"
    assert joined(pretended_server.address, "reading").check().notes == (
        "The token may not write posts.",
    )
    assert "not Mastodon itself" in snac.check().notes[0]
    with pytest.raises(TokenRefused):
        joined(pretended_server.address, "wrong").check()
    with pytest.raises(TokenRefused, match="no token"):
        joined(pretended_server.address, "").check()
    with pytest.raises(Permanent, match="private network"):
        joined(pretended_server.address, "x", to_private=False).check()
    with pytest.raises(Passing):
        joined("http://localhost:1", "x").check()
    with pytest.raises(TokenRefused):
        joined(pretended_server.address, __file__).check()
    assert "glenmarrow-token" not in repr(board._server._connection)


@pytest.mark.parametrize(
    ("outgoing", "why"),
    [
        (Outgoing(parts=("x" * 501,)), "part 1 has 501 characters"),
        (Outgoing(parts=("fine", "x" * 498), warning="abc"), "part 2 has 501 characters"),
        (Outgoing(parts=()), "nothing to publish"),
        (Outgoing(parts=("x",), media=(picture("a"),) * 5), "5 media"),
        (
            Outgoing(parts=("x",), media=(Media(body=b"x" * 16_777_217, mime="image/png"),)),
            "16,777,217 bytes",
        ),
        (Outgoing(parts=("x",), media=(Media(body=b"x", mime="image/tiff"),)), "no image/tiff"),
        (Outgoing(parts=("x",), media=(picture("d" * 1_501),)), "1,501 characters"),
    ],
)
def test_what_the_server_would_refuse_is_refused_before_it_is_sent(
    board, pretended_server, outgoing, why
):
    with pytest.raises(Permanent, match=why) as refused:
        board.send(outgoing, key_of(why))
    assert refused.value.hint
    assert [one for one in pretended_server.heard if one.startswith("POST")] == []


def test_many_posts_are_read_page_by_page(board):
    for number in range(45):
        board.send(Outgoing(parts=(f"Post {number}",)), key_of(str(number)))
    assert [one.text for one in posts_of(board)] == [
        f"Post {number}" for number in reversed(range(45))
    ]
    assert list(board.recent(datetime.now(UTC) + timedelta(hours=1))) == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
        ("<p>a &amp; b &lt;c&gt;</p>", "a & b <c>"),
        (
            '<p><a href="https://e.org/@ana" class="mention">@<span>ana</span></a>, hello</p>',
            "@ana@e.org, hello",
        ),
        ('<a href="x"><span class="invisible">https://</span>e.org</a>', "https://e.org"),
        ("plain\nwords", "plain\nwords"),
        ("", ""),
    ],
)
def test_words_are_read_out_of_html(html, text):
    assert words_of(html, [{"url": "https://e.org/@ana", "acct": "ana@e.org"}]) == text


def test_reading_with_a_lost_answer_is_passing(pretended_server, bad_line, instead):
    with bad_line(pretended_server.port) as line:
        board = joined(line.address, "glenmarrow-token")
        line.faults = [
            "answer lost",
            instead(status=500),
            instead(status=200, body=b"<html>"),
            instead(status=200, body=b"[7]"),
            instead(status=200),
        ]
        for _ in range(5):
            with pytest.raises(Passing):
                board.check()


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"[]", b"7"])
def test_an_answer_that_names_no_post_leaves_it_unknown(pretended_server, bad_line, instead, body):
    with bad_line(pretended_server.port) as line:
        board = joined(line.address, "glenmarrow-token")
        line.match, line.faults = (
            b"POST /api/v1/statuses",
            [instead(status=200, body=body, heard=True)],
        )
        with pytest.raises(Unknown):
            board.send(Outgoing(parts=("Words",)), key_of("words"))
        assert board.find(Outgoing(parts=("Words",)), key_of("words")) is not None


def test_a_file_that_never_gets_ready_is_passing(pretended_server):
    pretended_server.looks, waits = 10**6, []
    connection = Connection(
        channel="mastodon", server=pretended_server.address, secret="glenmarrow-token"
    )
    board = MastodonPublisher(Server(connection, Door(to_private=True), waits.append))
    with pytest.raises(Passing, match="still making"):
        board.send(THREAD, key_of("never"))
    assert sum(waits) == 60
    assert pretended_server.statuses == {}


def test_boosts_are_no_own_posts(board, pretended_server):
    sent = board.send(Outgoing(parts=("Own",)), key_of("own"))
    boost = {**pretended_server.statuses[sent.id], "id": "9999", "reblog": {"id": "5"}}
    pretended_server.statuses["9999"] = boost
    assert [one.id for one in posts_of(board)] == [sent.id]


def test_a_list_that_is_none_is_passing_and_a_token_that_is_none_is_refused(
    pretended_server, bad_line, instead
):
    with bad_line(pretended_server.port) as line:
        board = joined(line.address, "glenmarrow-token")
        line.match, line.faults = (
            b"/statuses?",
            [instead(status=200, body=b"7"), instead(status=200, body=b"[{}]")],
        )
        board.check()
        with pytest.raises(Passing):
            posts_of(board)
        assert posts_of(board) == []
    for bad in ("two words", "a\nb", "naïve"):
        with pytest.raises(TokenRefused, match="no token"):
            joined(pretended_server.address, bad).check()


def test_whatever_else_goes_wrong_on_the_way_is_not_taken_for_an_answer():
    assert isinstance(_unheard(OSError("x"), writing=True), Unknown)
    assert isinstance(_unheard(OSError("x"), writing=False), Passing)
