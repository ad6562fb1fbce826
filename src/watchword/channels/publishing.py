"""What every network can be asked for when something goes out, and how it can fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from watchword.base.errors import NetworkError


class NotPublished(NetworkError):
    """Something that was not published, or not all of it.

    Attributes:
        posted: Ids of the parts of a thread that are on the network all the same. Another try
            with the same key goes on after them.
    """

    posted: tuple[str, ...] = ()


class Passing(NotPublished):
    """Nothing was posted (but :attr:`posted`), and another try may succeed.

    Args:
        message: What the network said, without secrets.
        retry_after: Seconds that it asks to wait; None where it says nothing.
    """

    code = "network-passing"

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message, hint="it is tried again by itself")
        self.retry_after = retry_after


class Unknown(NotPublished):
    """Nobody knows whether it was posted: read the network before another try."""

    code = "network-unknown"


class Permanent(NotPublished):
    """Nothing was posted (but :attr:`posted`), and the same request will never succeed."""

    code = "network-permanent"


class TokenRefused(NotPublished):
    """The network refuses the token; nothing was posted (but :attr:`posted`)."""

    code = "network-token"


@dataclass(frozen=True, kw_only=True, slots=True)
class Media:
    """A picture or video that goes out.

    Attributes:
        body: The file.
        mime: Its type: ``image/png``, ``video/mp4``.
        description: For those who do not see it.
        focus: Point that stays in view when the network crops: across and down, 0 to 1.
        size: Width and height in pixels; None reads them from a picture's first bytes.
    """

    body: bytes
    mime: str
    description: str = ""
    focus: tuple[float, float] = (0.5, 0.5)
    size: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """What is shown of a linked page, where the network does not fetch it by itself.

    Attributes:
        address: The page.
        title: Its title.
        description: What it is about.
        picture: Shown with it.
    """

    address: str
    title: str
    description: str = ""
    picture: Media | None = None


class Visibility(StrEnum):
    """Who is shown a post. Networks without the choice show every post to all."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    FOLLOWERS = "private"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """All that one account says at once.

    Attributes:
        parts: The text; more than one make a thread.
        media: Pictures or a video of the first part.
        language: Its language: ``en-GB``.
        warning: Content warning, where the network has them.
        reply_to: The network's id of the post that it answers; "" for none.
        later_media: Of the parts after the first, in order; missing ones have none.
        card: Of the first part, where it has no media.
        visibility: Who is shown it.
        at: When it was decided to send it (UTC), stored with the key and the same for every
            try: never the present time. Where a network reads back by time, it is looked for
            from then on; None looks a day back.
    """

    parts: tuple[str, ...]
    media: tuple[Media, ...] = ()
    language: str = "en"
    warning: str = ""
    reply_to: str = ""
    later_media: tuple[tuple[Media, ...], ...] = ()
    card: Card | None = None
    visibility: Visibility = Visibility.PUBLIC
    at: datetime | None = None

    def media_of(self, part: int) -> tuple[Media, ...]:
        """The media of a part, counted from 0."""
        if part == 0:
            return self.media
        return self.later_media[part - 1] if part <= len(self.later_media) else ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What is on the network now.

    Attributes:
        id: The network's own id of the first part.
        address: Where people read it.
        at: When it was posted (UTC).
        parts: Ids of all parts, in order.
    """

    id: str
    address: str
    at: datetime
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """One post as the network shows it.

    Attributes:
        id: The network's own id.
        address: Where people read it.
        text: Its words.
        at: When it was posted (UTC).
        descriptions: Of its media, in order.
        language: Its language, or "".
        warning: Content warning, or "".
        edited_at: When it was last edited; None if never, or where the network does not tell.
        metrics: Counts that the network tells: ``likes``, ``reposts``, ``replies``.
        reply_to: The network's id of the post that it answers; "" for none.
    """

    id: str
    address: str
    text: str
    at: datetime
    descriptions: tuple[str, ...] = ()
    language: str = ""
    warning: str = ""
    edited_at: datetime | None = None
    metrics: tuple[tuple[str, int], ...] = ()
    reply_to: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """What a token is good for.

    Attributes:
        identity: Who it says we are.
        ends_at: When it ends (UTC); None where the network does not tell.
        scopes: What it may do, in the network's words; empty where the network does not tell.
        notes: What a person should know or mend, each a sentence.
    """

    identity: str
    ends_at: datetime | None = None
    scopes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Publisher(Protocol):
    """One account's way to its network. Each deed raises :class:`NetworkError`."""

    def send(self, outgoing: Outgoing, key: str) -> Sent:
        """Post it; the same key never makes a second post where the network can tell.

        Args:
            outgoing: What is said.
            key: 64 hexadecimal digits that name this one sending, the same for every try.
        """
        ...

    def find(self, outgoing: Outgoing, key: str) -> Sent | None:
        """Whether an earlier try put all of it on the network; None when not."""
        ...

    def read(self, network_id: str) -> Published | None:
        """A post as it is shown now; None when it is gone."""
        ...

    def recent(self, since: datetime) -> Iterator[Published]:
        """The account's own posts since a time, newest first, wherever they were made."""
        ...

    def edit(self, network_id: str, outgoing: Outgoing) -> Sent:
        """Change a post, where the network can; otherwise :class:`Permanent`."""
        ...

    def delete(self, network_id: str) -> None:
        """Take a post away; one that is gone already is no failure."""
        ...

    def check(self) -> Health:
        """Whether the token works, and who it says we are."""
        ...
