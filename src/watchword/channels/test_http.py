from __future__ import annotations

import gzip
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from watchword.channels.http import (
    Door,
    NoAnswer,
    NotAllowed,
    NotReached,
    httpx_settings,
    is_public,
    requests_session,
)
from watchword.channels.publishing import Passing, Permanent, Unknown

DOOR = Door(to_private=True, answer_s=5.0, longest=100_000)


class Handler(BaseHTTPRequestHandler):
    def answered(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                for _ in range(20):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.1)
            return
        status = 302 if self.path == "/away" else 200
        said = f"{self.command} {self.headers['Host']} {self.headers.get('Authorization', '')} {body.decode()}".encode()
        if self.path == "/large":
            said = b"x" * 10_000_000
        self.send_response(status)
        if self.headers.get("Accept-Encoding") == "gzip":
            said = gzip.compress(said)
            self.send_header("Content-Encoding", "gzip")
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", str(len(said) + (9 if self.path == "/cut" else 0)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(said)

    do_GET = do_POST = do_PUT = answered  # noqa: N815

    def log_message(self, *args):
        pass


@contextmanager
def serving(context=None):
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def port():
    with serving() as found:
        yield found


def test_one_request_goes_through_and_its_answer_is_whole(port):
    answer = DOOR.ask(
        "POST",
        f"http://localhost:{port}/a?b=c",
        body=b"words",
        headers={"Authorization": "Bearer t", "host": "other"},
    )
    assert answer.body.decode() == f"POST localhost:{port} Bearer t words"
    assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
    assert DOOR.ask("GET", f"http://localhost:{port}").body.startswith(b"GET")


def test_a_redirect_is_not_followed(port):
    assert DOOR.ask("GET", f"http://localhost:{port}/away").status == 302


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://example.org/",
        "http://",
        "http://[::1",
        "http://name:word@example.org/",
        "file:///etc/passwd",
        "http://x:99999999/",
    ],
)
def test_what_is_no_address_is_not_asked(address):
    with pytest.raises(NotAllowed, match="not one of http"):
        DOOR.ask("GET", address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "169.254.169.254", "10.1.2.3", "[::ffff:127.0.0.1]", "2130706433"])  # fmt: skip
def test_a_private_address_is_asked_only_where_it_is_allowed(host):
    with pytest.raises(NotAllowed, match="private network"):
        Door().ask("GET", f"http://{host}:1/")


def test_a_server_of_the_own_network_is_allowed_by_name(port):
    for allowed in ("localhost", f"localhost:{port}"):
        assert (
            Door(private=frozenset({allowed})).ask("GET", f"http://localhost:{port}").status == 200
        )
    with pytest.raises(NotAllowed):
        Door(private=frozenset({"localhost:1"})).ask("GET", f"http://localhost:{port}")


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True), ("64:ff9b::808:808", True),
        ("10.0.0.1", False), ("100.64.0.1", False), ("224.0.0.1", False), ("ff0e::1", False), ("fe80::1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("fd00::1", False),
    ],
)  # fmt: skip
def test_public_addresses_are_told_from_others(ip, expected):
    assert is_public(ip) is expected


def test_a_dead_server_is_not_reached_and_an_unknown_name_neither():
    with pytest.raises(NotReached, match="localhost is not reached") as failed:
        DOOR.ask(
            "GET", "http://localhost:1/secret-path?token=x", headers={"Authorization": "Bearer y"}
        )
    assert "secret" not in str(failed.value)
    assert "token" not in str(failed.value)
    with pytest.raises(NotReached, match="is not known"):
        DOOR.ask("GET", "http://nobody.invalid/")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("large", "longer than 100,000"),
        ("slow", "longer than 0.5 seconds"),
        ("cut", "no whole answer"),
    ],
)
def test_an_answer_that_is_too_long_too_slow_or_cut_leaves_it_unknown(port, path, why):
    door = Door(to_private=True, answer_s=0.5 if path == "slow" else 5.0, longest=100_000)
    began = time.monotonic()
    with pytest.raises(NoAnswer, match=why):
        door.ask("POST", f"http://localhost:{port}/{path}", body=b"x")
    assert time.monotonic() - began < 2


def test_the_libraries_of_the_networks_go_through_the_door(port, monkeypatch):
    import httpx

    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    address = f"http://localhost:{port}/"
    session = requests_session(DOOR)
    assert session.post(address, data={"a": "b"}).text.endswith("a=b")
    assert session.post(address, files={"f": b"x"}).status_code == 200
    with httpx.Client(**httpx_settings(DOOR)) as client:
        assert client.post(address, content=b"words").text.endswith("words")
    closed = Door()
    with pytest.raises(NotAllowed):
        requests_session(closed).get(address)
    with pytest.raises(NotAllowed), httpx.Client(**httpx_settings(closed)) as client:
        client.get(address)
    with pytest.raises(NotAllowed, match="sends on"):
        session.post(f"{address}away")
    with (
        pytest.raises(NotAllowed, match="sends on"),
        httpx.Client(**httpx_settings(DOOR)) as client,
    ):
        client.post(f"{address}away", follow_redirects=True)
    with pytest.raises(NotAllowed, match="whole bodies"):
        session.post(address, data=iter([b"x"]))
    session.close()


def test_errors_of_the_door_are_those_of_publishing():
    assert issubclass(NotAllowed, Permanent)
    assert issubclass(NotReached, Passing)
    assert issubclass(NoAnswer, Unknown)


def certificate(folder):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


def test_a_certificate_is_checked_against_the_name(tmp_path, monkeypatch):
    import ssl

    cert, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with serving(context) as port:
        with pytest.raises(NotReached, match="SSL"):
            DOOR.ask("GET", f"https://localhost:{port}/")
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        assert DOOR.ask("GET", f"https://localhost:{port}/").status == 200
        with pytest.raises(NotReached):
            DOOR.ask("GET", f"https://127.0.0.1:{port}/")
