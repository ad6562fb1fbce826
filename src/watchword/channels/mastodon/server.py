"""One account on a Mastodon server, or on one that speaks as Mastodon does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from watchword.channels.base import limits
from watchword.channels.connections import Connection
from watchword.channels.http import Door, requests_session
from watchword.channels.mastodon.failing import NotThere, told
from watchword.channels.publishing import Health, Media, Passing, Permanent, TokenRefused

if TYPE_CHECKING:
    from mastodon import Mastodon

Given = TypeVar("Given")
Raw = Mapping[str, object]
"""JSON as Mastodon.py gives it."""

_LOOK_EVERY_S = 0.5
_LOOKS = 120
"""A server may take a minute to make a picture or video ready to be posted."""
_WRITING = ("write", "write:statuses")


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowed:
    """What a server allows.

    Attributes:
        text: Characters of a post, its warning included, as Mastodon counts.
        media: Pictures of a post.
        description: Characters of a description.
        picture: Bytes of a picture; 0 where the server does not tell.
        video: Bytes of a video; 0 where the server does not tell.
        types: MIME types; empty where the server does not tell.
        version: What it says it is.
    """

    text: int
    media: int
    description: int
    picture: int = 0
    video: int = 0
    types: frozenset[str] = frozenset()
    version: str = ""


class Server:
    """What is asked of a server in an account's name.

    Args:
        connection: The account.
        door: To the network.
        wait: Waits so many seconds.
    """

    def __init__(self, connection: Connection, door: Door, wait: Callable[[float], None]) -> None:
        self._connection = connection
        self._door = door
        self._wait = wait
        self._client: Mastodon | None = None
        self._allowed: Allowed | None = None
        self._account: Raw | None = None

    def asked(self, deed: Callable[[Mastodon], Given], *, writing: bool = False) -> Given:
        """Do something with Mastodon.py."""
        client = self._ready()
        with told(client, writing=writing):
            return deed(client)

    def entity(
        self, deed: Callable[[Mastodon], object], *, writing: bool = False, holds: str = "id"
    ) -> Raw:
        """Ask for something that holds a field; any other answer is none."""

        def answered(client: Mastodon) -> Raw:
            found = deed(client)
            if not isinstance(found, Mapping) or (holds and not found.get(holds)):
                raise TypeError("another answer")
            return found

        return self.asked(answered, writing=writing)

    def entities(self, deed: Callable[[Mastodon], object]) -> list[Raw]:
        """Ask for a list of such."""

        def answered(client: Mastodon) -> list[Raw]:
            found = deed(client)
            if not isinstance(found, list):
                raise TypeError("another answer")
            return [one for one in found if isinstance(one, Mapping) and one.get("id")]

        return self.asked(answered)

    def _ready(self) -> Mastodon:
        from mastodon import Mastodon

        if self._client is None:
            token = self._connection.secret
            if not token.isascii() or not token.isprintable() or " " in token:
                raise TokenRefused("this is no token", hint="copy the access token again")
            if not token:
                raise TokenRefused("no token is kept", hint="connect the account again")
            self._client = Mastodon(
                api_base_url=self._connection.server,
                session=requests_session(self._door),
                ratelimit_method="throw",
                version_check_mode="none",
                user_agent="watchword",
            )
            # not given to the constructor, which would read a file of that name
            self._client.access_token = token
        return self._client

    @property
    def account(self) -> Raw:
        """Who the token is."""
        if self._account is None:
            self._account = self.entity(lambda client: client.account_verify_credentials())
        return self._account

    @property
    def allowed(self) -> Allowed:
        """What the server allows, read once."""
        if self._allowed is None:
            try:
                said = self.entity(lambda client: client.instance_v2(), holds="version")
            except NotThere:
                said = self.entity(lambda client: client.instance_v1(), holds="version")
            self._allowed = _allowed(said)
        return self._allowed

    def uploaded(self, media: Media) -> str:
        """Put a file on the server and wait until it can be posted; its id."""
        across, down = media.focus
        # a name of its own each: snac keeps files by name, and takes a second one for the first
        drawn = hashlib.sha256(media.body + media.description.encode()).hexdigest()[:24]
        found = self.entity(
            lambda client: client.media_post(
                media.body,
                mime_type=media.mime,
                description=media.description or None,
                focus=(round(2 * across - 1, 4), round(1 - 2 * down, 4)),
                file_name=f"{drawn}.{media.mime.rpartition('/')[2]}",
            )
        )
        name = str(found["id"])
        for _ in range(_LOOKS):
            if found.get("url"):
                return name
            self._wait(_LOOK_EVERY_S)
            found = self.entity(lambda client: client.media(name))
        raise Passing("the server is still making a picture or video ready")

    def health(self) -> Health:
        """Who the token is, and what it may do."""
        account = self.account
        notes: list[str] = []
        try:
            app = self.entity(lambda client: client.app_verify_credentials(), holds="name")
        except NotThere:
            app = {}
        scopes = tuple(str(one) for one in cast("list[object]", app.get("scopes") or []))
        if scopes and not any(one in _WRITING for one in scopes):
            notes.append("The token may not write posts.")
        version = self.allowed.version
        if not version[:1].isdigit() or "(" in version:
            notes.append(f"The server is not Mastodon itself: {version}.")
        return Health(identity=str(account["acct"]), scopes=scopes, notes=tuple(notes))

    def refuse_media(self, media: tuple[Media, ...], number: int) -> None:
        """Refuse what the server would refuse.

        Raises:
            Permanent: Says what to change.
        """
        allowed = self.allowed
        if len(media) > allowed.media:
            raise Permanent(
                f"part {number} has {len(media)} media, and the server allows {allowed.media}",
                hint="take some away, or make it a thread",
            )
        for one in media:
            most = allowed.video if one.mime.startswith("video/") else allowed.picture
            if most and len(one.body) > most:
                raise Permanent(
                    f"a file of part {number} has {len(one.body):,} bytes, "
                    f"and the server allows {most:,}",
                    hint="make it smaller",
                )
            if allowed.types and one.mime not in allowed.types:
                raise Permanent(f"the server takes no {one.mime}", hint="save it as another type")
            if len(one.description) > allowed.description:
                raise Permanent(
                    f"a description of part {number} has {len(one.description):,} characters, "
                    f"and the server allows {allowed.description:,}",
                    hint="shorten it",
                )


def _allowed(said: Raw) -> Allowed:
    """Limits out of an instance. Source: Mastodon API, entities Instance and V1::Instance."""
    configuration = _within(said, "configuration")
    statuses, media = (
        _within(configuration, "statuses"),
        _within(configuration, "media_attachments"),
    )
    types = cast("list[object]", media.get("supported_mime_types") or [])
    return Allowed(
        text=_number(statuses, "max_characters") or _most("text"),
        media=_number(statuses, "max_media_attachments") or _most("pictures"),
        description=_number(media, "description_limit") or _most("alt text"),
        picture=_number(media, "image_size_limit"),
        video=_number(media, "video_size_limit"),
        types=frozenset(str(one) for one in types),
        version=str(said.get("version") or ""),
    )


def _within(value: Raw, name: str) -> Raw:
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def _number(value: Raw, name: str) -> int:
    found = value.get(name)
    return found if isinstance(found, int) and found > 0 else 0


def _most(what: str) -> int:
    return limits("mastodon", what)[0].number
