"""The one door through which the core asks anything of the network.

The name is looked up once; when any of its addresses is private, loopback or otherwise not of
the public net, nothing is asked, and the connection goes to the very addresses that were looked
at, so a name cannot change in between. Time and size are bounded, redirects are not followed,
proxies and ``.netrc`` of the machine are not used, and no error names a path, a header or a body,
so no token gets into a log. The networks' own libraries go through the same door.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from types import MappingProxyType
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, urlsplit

from watchword.channels.publishing import Passing, Permanent, Unknown

if TYPE_CHECKING:
    import httpx
    import requests
    import urllib3

LONGEST_ANSWER = 16_000_000
"""Bytes of an answer; a page of 100 posts is below 1,000,000."""
_CHUNK = 65_536
_SENT_ON = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Source: RFC 6052, 2.1."""


class NotAllowed(Permanent):
    """An address that the door does not ask."""


class NotReached(Passing):
    """Nothing was sent, as there was no connection."""


class NoAnswer(Unknown):
    """It was sent, and no whole answer came back in time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        status: HTTP status.
        headers: By name in lower case.
        body: The whole of it.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """Who may be asked, and how long.

    Attributes:
        private: Hosts of the own network that may be asked, each ``host`` or ``host:port``;
            for tests and for those who run a server of their own.
        to_private: Whether every host of the own network may be asked.
        connect_s: Seconds to wait for a connection.
        answer_s: Seconds to wait for the whole answer.
        longest: Bytes of an answer.
    """

    private: frozenset[str] = frozenset()
    to_private: bool = False
    connect_s: float = 5.0
    answer_s: float = 60.0
    longest: int = LONGEST_ANSWER

    def ask(
        self,
        method: str,
        address: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> Answer:
        """Send one request and read its answer.

        Args:
            method: ``GET``, ``POST``...
            address: ``https://`` or ``http://``.
            body: What is sent.
            headers: Sent with it.

        Raises:
            NotAllowed: The address is none, or one of a private network.
            NotReached: There was no connection; nothing was sent.
            NoAnswer: No whole answer came back; what was sent may have been heard.
        """
        target = _Target.of(address)
        found = self._allowed(target)
        for ip in found[:-1]:
            try:
                return self._asked(target, ip, method, body, headers)
            except NotReached:  # the next address of the same name may be reached
                continue
        return self._asked(target, found[-1], method, body, headers)

    def _allowed(self, target: _Target) -> list[str]:
        """The addresses of a host, once all of them may be asked."""
        found = _looked_up(target.host, target.port)
        named = {target.host, f"{target.host}:{target.port}"}
        public = all(is_public(one) for one in found)
        if not (public or self.to_private or named & self.private):
            raise NotAllowed(
                f"{target.host} is an address of a private network, which is not asked",
                hint="an administrator can allow this server by name",
            )
        return found

    def _asked(
        self, target: _Target, ip: str, method: str, body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        import urllib3

        ends = time.monotonic() + self.answer_s
        pool = target.pool(ip)
        try:
            answer = pool.urlopen(
                method,
                target.path,
                body=body or None,
                headers={**_plain(headers), "Host": target.shown, "Accept-Encoding": "gzip"},
                redirect=False,
                retries=False,
                timeout=urllib3.Timeout(connect=self.connect_s, read=self.answer_s),
                preload_content=False,
            )
            read = self._read(cast("urllib3.HTTPResponse", answer), ends)
        except (urllib3.exceptions.HTTPError, HTTPException, OSError) as error:
            if _is_before_sending(error):
                raise NotReached(f"{target.host} is not reached ({_kind(error)})") from None
            raise NoAnswer(f"{target.host} gave no whole answer ({_kind(error)})") from None
        finally:
            pool.close()
        known = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(status=answer.status, headers=MappingProxyType(known), body=read)

    def _read(self, answer: urllib3.HTTPResponse, ends: float) -> bytes:
        parts, size = [], 0
        # what has come, however little: a chunk that fills slowly would outlast any time
        while part := answer.read1(_CHUNK, decode_content=True):
            size += len(part)
            if size > self.longest:
                raise NoAnswer(f"the answer is longer than {self.longest:,} bytes")
            if time.monotonic() > ends:
                raise NoAnswer(f"the answer took longer than {self.answer_s:g} seconds")
            parts.append(part)
        return b"".join(parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Target:
    """An address in its parts."""

    scheme: str
    host: str
    port: int
    shown: str
    path: str = field(repr=False)

    @classmethod
    def of(cls, address: str) -> _Target:
        try:
            parts: SplitResult = urlsplit(address)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            parts, host, port = SplitResult("", "", "", "", ""), "", None
        if parts.scheme not in ("http", "https") or not host or parts.username:
            raise NotAllowed("the address is not one of http or https")
        shown = f"[{host}]" if ":" in host else host
        return cls(
            scheme=parts.scheme,
            host=host,
            port=port or (443 if parts.scheme == "https" else 80),
            shown=shown if port is None else f"{shown}:{port}",
            path=f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}",
        )

    def pool(self, ip: str) -> urllib3.HTTPConnectionPool:
        import urllib3

        if self.scheme == "http":
            return urllib3.HTTPConnectionPool(ip, self.port)
        return urllib3.HTTPSConnectionPool(
            ip,
            self.port,
            server_hostname=self.host,
            assert_hostname=self.host,
            cert_reqs="CERT_REQUIRED",
        )


def is_public(ip: str) -> bool:
    """Whether an address is one of the public net, and of one machine.

    Addresses of IPv6 that carry one of IPv4 (mapped, NAT64, 6to4, Teredo) are as public as that.
    """
    one = ipaddress.ip_address(ip)
    if isinstance(one, ipaddress.IPv6Address):
        carried = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        if one in _NAT64:
            carried = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        if carried is not None:
            return carried.is_global and not carried.is_multicast
    return one.is_global and not one.is_multicast


def _looked_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReached(f"{host} is not known") from None
    return list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))


def _is_before_sending(error: Exception) -> bool:
    """Whether nothing was sent. Other errors of TLS may come while an answer is read."""
    from urllib3 import exceptions
    from urllib3.util.ssl_match_hostname import CertificateError

    if isinstance(error, exceptions.SSLError):
        refused = (ssl.SSLCertVerificationError, CertificateError)
        return bool(error.args) and isinstance(error.args[0], refused)
    return isinstance(error, exceptions.NewConnectionError | exceptions.ConnectTimeoutError)


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers without those that the door sets."""
    own = ("host", "accept-encoding", "content-length", "transfer-encoding")
    return {key: value for key, value in headers.items() if key.lower() not in own}


def _kind(error: Exception) -> str:
    """What went wrong without what was asked: only the name of the error."""
    return type(error).__name__


def requests_session(door: Door) -> requests.Session:
    """A session of ``requests`` that goes through the door; for Mastodon.py."""
    import requests
    from requests.adapters import BaseAdapter
    from requests.structures import CaseInsensitiveDict

    class Through(BaseAdapter):
        def send(  # type: ignore[override]  # what else it is told, the door decides
            self, request: requests.PreparedRequest, **_: object
        ) -> requests.Response:
            body = request.body or b""
            if not isinstance(body, bytes | str):
                raise NotAllowed("only whole bodies go through the door")
            answer = _not_sent_on(
                door,
                request.method or "GET",
                request.url or "",
                body=body.encode() if isinstance(body, str) else body,
                headers={name: _text(value) for name, value in request.headers.items()},
            )
            response = requests.Response()
            response.status_code = answer.status
            response.headers = CaseInsensitiveDict(answer.headers)
            response._content = answer.body  # noqa: SLF001 - how its own tests make one
            response.encoding = "utf-8"
            response.url, response.request = request.url or "", request
            return response

        def close(self) -> None:
            """Nothing stays open."""

    session = requests.Session()
    session.trust_env = False
    for scheme in ("https://", "http://"):
        session.mount(scheme, Through())
    return session


def _not_sent_on(
    door: Door, method: str, address: str, *, body: bytes, headers: Mapping[str, str]
) -> Answer:
    """Ask without being sent on: the networks' libraries would follow, and post elsewhere."""
    answer = door.ask(method, address, body=body, headers=headers)
    if answer.status in _SENT_ON:
        raise NotAllowed(
            f"{_Target.of(address).host} sends on to another address, which is not followed",
            hint="join the account with the address that the server goes by",
        )
    return answer


def refuse_address(address: str) -> None:
    """Refuse what is no address of a server.

    Raises:
        NotAllowed: It is none.
    """
    _Target.of(address)


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")


def httpx_settings(door: Door) -> dict[str, object]:
    """Settings of a client of ``httpx`` that goes through the door; for the atproto SDK."""
    import httpx

    class Through(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            answer = _not_sent_on(
                door,
                request.method,
                str(request.url),
                body=request.read(),
                headers=dict(request.headers.items()),
            )
            kept = _kept(answer.headers.items())
            return httpx.Response(answer.status, headers=kept, content=answer.body)

    return {"transport": Through(), "trust_env": False}


def _kept(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers of an answer that is read whole and decoded."""
    gone = ("content-encoding", "content-length", "transfer-encoding")
    return {name: value for name, value in headers if name not in gone}
