"""Webhooks against a real server: signed, told once, tried again, given up in sight."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from watchword.site.audit.models import Entry
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import ask
from watchword.site.kit.outside import NotSent, post
from watchword.site.kit.refusal import Invalid, NotAllowed
from watchword.site.people.models import Person
from watchword.site.webhooks.actions import (
    WAITS,
    deliver_again,
    deliver_due,
    drop_receiver,
    queue_new,
    save_receiver,
    secret_for,
)
from watchword.site.webhooks.models import EVENTS, Delivery, Receiver
from watchword.site.webhooks.signature import HEADER, is_signed, signature

SignIn = Callable[[Person], Client]


class Listener:
    """A server on loopback that keeps what it is sent and answers as it is told."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[dict[str, str], bytes]] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.got.append((dict(self.headers), body))
                self.send_response(listener.status)
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook?a=1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def listener(settings: object) -> Iterator[Listener]:
    settings.CONFIGURATION = replace(site.CONFIGURATION, private_webhooks=True)  # type: ignore[attr-defined]
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def receiver(administrator: Person, first: Edition, listener: Listener) -> Receiver:
    return save_receiver(
        administrator, None, name="Intranet", address=listener.address, deeds=["ask"]
    )


def test_a_deed_is_told_once_signed_and_without_its_words(
    receiver: Receiver, listener: Listener, employee: Person, first: Edition
) -> None:
    ask(employee, first, words="May I share the secret recipe?", rule="HB-207")
    assert queue_new() == 1
    assert queue_new() == 0
    assert deliver_due() == (1, 0)
    assert deliver_due() == (0, 0)
    ((headers, body),) = listener.got
    assert is_signed(secret_for(receiver), body, headers[HEADER], int(time.time()))
    told = json.loads(body)
    assert (told["deed"], told["title"]) == ("ask", "HB-207")
    assert told["digest"] == Entry.objects.get(number=told["entry"]).digest
    assert b"recipe" not in body
    assert Delivery.objects.get().state == "sent"


def test_only_chosen_deeds_from_now_on_are_told(
    receiver: Receiver, administrator: Person, employee: Person, first: Edition
) -> None:
    ask(employee, first, words="One?")
    save_receiver(
        administrator, receiver, name="x", address=receiver.address, deeds=["ask"], is_on=False
    )
    ask(employee, first, words="Two, while it is off?")
    assert queue_new() == 0
    assert set(Delivery.objects.values_list("deed", flat=True)) <= {"ask"}
    again = Receiver.objects.get()
    save_receiver(administrator, again, name="x", address=again.address, deeds=["ask"])
    assert queue_new() == 0


@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_failure_is_tried_again_with_growing_waits_then_given_up_in_sight(
    receiver: Receiver, listener: Listener, employee: Person, first: Edition,
    administrator: Person, signed_in: SignIn, status: int,
) -> None:  # fmt: skip
    listener.status = status
    ask(employee, first, words="Why?")
    queue_new()
    for wait in WAITS:
        assert deliver_due() == (0, 1)
        one = Delivery.objects.get()
        assert one.state == "failed"
        assert one.next_try_at > timezone.now() + wait - timedelta(seconds=20)
        Delivery.objects.update(next_try_at=timezone.now())
    assert deliver_due() == (0, 1)
    assert Delivery.objects.get().state == "lost"
    assert len(listener.got) == len(WAITS) + 1
    page = signed_in(administrator).get("/settings/webhooks/deliveries/").content.decode()
    assert f"it answered {status}" in page
    listener.status = 200
    deliver_again(administrator, Delivery.objects.get())
    assert deliver_due() == (1, 0)


def test_a_server_that_is_not_there_is_a_failure_like_any_other(
    receiver: Receiver, listener: Listener, employee: Person, first: Edition
) -> None:
    listener.server.shutdown()
    listener.server.server_close()
    ask(employee, first, words="Why?")
    queue_new()
    assert deliver_due() == (0, 1)
    assert Delivery.objects.get().error


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/", "http://localhost/", "http://10.1.2.3/", "http://169.254.169.254/",
        "http://[::1]/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "ftp://example.org/", "file:///etc/passwd", "https:///x", "http://no-such-host.invalid/",
    ],
)  # fmt: skip
def test_nothing_is_sent_to_the_own_network(address: str) -> None:
    with pytest.raises(NotSent):
        post(address, b"{}", {}, to_private=False)


def test_a_receiver_needs_an_address_without_password_and_a_deed(administrator: Person) -> None:
    for address in ("nowhere", "ftp://a.example/", "https://name:word@a.example/"):
        with pytest.raises(Invalid):
            save_receiver(administrator, None, name="x", address=address, deeds=["ask"])
    with pytest.raises(Invalid):
        save_receiver(administrator, None, name="x", address="https://a.example/", deeds=[])
    with pytest.raises(Invalid):
        save_receiver(administrator, None, name="x", address="https://a.example/", deeds=["x"])


def test_only_an_administrator_names_receivers(
    owner: Person, receiver: Receiver, administrator: Person
) -> None:
    with pytest.raises(NotAllowed):
        save_receiver(owner, receiver, name="x", address=receiver.address, deeds=["ask"])
    with pytest.raises(NotAllowed):
        drop_receiver(owner, receiver)
    drop_receiver(administrator, receiver)
    assert not Receiver.objects.exists()


def test_a_secret_is_shown_once_and_a_new_one_ends_the_old(
    administrator: Person, signed_in: SignIn, first: Edition
) -> None:
    browser = signed_in(administrator)
    given = {"name": "Intranet", "address": "https://a.example/h", "deeds": ["ask"], "is_on": "on"}
    page = browser.post("/settings/webhooks/new/", given).content.decode()
    found = Receiver.objects.get()
    old = secret_for(found)
    assert old in page
    assert old not in browser.get(f"/settings/webhooks/{found.pk}/").content.decode()
    page = browser.post(f"/settings/webhooks/{found.pk}/secret/").content.decode()
    assert secret_for(Receiver.objects.get()) in page
    assert old not in page
    assert browser.post("/settings/webhooks/new/", {**given, "deeds": []}).status_code == 422


def test_every_event_is_a_deed_that_the_site_records() -> None:
    folder = Path(__file__).parents[2]
    sources = [one for one in folder.rglob("*.py") if not {"tests", "webhooks"} & set(one.parts)]
    written = "\n".join(one.read_text("utf-8") for one in sources)
    for name, _words in EVENTS:
        assert f'"{name}"' in written, name


@given(st.binary(max_size=60), st.integers(0, 2**40), st.text(max_size=20))
def test_a_signature_holds_for_its_body_its_moment_and_its_secret_only(
    body: bytes, at: int, other: str
) -> None:
    made = signature("wws_one", body, at)
    assert is_signed("wws_one", body, made, at + 299)
    assert not is_signed("wws_one", body, made, at + 301)
    assert not is_signed("wws_one", body + b" ", made, at)
    assert not is_signed("wws_two", body, made, at)
    assert not is_signed("wws_one", body, other, at)
