"""Publishing to Bluesky through the atproto SDK; only ``com.atproto`` of the account's server.

The record key of each post follows from the idempotency key, so a repeat, a second sender or a
try after a lost answer cannot make a second post: the server refuses a key that is taken (the
PDS 0.5.35 with status 500), and reading the record decides. A thread goes on where it broke off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from watchword.channels.bluesky.failing import Failed, NotThere
from watchword.channels.bluesky.keys import FIRST_BY_TIME, key_at, record_key, time_of
from watchword.channels.bluesky.records import (
    Raw,
    embedded,
    labels,
    moment,
    published,
    refuse,
)
from watchword.channels.bluesky.session import Session
from watchword.channels.connections import Connection
from watchword.channels.http import Door
from watchword.channels.publishing import (
    Health,
    NotPublished,
    Outgoing,
    Passing,
    Permanent,
    Published,
    Sent,
)

if TYPE_CHECKING:
    from atproto import models

LIBRARY = "atproto"
POSTS = "app.bsky.feed.post"
SHOWN_AT = "https://bsky.app"
_PAGE = 100
"""Records a page. Source: lexicon com.atproto.repo.listRecords, at most 100."""
_SLACK = timedelta(days=1)
"""How far a clock elsewhere may be behind the time that a post says it was made."""


def connected(connection: Connection, door: Door) -> BlueskyPublisher:
    """An account's way to its network; nothing is asked yet."""
    return BlueskyPublisher(Session(connection, door))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A record in the account's repository."""

    uri: str
    cid: str
    at: datetime


def _now() -> datetime:
    """To the millisecond, as posts are stored."""
    at = datetime.now(UTC)
    return at.replace(microsecond=at.microsecond // 1_000 * 1_000)


class BlueskyPublisher:
    """One account on Bluesky, or on any server that speaks its protocol.

    Args:
        session: Who is signed in.
        now: The present time (UTC).
    """

    def __init__(self, session: Session, now: Callable[[], datetime] = _now) -> None:
        self._session = session
        self._now = now

    def send(self, outgoing: Outgoing, key: str) -> Sent:
        """Post it, going on after the parts that are there already."""
        refuse(outgoing)
        placed: list[_Placed] = []
        try:
            first = self._answered(outgoing.reply_to)
            is_there = True
            for part in range(len(outgoing.parts)):
                rkey = record_key(key, part, outgoing.at)
                there = self._there(rkey) if is_there else None
                is_there = there is not None
                placed.append(there or self._create(outgoing, part, rkey, first, placed))
        except NotPublished as error:
            error.posted = tuple(one.uri for one in placed)
            raise
        return self._sent(placed)

    def find(self, outgoing: Outgoing, key: str) -> Sent | None:
        """Whether all parts are there; they are looked for by their keys."""
        placed = []
        for part in range(len(outgoing.parts)):
            there = self._there(record_key(key, part, outgoing.at))
            if there is None:
                return None
            placed.append(there)
        return self._sent(placed)

    def read(self, network_id: str) -> Published | None:
        """A post, by its ``at://`` id or its address, with counts where the server knows them."""
        repo, rkey = self._parts_of(network_id)
        found = self._record(repo, rkey)
        if found is None:
            return None
        uri = str(found["uri"])
        counts = self._session.counts([uri])
        return self._published(uri, cast("Raw", found["value"]), counts)

    def recent(self, since: datetime) -> Iterator[Published]:
        """Own posts since a time, newest first; also those of other programs."""
        found = [*self._listed("", since - _SLACK)]
        found += self._listed(key_at(FIRST_BY_TIME), datetime.min.replace(tzinfo=UTC))
        kept = {uri: value for uri, value in found if _made(value) >= since}
        counts = self._session.counts(list(kept))
        for uri in sorted(kept, key=lambda uri: _made(kept[uri]), reverse=True):
            yield self._published(uri, kept[uri], counts)

    def edit(self, network_id: str, outgoing: Outgoing) -> Sent:  # noqa: ARG002 - as networks share it
        """Refused: a changed record is not shown as changed, so Bluesky has no editing."""
        raise Permanent(
            "bluesky has no editing of posts", hint="delete the post and publish it anew"
        )

    def delete(self, network_id: str) -> None:
        """Take a post away."""
        from atproto import models

        repo, rkey = self._parts_of(network_id)
        if repo != self._session.did:
            raise Permanent("the post is another account's", hint="only own posts can be deleted")
        data = models.ComAtprotoRepoDeleteRecord.Data(collection=POSTS, repo=repo, rkey=rkey)
        self._session.asked(lambda client: client.com.atproto.repo.delete_record(data))

    def check(self) -> Health:
        """Who is signed in, and with what."""
        return self._session.health()

    def _answered(self, network_id: str) -> models.AppBskyFeedPost.ReplyRef | None:
        """The reference to the post that is answered, and to the first one of its thread."""
        if not network_id:
            return None
        found = self._record(*self._parts_of(network_id))
        if found is None:
            raise Permanent(
                "the post to be answered is gone", hint="publish it as a post of its own"
            )
        parent = _Placed(str(found["uri"]), str(found["cid"]), self._now())
        reply = cast("Raw", cast("Raw", found["value"]).get("reply") or {})
        root = cast("Raw", reply.get("root") or {})
        first = _Placed(str(root["uri"]), str(root["cid"]), parent.at) if root else parent
        return _reference(first, parent)

    def _create(
        self,
        outgoing: Outgoing,
        part: int,
        rkey: str,
        answered: models.AppBskyFeedPost.ReplyRef | None,
        before: list[_Placed],
    ) -> _Placed:
        from atproto import models

        reply = answered
        if before:
            first = (
                _Placed(answered.root.uri, answered.root.cid, before[0].at)
                if answered
                else before[0]
            )
            reply = _reference(first, before[-1])
        text, at = outgoing.parts[part], self._now()
        card = outgoing.card if part == 0 else None
        record = models.AppBskyFeedPost.Record(
            created_at=at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            text=text,
            facets=self._session.asked(lambda client: client.detect_facets(text)) or None,
            embed=embedded(outgoing.media_of(part), card, self._session.uploaded),
            labels=labels(outgoing.warning),
            langs=[outgoing.language] if outgoing.language else None,
            reply=reply,
        )
        data = models.ComAtprotoRepoCreateRecord.Data(
            collection=POSTS, record=record, repo=self._session.did, rkey=rkey
        )
        try:
            made = self._session.asked(
                lambda client: client.com.atproto.repo.create_record(data), writing=True
            )
        except Failed as error:
            there = self._there(rkey)
            if there is None:
                raise Passing(error.message, retry_after=error.retry_after) from None
            return there
        return _Placed(made.uri, made.cid, at)

    def _there(self, rkey: str) -> _Placed | None:
        found = self._record(self._session.did, rkey)
        if found is None:
            return None
        value = cast("Raw", found["value"])
        return _Placed(str(found["uri"]), str(found["cid"]), _made(value))

    def _record(self, repo: str, rkey: str) -> Raw | None:
        from atproto import models

        params = models.ComAtprotoRepoGetRecord.Params(collection=POSTS, repo=repo, rkey=rkey)
        try:
            return self._session.read("com.atproto.repo.getRecord", params, "uri", "cid", "value")
        except NotThere:
            return None

    def _listed(self, cursor: str, until: datetime) -> Iterator[tuple[str, Raw]]:
        """Own records from a key on, latest key first, until a time that keys say."""
        from atproto import models

        while True:
            params = models.ComAtprotoRepoListRecords.Params(
                collection=POSTS, repo=self._session.did, limit=_PAGE, cursor=cursor or None
            )
            page = self._session.read("com.atproto.repo.listRecords", params, "records")
            for one in cast("list[Raw]", page["records"]):
                uri = str(one["uri"])
                if time_of(uri.rpartition("/")[2]) < until:
                    return
                yield uri, cast("Raw", one["value"])
            cursor = str(page.get("cursor") or "")
            if not cursor:
                return

    def _parts_of(self, network_id: str) -> tuple[str, str]:
        """Repository and record key of an ``at://`` id, or of an address that people see."""
        at, _, rest = network_id.partition("at://")
        if at == "" and rest.count("/") == 2:  # noqa: PLR2004 - repository, collection, key
            repo, _, rkey = rest.split("/")
            return repo, rkey
        pieces = network_id.partition("?")[0].rstrip("/").split("/")
        if len(pieces) > 4 and pieces[-4] == "profile" and pieces[-2] == "post":  # noqa: PLR2004
            who = pieces[-3]
            return (who if who.startswith("did:") else self._session.did_of(who)), pieces[-1]
        raise Permanent("this is no post on bluesky", hint="paste the link of the post")

    def _published(
        self, uri: str, value: Raw, counts: Mapping[str, tuple[tuple[str, int], ...]]
    ) -> Published:
        return published(uri, value, _address(uri), counts.get(uri, ()))

    def _sent(self, placed: list[_Placed]) -> Sent:
        first = placed[0]
        return Sent(
            id=first.uri,
            address=_address(first.uri),
            at=first.at,
            parts=tuple(one.uri for one in placed),
        )


def _made(value: Raw) -> datetime:
    return moment(str(value.get("createdAt", "")))


def _address(uri: str) -> str:
    """Where people read it: by the lasting name, as handles change."""
    repo, _, rkey = uri.removeprefix("at://").split("/")
    return f"{SHOWN_AT}/profile/{repo}/post/{rkey}"


def _reference(root: _Placed, parent: _Placed) -> models.AppBskyFeedPost.ReplyRef:
    from atproto import models

    return models.AppBskyFeedPost.ReplyRef(
        root=models.ComAtprotoRepoStrongRef.Main(uri=root.uri, cid=root.cid),
        parent=models.ComAtprotoRepoStrongRef.Main(uri=parent.uri, cid=parent.cid),
    )
