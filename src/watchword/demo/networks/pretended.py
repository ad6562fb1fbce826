"""A server that pretends to be Mastodon: for what the real one at hand (snac) lacks.

It knows idempotency keys, focus, edits, deletion, files that take a while, limits of rate, and
fails when it is told to. It keeps everything in memory and speaks only to loopback. Made after
the API documentation of Mastodon 4.5, read 2026-11-23.
"""

from __future__ import annotations

import html
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from watchword.base.pattern import pattern
from watchword.channels.x.links import links

Json = dict[str, object]
PAGE = 40
MOST = 500
_NAMES = pattern(r"@([a-z0-9_]+)(@[a-z0-9.\-]+)?|#([\pL\pN_]+)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mood:
    """How the server takes one request.

    Attributes:
        status: What it answers instead; 0 lets the deed's answer be.
        headers: Answered with it.
        does: Whether it does what is asked all the same.
        only: Method and path that this is kept for; "" for any.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    does: bool = False
    only: str = ""


class Refused(Exception):
    """A request that is answered with an error.

    Args:
        status: HTTP status.
        words: For the one who asked.
    """

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass(slots=True)
class Pretended:
    """What the server knows.

    Attributes:
        port: On loopback.
        moods: How it takes the next requests.
        knows_keys: Whether it heeds idempotency keys; other servers do not.
        looks: How often a file is asked for until it is ready.
        statuses: All posts by id.
        files: All files by id.
        tokens: Scopes by token.
        heard: Method and path of all requests.
    """

    port: int = 0
    moods: list[Mood] = field(default_factory=list)
    knows_keys: bool = True
    looks: int = 0
    statuses: dict[str, Json] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=lambda: {"glenmarrow-token": "read write"})
    heard: list[str] = field(default_factory=list)
    _keys: dict[str, str] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _number: int = 1_000

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    @property
    def account(self) -> Json:
        """The only account."""
        return {
            "id": "1",
            "username": "press",
            "acct": "press",
            "display_name": "Press office",
            "url": f"{self.address}/@press",
        }

    def mood(self, asked: str) -> Mood:
        """How this request is taken."""
        with self._lock:
            self.heard.append(asked)
            if self.moods and self.moods[0].only in ("", asked):
                return self.moods.pop(0)
            return Mood()

    def answer(self, asked: str, said: Json, key: str, body: bytes) -> object:
        """What a request gets.

        Args:
            asked: Method and path.
            said: Its fields.
            key: Idempotency key, or "".
            body: A file, where one is sent.

        Raises:
            Refused: It gets an error.
        """
        method, path = asked.split(" ")
        place = path.removeprefix("/api/").strip("/").split("/")
        with self._lock:
            match method, place:
                case "GET", [("v1" | "v2") as version, "instance"]:
                    return _instance(self.port, version)
                case "GET", ["v1", "accounts", "verify_credentials"]:
                    return self.account
                case "GET", ["v1", "accounts", _, "statuses"]:
                    return self._page(said)
                case "POST", ["v1" | "v2", "media"]:
                    return self._file(said, body)
                case "GET", ["v1", "media", number]:
                    return self._looked(number)
                case "POST", ["v1", "statuses"]:
                    return self._posted(said, key)
                case "GET", ["v1", "statuses", number]:
                    return self._status(number)
                case "PUT", ["v1", "statuses", number]:
                    return self._edited(number, said)
                case "DELETE", ["v1", "statuses", number]:
                    self._status(number)
                    return self.statuses.pop(number)
        raise Refused(404, "Record not found")

    def _next(self) -> str:
        self._number += 1
        return str(self._number)

    def _page(self, said: Json) -> list[Json]:
        until = int(str(said.get("max_id") or 10**18))
        newest = sorted(self.statuses, key=int, reverse=True)
        found = [self.statuses[one] for one in newest if int(one) < until]
        return found[: min(PAGE, int(str(said.get("limit") or 20)))]

    def _file(self, said: Json, body: bytes) -> Json:
        if not body:
            raise Refused(422, "Validation failed: File can't be blank")
        number = self._next()
        across, _, down = str(said.get("focus") or "0,0").partition(",")
        self.files[number] = {
            "id": number,
            "type": "image",
            "url": None if self.looks else f"{self.address}/files/{number}",
            "description": said.get("description"),
            "meta": {"focus": {"x": float(across), "y": float(down)}},
            "bytes": len(body),
            "looks": self.looks,
        }
        return self.files[number]

    def _looked(self, number: str) -> Json:
        file = self.files[number]
        left = int(str(file["looks"])) - 1
        file["looks"] = left
        if left <= 0:
            file["url"] = f"{self.address}/files/{number}"
        return file

    def _posted(self, said: Json, key: str) -> Json:
        if key and self.knows_keys and key in self._keys:
            return self.statuses[self._keys[key]]
        text = str(said.get("status") or "")
        if len(text) > MOST:
            raise Refused(422, "Validation failed: Text character limit exceeded")
        files = [self.files[one] for one in _many(said.get("media_ids"))]
        if any(file["url"] is None for file in files):
            raise Refused(422, "Cannot attach files that have not finished processing")
        answers = str(said.get("in_reply_to_id") or "")
        if answers:
            self._status(answers)
        number = self._next()
        self.statuses[number] = {
            "id": number,
            "uri": f"{self.address}/users/press/statuses/{number}",
            "url": f"{self.address}/@press/{number}",
            "created_at": _now(),
            "edited_at": None,
            "account": self.account,
            "content": shown(text),
            "text": text,
            "spoiler_text": said.get("spoiler_text") or "",
            "sensitive": said.get("sensitive") in ("1", "true", True),
            "visibility": said.get("visibility") or "public",
            "language": said.get("language"),
            "in_reply_to_id": answers or None,
            "media_attachments": files,
            "mentions": _mentions(text),
            "reblog": None,
            "favourites_count": 0,
            "reblogs_count": 0,
            "replies_count": 0,
        }
        self._keys[key] = number
        return self.statuses[number]

    def _edited(self, number: str, said: Json) -> Json:
        status, text = self._status(number), str(said.get("status") or "")
        for one in _many(said.get("media_attributes")):
            file = json.loads(one) if isinstance(one, str) else one
            self.files[str(file["id"])]["description"] = file["description"]
        kept = _many(said.get("media_ids"))
        status.update(
            text=text,
            content=shown(text),
            mentions=_mentions(text),
            spoiler_text=said.get("spoiler_text") or "",
            edited_at=_now(),
            media_attachments=[self.files[str(one)] for one in kept],
        )
        return status

    def _status(self, number: str) -> Json:
        if number not in self.statuses:
            raise Refused(404, "Record not found")
        return self.statuses[number]


def shown(text: str) -> str:
    """A text as Mastodon shows it: shortened links, short @names, hashtags, paragraphs."""
    parts, position = [], 0
    marks = [(one.span, _link(one.span.of(text))) for one in links(text) if one.has_protocol]
    taken = [span for span, _ in marks]
    for groups in _NAMES.groups(text):
        whole = groups[0]
        if any(one.start <= whole.start < one.end for one in taken):
            continue
        if groups[3].start >= 0:
            marks.append((whole, f'<a href="#" class="mention hashtag">{whole.of(text)}</a>'))
        elif groups[2].start >= 0:
            url, near = _profile(whole.of(text)), groups[1].of(text)
            name = f'<a href="{url}" class="u-url mention">@<span>{near}</span></a>'
            marks.append((whole, f'<span class="h-card">{name}</span>'))
    for span, mark in sorted(marks, key=lambda one: one[0].start):
        parts += [html.escape(text[position : span.start]), mark]
        position = span.end
    parts.append(html.escape(text[position:]))
    paragraphs = "".join(parts).split("\n\n")
    return "".join(f"<p>{one.replace(chr(10), '<br />')}</p>" for one in paragraphs)


def _link(address: str) -> str:
    safe = html.escape(address)
    scheme, _, rest = safe.partition("://")
    return (
        f'<a href="{safe}"><span class="invisible">{scheme}://</span>'
        f'<span class="ellipsis">{rest[:30]}</span><span class="invisible">{rest[30:]}</span></a>'
    )


def _profile(name: str) -> str:
    near, _, server = name.removeprefix("@").partition("@")
    return f"https://{server}/@{near}"


def _mentions(text: str) -> list[Json]:
    found = [groups[0].of(text) for groups in _NAMES.groups(text) if groups[2].start >= 0]
    return [
        {"id": str(n), "username": one.split("@")[1], "acct": one[1:], "url": _profile(one)}
        for n, one in enumerate(found)
    ]


def _many(value: object) -> list[str]:
    return list(value) if isinstance(value, list) else []


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _instance(port: int, version: str) -> Json:
    return {
        ("domain" if version == "v2" else "uri"): f"localhost:{port}",
        "title": "A server that pretends",
        "version": "4.5.0",
        "api_versions": {"mastodon": 7},
        "configuration": {
            "statuses": {
                "max_characters": 500,
                "max_media_attachments": 4,
                "characters_reserved_per_url": 23,
            },
            "media_attachments": {
                "supported_mime_types": ["image/jpeg", "image/png", "image/webp", "video/mp4"],
                "description_limit": 1_500,
                "image_size_limit": 16_777_216,
                "video_size_limit": 103_809_024,
            },
        },
    }


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    pretended: Pretended

    def _answered(self) -> None:
        address = urlsplit(self.path)
        asked = f"{self.command} {address.path.rstrip('/')}"
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        mood = self.pretended.mood(asked)
        status, answer = 200, object()
        if mood.does or not mood.status:
            status, answer = self._done(asked, address.query, body)
        if mood.status:
            status, answer = mood.status, {"error": f"status {mood.status} as told"}
        said = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **mood.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = do_PUT = do_DELETE = _answered  # noqa: N815 - the library's names

    def _done(self, asked: str, query: str, body: bytes) -> tuple[int, object]:
        scopes = self.pretended.tokens.get(self.headers.get("Authorization", "")[7:])
        if scopes is None and not asked.endswith("/instance"):
            return 401, {"error": "The access token is invalid"}
        if asked.endswith("apps/verify_credentials"):
            return 200, {"name": "watchword", "scopes": (scopes or "").split()}
        if not asked.startswith("GET") and "write" not in (scopes or ""):
            return 403, {"error": "This action is outside the authorized scopes"}
        said, file = _fields(query, body, self.headers.get("Content-Type", ""))
        try:
            key = self.headers.get("Idempotency-Key", "")
            answer = self.pretended.answer(asked, said, key, file)
        except Refused as refused:
            return refused.status, {"error": str(refused)}
        return 200, answer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def _fields(query: str, body: bytes, kind: str) -> tuple[Json, bytes]:
    """The fields of a request, and the file that it holds."""
    if kind.startswith("application/json"):
        return json.loads(body), b""
    if kind.startswith("multipart/"):
        return _multipart(body, kind)
    said: Json = {}
    for name, value in [*parse_qsl(query), *parse_qsl(body.decode())]:
        if name.endswith("[]"):
            many = said.setdefault(name[:-2], [])
            assert isinstance(many, list)
            many.append(value)
        else:
            said[name] = value
    return said, b""


def _multipart(body: bytes, kind: str) -> tuple[Json, bytes]:
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    said: Json = {}
    file = b""
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        name = part.get_param("name", header="content-disposition")
        if name == "file":
            file = content
        else:
            said[str(name)] = content.decode()
    return said, file


@contextmanager
def pretended_server() -> Iterator[Pretended]:
    """Run one."""
    pretended = Pretended()
    handler = type("Handler", (_Handler,), {"pretended": pretended})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        pretended.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield pretended
        finally:
            server.shutdown()
            thread.join()
