"""Who is signed in to a Bluesky server, and what is asked in that name.

Signing in is limited to 30 in 5 minutes and 300 a day for a handle (documentation of the SDK's
``export_session_string``, read 2026-11-23), so a session is kept between processes and renewed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from watchword.channels.bluesky.failing import told
from watchword.channels.connections import Connection
from watchword.channels.http import Door, httpx_settings
from watchword.channels.publishing import Health, Media, NotPublished, TokenRefused

if TYPE_CHECKING:
    from atproto import Client
    from atproto_client.models.base import ParamsModelBase
    from atproto_client.models.blob_ref import BlobRef

Given = TypeVar("Given")

COUNTS = {
    "likeCount": "likes",
    "repostCount": "reposts",
    "replyCount": "replies",
    "quoteCount": "quotes",
}
_COUNTED_AT_ONCE = 25
"""Posts whose counts are asked at once. Source: lexicon app.bsky.feed.getPosts, at most 25."""
_FRESH_S = 60.0
"""Seconds after a sign-in in which a refusal is not a matter of its age."""
_APP_PASSWORD = "com.atproto.appPass"  # noqa: S105 - a scope's name


class Session:
    """One account's session, signed in when it is first needed.

    Args:
        connection: The account.
        door: To the network.
    """

    def __init__(self, connection: Connection, door: Door) -> None:
        self._connection = connection
        self._door = door
        self._signed_in: Client | None = None
        self._has_counts = True
        self._fresh_until = 0.0

    @property
    def did(self) -> str:
        """The account's lasting name."""
        return self.asked(lambda client: client._session.did if client._session else "")  # noqa: SLF001 - the SDK shows it nowhere else without a profile

    def asked(self, deed: Callable[[Client], Given], *, writing: bool = False) -> Given:
        """Do something with the SDK; a session that has ended is begun anew once.

        Args:
            deed: What is asked.
            writing: Whether a post is made by it.
        """
        with told():
            client = self._client()
        try:
            with told(writing=writing):
                return deed(client)
        except TokenRefused:
            if not self._connection.secret or time.monotonic() < self._fresh_until:
                raise
        with told():
            client = self._begun("")
        with told(writing=writing):
            return deed(client)

    def read(self, name: str, params: ParamsModelBase, *holds: str) -> dict[str, object]:
        """JSON of a query, untouched: posts of other programs hold what no model knows.

        Args:
            name: Of the query.
            params: What is asked.
            holds: What the answer must hold to be one.
        """

        def answered(client: Client) -> dict[str, object]:
            content = client.invoke_query(
                name, params=params, output_encoding="application/json"
            ).content
            if not isinstance(content, dict) or any(one not in content for one in holds):
                raise ValueError("another answer")
            return content

        return self.asked(answered)

    def uploaded(self, media: Media) -> BlobRef:
        """Put a file on the server; it is kept once a post names it."""
        from atproto import models

        answer = self.asked(
            lambda client: client.invoke_procedure(
                "com.atproto.repo.uploadBlob",
                content=media.body,
                headers={"Content-Type": media.mime},
                output_encoding="application/json",
            )
        )
        return models.ComAtprotoRepoUploadBlob.Response(**answer.content).blob

    def did_of(self, handle: str) -> str:
        """The lasting name behind a handle."""
        from atproto import models

        params = models.ComAtprotoIdentityResolveHandle.Params(handle=handle)
        return str(self.read("com.atproto.identity.resolveHandle", params, "did")["did"])

    def counts(self, uris: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
        """Likes and the like by post; empty where the server has no view of the network."""
        from atproto import models

        found: dict[str, tuple[tuple[str, int], ...]] = {}
        for start in range(0, len(uris), _COUNTED_AT_ONCE):
            if not self._has_counts:
                break
            asked = list(uris[start : start + _COUNTED_AT_ONCE])
            try:
                page = self.read(
                    "app.bsky.feed.getPosts", models.AppBskyFeedGetPosts.Params(uris=asked), "posts"
                )
            except NotPublished:
                self._has_counts = False
                break
            for one in cast("list[dict[str, object]]", page["posts"]):
                found[str(one["uri"])] = tuple(
                    (name, cast("int", one[key])) for key, name in COUNTS.items() if key in one
                )
        return found

    def health(self) -> Health:
        """Who is signed in, and with what kind of password."""
        answer = self.asked(lambda client: client.com.atproto.server.get_session())
        scope = self.asked(_scope)
        notes = []
        if not scope.startswith(_APP_PASSWORD):
            notes.append("The main password signs in; an app password can be taken back alone.")
        if answer.active is False:
            notes.append(f"The account is not active: {answer.status or 'no reason given'}.")
        return Health(identity=answer.handle, scopes=(scope,) if scope else (), notes=tuple(notes))

    def _client(self) -> Client:
        return self._signed_in or self._begun(self._connection.session)

    def _begun(self, session: str) -> Client:
        """Sign in, with a session that was kept or with the password."""
        from atproto import Client, Request

        client = Client(self._connection.server, request=Request(**httpx_settings(self._door)))
        client.on_session_change(lambda _, changed: self._connection.keep_session(changed.encode()))
        if session:
            try:
                client.login(session_string=session, fetch_bsky_profile=False)
            except ValueError:  # kept by something else
                return self._begun("")
        elif self._connection.secret:
            client.login(
                self._connection.identity, self._connection.secret, fetch_bsky_profile=False
            )
            self._fresh_until = time.monotonic() + _FRESH_S
        else:
            raise TokenRefused("no password is kept", hint="connect the account again")
        self._signed_in = client
        return client


def _scope(client: Client) -> str:
    session = client._session  # noqa: SLF001 - the SDK shows it nowhere else
    payload = session.access_jwt_payload if session else None
    return str(getattr(payload, "scope", "") or "")
