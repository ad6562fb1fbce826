"""Publishing to Mastodon, and to servers that speak as it does, through Mastodon.py.

Mastodon keeps an ``Idempotency-Key`` for an hour and answers a repeat with the first post. Other
servers may ignore it, and an hour is shorter than some outages; so before a sending that may have
been tried before, and in :meth:`MastodonPublisher.find`, the account's own posts since it was
decided are read back and compared by text, warning, descriptions and place in the thread.
Source: Mastodon API, "Post a new status", read 2026-11-23.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

from watchword.channels.base import channel
from watchword.channels.comparing import is_same_text, plain
from watchword.channels.connections import Connection
from watchword.channels.http import Door
from watchword.channels.mastodon.failing import Failed, NotThere
from watchword.channels.mastodon.server import Raw, Server
from watchword.channels.mastodon.words import words_of
from watchword.channels.publishing import (
    Health,
    NotPublished,
    Outgoing,
    Passing,
    Permanent,
    Published,
    Sent,
)
from watchword.channels.units import Unit

LIBRARY = "mastodon"
_PAGE = 40
"""Posts a page. Source: Mastodon API, "Get account's statuses", at most 40."""
_SLACK = timedelta(minutes=5)
"""How far a server's clock may be behind ours."""
_LOOK_BACK = timedelta(days=1)
"""How far back a sending is looked for when nobody knows when it was decided."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTS = {"favourites_count": "likes", "reblogs_count": "reposts", "replies_count": "replies"}


def connected(connection: Connection, door: Door) -> MastodonPublisher:
    """An account's way to its network; nothing is asked yet."""
    return MastodonPublisher(Server(connection, door, time.sleep))


def _now() -> datetime:
    return datetime.now(UTC)


class MastodonPublisher:
    """One account on a Mastodon server.

    Args:
        server: The account's server.
        now: The present time (UTC).
    """

    def __init__(self, server: Server, now: Callable[[], datetime] = _now) -> None:
        self._server = server
        self._now = now

    def send(self, outgoing: Outgoing, key: str) -> Sent:
        """Post it, going on after the parts that are there already."""
        self._refuse(outgoing)
        placed = self._placed(outgoing, outgoing.at) if outgoing.at else []
        began = outgoing.at or self._now()
        try:
            for part in range(len(placed), len(outgoing.parts)):
                placed.append(self._made(outgoing, part, key, placed, began))
        except NotPublished as error:
            error.posted = tuple(one.id for one in placed)
            raise
        return _sent(placed)

    def find(self, outgoing: Outgoing, key: str) -> Sent | None:  # noqa: ARG002 - as networks share it
        """Whether all parts are there, by what they say; servers do not tell keys."""
        placed = self._placed(outgoing, outgoing.at or self._now() - _LOOK_BACK)
        return _sent(placed) if len(placed) == len(outgoing.parts) else None

    def read(self, network_id: str) -> Published | None:
        """A post by its id."""
        try:
            return _published(self._server.entity(lambda client: client.status(network_id)))
        except NotThere:
            return None

    def recent(self, since: datetime) -> Iterator[Published]:
        """Own posts since a time, newest first; also those of other programs, without boosts."""
        return (found for _, found in self._own(since))

    def _own(self, since: datetime) -> Iterator[tuple[Raw, Published]]:
        """Each once: snac gives some pages again."""
        me, until = str(self._server.account["id"]), None
        seen: set[str] = set()
        while True:
            page = self._page(me, until)
            fresh = [one for one in page if str(one["id"]) not in seen]
            seen.update(str(one["id"]) for one in fresh)
            for one in fresh:
                if one.get("reblog"):
                    continue
                found = _published(one)
                if found.at < since:
                    return
                yield one, found
            if not fresh or len(page) < _PAGE:
                return
            until = str(page[-1]["id"])

    def edit(self, network_id: str, outgoing: Outgoing) -> Sent:
        """Change one post; files stay as they are when their number does, and get new words."""
        if len(outgoing.parts) != 1:
            raise Permanent("one post is edited at a time", hint="edit each post of a thread")
        self._refuse(outgoing)
        before = self._server.entity(lambda client: client.status(network_id))
        files = cast("list[Raw]", before.get("media_attachments") or [])
        settings: dict[str, object] = {}
        if files and len(files) == len(outgoing.media):
            settings["media_attributes"] = [
                {"id": str(file["id"]), "description": one.description}
                for file, one in zip(files, outgoing.media, strict=True)
            ]
        else:
            settings["media_ids"] = [self._server.uploaded(one) for one in outgoing.media]
        changed = self._server.entity(
            lambda client: client.status_update(
                network_id,
                outgoing.parts[0],
                spoiler_text=outgoing.warning,
                sensitive=bool(outgoing.warning),
                **settings,
            )
        )
        return _sent([_published(changed)])

    def delete(self, network_id: str) -> None:
        """Take a post away."""
        try:
            self._server.asked(lambda client: client.status_delete(network_id))
        except NotThere:
            if self.read(network_id) is None:
                return
            raise Permanent(
                "the server cannot delete posts for a program",
                hint="delete it on the server's own pages",
            ) from None

    def check(self) -> Health:
        """Who the token is, and what it may do."""
        return self._server.health()

    def _refuse(self, outgoing: Outgoing) -> None:
        """Refuse what the server would refuse, before anything is sent."""
        if not outgoing.parts:
            raise Permanent("there is nothing to publish", hint="write a text")
        counting, most = channel("mastodon"), self._server.allowed.text
        for number, text in enumerate(outgoing.parts, 1):
            counted = counting.count(text, Unit.GRAPHEMES)
            counted += counting.count(outgoing.warning, Unit.GRAPHEMES)
            if counted > most:
                raise Permanent(
                    f"part {number} has {counted} characters, and the server allows {most}",
                    hint="shorten it, or make it a thread",
                )
            self._server.refuse_media(outgoing.media_of(number - 1), number)

    def _made(
        self, outgoing: Outgoing, part: int, key: str, placed: list[Published], began: datetime
    ) -> Published:
        """Make one post. What the server did before it failed, reading it tells."""
        try:
            return self._posted(outgoing, part, key, placed)
        except Failed as error:
            there = self._placed(outgoing, began)
            if len(there) > part:
                return there[part]
            raise Passing(error.message) from None

    def _posted(
        self, outgoing: Outgoing, part: int, key: str, placed: list[Published]
    ) -> Published:
        answers = placed[-1].id if placed else outgoing.reply_to
        files = [self._server.uploaded(one) for one in outgoing.media_of(part)]
        try:
            made = self._server.entity(
                lambda client: client.status_post(
                    outgoing.parts[part],
                    in_reply_to_id=answers or None,
                    media_ids=files or None,
                    sensitive=bool(outgoing.warning),
                    spoiler_text=outgoing.warning or None,
                    visibility=str(outgoing.visibility),
                    language=outgoing.language.partition("-")[0] or None,
                    idempotency_key=hashlib.sha256(f"{key}:{part}".encode()).hexdigest(),
                ),
                writing=True,
            )
        except NotThere:
            raise Permanent(
                "the post to be answered is gone", hint="publish it as a post of its own"
            ) from None
        return _published(made)

    def _placed(self, outgoing: Outgoing, since: datetime) -> list[Published]:
        """The parts that are there since a time, from the first on."""
        own = sorted(self._own(since - _SLACK), key=lambda one: one[1].at)
        placed: list[Published] = []
        for part in range(len(outgoing.parts)):
            answers = placed[-1].id if placed else outgoing.reply_to
            there = next(
                (
                    shown
                    for raw, shown in own
                    if _is_part(outgoing, part, shown, answers)
                    and _says(raw, shown, outgoing.parts[part])
                ),
                None,
            )
            if there is None:
                break
            placed.append(there)
        return placed

    def _page(self, me: str, until: str | None) -> list[Raw]:
        return self._server.entities(
            lambda client: client.account_statuses(me, max_id=until, limit=_PAGE)
        )


def _is_part(outgoing: Outgoing, part: int, shown: Published, answers: str) -> bool:
    """Whether a post stands where this part of what was to go out would, and carries its media."""
    media = outgoing.media_of(part)
    return (
        shown.reply_to == answers
        and plain(outgoing.warning) == plain(shown.warning)
        and [plain(one.description) for one in media] == [plain(one) for one in shown.descriptions]
    )


def _says(status: Raw, shown: Published, text: str) -> bool:
    """Whether it was written as this text; some servers keep that beside what they made of it."""
    return is_same_text(text, shown.text) or is_same_text(text, str(status.get("text") or ""))


def _published(status: Raw) -> Published:
    """A status in our words."""
    mentions = cast("list[Mapping[str, object]]", status.get("mentions") or [])
    files = cast("list[Raw]", status.get("media_attachments") or [])
    return Published(
        id=str(status.get("id") or ""),
        address=str(status.get("url") or status.get("uri") or ""),
        text=words_of(str(status.get("content") or ""), mentions),
        at=_moment(status.get("created_at")) or _NEVER,
        descriptions=tuple(str(one.get("description") or "") for one in files),
        language=str(status.get("language") or ""),
        warning=str(status.get("spoiler_text") or ""),
        edited_at=_moment(status.get("edited_at")),
        metrics=tuple(
            (name, cast("int", status[key])) for key, name in _COUNTS.items() if key in status
        ),
        reply_to=str(status.get("in_reply_to_id") or ""),
    )


def _moment(value: object) -> datetime | None:
    """A time (UTC), as Mastodon.py reads it; None for anything else."""
    if not isinstance(value, datetime):
        return None
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


def _sent(placed: list[Published]) -> Sent:
    first = placed[0]
    return Sent(
        id=first.id,
        address=first.address,
        at=first.at,
        parts=tuple(one.id for one in placed),
    )
