from __future__ import annotations

import hashlib
import json
import struct
import threading
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from watchword.channels.bluesky.keys import FIRST_BY_TIME, key_at, record_key, time_of
from watchword.channels.bluesky.records import published
from watchword.channels.comparing import differs
from watchword.channels.connections import Connection, publisher
from watchword.channels.http import Door
from watchword.channels.publishing import (
    Card,
    Media,
    Outgoing,
    Passing,
    Permanent,
    TokenRefused,
    Unknown,
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
def join(bluesky_server, account):
    def joined(**changed):
        settings = {
            "server": bluesky_server.address,
            "identity": account.handle,
            "secret": account.app_password,
        }
        door = Door(to_private=changed.pop("to_private", True))
        return publisher(Connection(channel="bluesky", **{**settings, **changed}), door)

    return joined


@pytest.fixture
def board(join):
    return join()


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


def posts_of(board):
    return list(board.recent(datetime.now(UTC) - timedelta(minutes=5)))


def test_a_card_a_video_a_reply_and_a_label(board, join, bluesky_server):
    card = Card(
        address="https://example.org/flu",
        title="Flu clinic",
        description="Where and when",
        picture=Media(body=png(), mime="image/png"),
    )
    first = board.send(Outgoing(parts=("Flu clinic",), card=card), key_of("card"))
    mp4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 500
    video = Outgoing(
        parts=("See how it is done", "And thanks"),
        media=(Media(body=mp4, mime="video/mp4", description="A short film", size=(640, 360)),),
        reply_to=first.id,
        warning="graphic-media",
        language="cy",
    )
    sent = board.send(video, key_of("video"))
    shown = [board.read(one) for one in sent.parts]
    assert [differs(video, one, part) for part, one in enumerate(shown)] == [(), ()]
    assert [one.reply_to for one in shown] == [first.id, sent.parts[0]]
    assert (shown[0].warning, shown[0].language) == ("graphic-media", "cy")
    records = [board._record(*board._parts_of(one))["value"] for one in (first.id, *sent.parts)]
    assert records[0]["embed"]["external"]["thumb"]["size"] > 0
    assert (
        records[1]["embed"]["aspectRatio"] == {"width": 640, "height": 360}
        or records[1]["embed"]["aspectRatio"]["width"] == 640
    )
    assert {one["reply"]["root"]["uri"] for one in records[1:]} == {first.id}


def test_links_mentions_and_hashtags_are_marked_by_bytes(board, account):
    text = f"🎉 Café: https://example.org/ä #Impfung @{account.handle} @nobody-here.test"
    sent = board.send(Outgoing(parts=(text,)), key_of("facets"))
    facets = board._record(*board._parts_of(sent.id))["value"]["facets"]
    marked = [
        (one["features"][0]["$type"].partition("#")[2],
         text.encode()[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode())
        for one in facets
    ]  # fmt: skip
    assert marked == [
        ("link", "https://example.org/ä"),
        ("tag", "#Impfung"),
        ("mention", f"@{account.handle}"),
    ]


def test_a_deleted_post_is_gone_and_deleting_it_again_is_no_failure(board):
    sent = board.send(Outgoing(parts=("Soon gone",)), key_of("gone"))
    board.delete(sent.id)
    board.delete(sent.id)
    assert board.read(sent.id) is None
    assert posts_of(board) == []
    with pytest.raises(Permanent, match="no editing"):
        board.edit(sent.id, Outgoing(parts=("Changed",)))


@pytest.mark.parametrize("at", [None, datetime(2026, 11, 23, 9, 30, tzinfo=UTC)])
@pytest.mark.parametrize("fault", ["answer lost", "answer cut", "request lost"])
def test_after_a_lost_answer_there_is_one_post(join, bluesky_server, bad_line, fault, at):
    with bad_line(bluesky_server.port) as line:
        board = join(server=line.address)
        board.check()
        board._session._signed_in.update_base_url(line.address)
        outgoing = Outgoing(parts=("One", "Two", "Three"), at=at)
        key = key_of(f"{fault}{at}{board._session.did}")
        line.match, line.faults = b"createRecord", ["none", fault]
        with pytest.raises(Unknown) as lost:
            board.send(outgoing, key)
        assert len(lost.value.posted) == 1
        assert board.find(outgoing, key) is None
        sent = board.send(outgoing, key)
        assert board.find(outgoing, key) == sent
        assert sorted(one.text for one in posts_of(board)) == ["One", "Three", "Two"]
        assert board.send(outgoing, key) == sent
        assert len(posts_of(board)) == 3


def test_two_senders_with_the_same_key_at_once_make_one_thread(join):
    outgoing = Outgoing(parts=("First", "Second", "Third"), at=datetime.now(UTC))
    boards = [join() for _ in range(4)]
    start, sent = threading.Barrier(len(boards)), []

    def send(board):
        board.check()
        start.wait()
        sent.append(board.send(outgoing, key_of("race")))

    threads = [threading.Thread(target=send, args=(one,)) for one in boards]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len({one.parts for one in sent}) == 1
    assert len(sent) == len(boards)
    assert sorted(one.text for one in posts_of(boards[0])) == ["First", "Second", "Third"]
    texts = {one.id: one for one in posts_of(boards[0])}
    assert texts[sent[0].parts[2]].reply_to == sent[0].parts[1]


def test_a_wrong_password_is_a_refused_token_and_a_dead_server_is_passing(join, bluesky_server):
    with pytest.raises(TokenRefused, match="bluesky says 401"):
        join(secret="wrong").check()
    with pytest.raises(TokenRefused):
        join(secret="").send(Outgoing(parts=("x",)), key_of("x"))
    with pytest.raises(Passing):
        join(server="http://localhost:1").check()
    with pytest.raises(Permanent, match="private network"):
        join(to_private=False).check()


def test_a_session_is_kept_and_taken_up_again(join, account):
    kept = []
    join(keep_session=kept.append).check()
    assert len(kept) == 1
    again = join(session=kept[0], secret="")
    assert again.check().identity == account.handle
    assert account.app_password not in repr(again._session._connection)
    assert kept[0] not in repr(again._session._connection)
    handle, did, access, *rest = kept[0].split(":::")
    refused = ":::".join([handle, did, f"{access[:-8]}AAAAAAAA", *rest])
    for bad in ("nonsense", refused):
        assert join(session=bad).check().identity == account.handle
    with pytest.raises(TokenRefused):
        join(session=refused, secret="").check()


def test_the_main_password_is_noticed(join, account):
    assert join().check().notes == ()
    health = join(secret=account.password).check()
    assert health.notes == ("The main password signs in; an app password can be taken back alone.",)


@pytest.mark.parametrize(
    ("outgoing", "why"),
    [
        (Outgoing(parts=("x" * 301,)), "part 1 has 301 graphemes"),
        (Outgoing(parts=("fine", "👨‍👩‍👧‍👦" * 130)), "part 2 has 3250 bytes"),
        (Outgoing(parts=()), "nothing to publish"),
        (Outgoing(parts=("x",), warning="storm"), "no content warning “storm”"),
        (Outgoing(parts=("x",), media=(Media(body=b"", mime="image/png"),) * 5), "5 pictures"),
        (Outgoing(parts=("x",), media=(Media(body=b"x" * 2_000_001, mime="image/png"),)), "2,000,001 bytes"),
        (Outgoing(parts=("x",), media=(Media(body=b"x", mime="video/webm"),)), "no video/webm"),
        (Outgoing(parts=("x",), media=(Media(body=b"x", mime="text/html"),)), "no text/html"),
        (Outgoing(parts=("x",), media=(Media(body=b"x", mime="video/mp4"), Media(body=b"x", mime="image/png"))), "a video and other media"),
        (Outgoing(parts=("x",), reply_to="https://example.org/"), "no post on bluesky"),
        (Outgoing(parts=("x",), reply_to="at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3aaaaaaaaaa2a"), "is gone"),
    ],
)  # fmt: skip
def test_what_bluesky_would_refuse_is_refused_before_it_is_sent(board, outgoing, why):
    with pytest.raises(Permanent, match=why) as refused:
        board.send(outgoing, key_of(why))
    assert refused.value.hint
    assert posts_of(board) == []


def test_keys_are_valid_identifiers_in_order_of_time():
    at = datetime(2026, 11, 23, 9, 30, 15, tzinfo=UTC)
    key = key_of("one")
    keys = [record_key(key, part, at) for part in range(4)]
    assert keys == sorted(keys)
    assert all(len(one) == 13 and one[0] in "234567abcdefghij" for one in keys)
    assert all(timedelta(0) <= time_of(one) - at < timedelta(seconds=1) for one in keys)
    assert record_key(key, 0, at) != record_key(key_of("two"), 0, at)
    assert record_key(key, 0, at) == record_key(key, 0, at + timedelta(milliseconds=900))
    assert time_of(record_key(key, 3, None)) < FIRST_BY_TIME
    assert record_key(key, 0, None) < key_at(FIRST_BY_TIME) < keys[0]
    assert time_of("self") == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answer", "outcome", "posted"),
    [
        ({"status": 429, "headers": ("retry-after: 40",)}, Passing, 0),
        ({"status": 429, "headers": ("ratelimit-reset: 99999999999",)}, Passing, 0),
        ({"status": 429}, Passing, 0),
        ({"status": 500, "body": b'{"error":"InternalServerError"}'}, Passing, 0),
        ({"status": 500, "heard": True}, None, 1),
        ({"status": 503}, Unknown, 0),
        ({"status": 502, "body": b"<html>", "heard": True}, Unknown, 1),
        ({"status": 200, "body": b"<html>", "heard": True}, Unknown, 1),
        ({"status": 401, "body": b'{"error":"AuthMissing"}'}, TokenRefused, 0),
        ({"status": 400, "body": b'{"error":"AccountDeactivated","message":"x"}'}, TokenRefused, 0),
        (
            {"status": 400, "body": b'{"error":"InvalidRequest","message":"Invalid record"}'},
            Permanent,
            0,
        ),
        ({"status": 409}, Passing, 0),
        ({"status": 413}, Permanent, 0),
    ],
)
def test_each_failure_is_told_for_what_it_is(
    join, bluesky_server, bad_line, instead, answer, outcome, posted
):
    with bad_line(bluesky_server.port) as line:
        board = join(server=line.address)
        board.check()
        board._session._signed_in.update_base_url(line.address)
        line.match, line.faults = b"createRecord", [instead(**answer)]
        outgoing = Outgoing(parts=("Words",))
        if outcome is None:
            board.send(outgoing, key_of("words"))
        else:
            with pytest.raises(outcome) as failed:
                board.send(outgoing, key_of("words"))
            if "headers" in answer:
                assert failed.value.retry_after >= 40
        assert len(posts_of(board)) == posted
        board.send(outgoing, key_of("words"))
        assert len(posts_of(board)) == 1


def test_counts_are_those_of_the_network_where_the_server_knows_them(
    join, bluesky_server, bad_line, instead
):
    with bad_line(bluesky_server.port) as line:
        board = join(server=line.address)
        sent = board.send(Outgoing(parts=("Counted",)), key_of("counted"))
        board._session._signed_in.update_base_url(line.address)
        view = {
            "posts": [
                {"uri": sent.id, "likeCount": 3, "repostCount": 1, "replyCount": 0, "quoteCount": 2}
            ]
        }
        line.match, line.faults = b"getPosts", [instead(status=200, body=json.dumps(view).encode())]
        assert board.read(sent.id).metrics == (
            ("likes", 3),
            ("reposts", 1),
            ("replies", 0),
            ("quotes", 2),
        )
        assert board.read(sent.id).metrics == ()
        asked = [one for one in line.heard if "getPosts" in one]
        assert board.read(sent.id).text == "Counted"
        assert [one for one in line.heard if "getPosts" in one] == asked  # not asked in vain again


def test_a_post_is_read_by_the_link_that_people_paste(board, account):
    sent = board.send(Outgoing(parts=("By its link",)), key_of("link"))
    rkey = sent.id.rpartition("/")[2]
    for link in (f"https://bsky.app/profile/{account.handle}/post/{rkey}", f"{sent.address}?ref=x"):
        assert board.read(link).id == sent.id
    with pytest.raises(Permanent, match="another account"):
        board.delete("at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3aaaaaaaaaa2a")


def test_an_account_that_is_closed_is_noticed_and_refused(join, account):
    from atproto import models

    board = join(secret=account.password)
    data = models.ComAtprotoServerDeactivateAccount.Data()
    board.check()
    board._session.asked(lambda client: client.com.atproto.server.deactivate_account(data))
    assert board.check().notes[1:] == ("The account is not active: deactivated.",)
    with pytest.raises(TokenRefused, match="AccountDeactivated"):
        board.send(Outgoing(parts=("Closed",)), key_of("closed"))


def test_reading_with_a_lost_answer_is_passing(join, bluesky_server, bad_line, instead):
    with bad_line(bluesky_server.port) as line:
        board = join(server=line.address)
        board.check()
        board._session._signed_in.update_base_url(line.address)
        line.match = b"getRecord"
        line.faults = [
            "answer lost",
            "answer cut",
            instead(status=200),
            instead(status=200, body=b"[]"),
        ]
        for _ in range(4):
            with pytest.raises(Passing):
                board.find(Outgoing(parts=("x",)), key_of("x"))


def test_posts_of_other_programs_are_read_whatever_they_hold():
    quote = {
        "$type": "app.bsky.embed.recordWithMedia",
        "media": {"images": [{"alt": "A"}, {}]},
        "record": {},
    }
    stored = {"text": "x", "createdAt": "yesterday", "embed": quote, "labels": None, "reply": "odd"}
    shown = published("at://a/b/c", stored, "", ())
    assert shown.descriptions == ("A", "")
    assert shown.at == datetime(1970, 1, 1, tzinfo=UTC)
    assert (shown.language, shown.warning, shown.reply_to) == ("", "", "")
