"""What a post's address and id say by themselves: its id, its account, its network, its time.

Networks that number posts by time (Snowflake and its descendants) write the moment of
publication into the id. It is used where an export gives a day without a time, and only
where it agrees with that day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from watchword.base.late import pattern

_IDS = {
    "x": pattern(r"/status(?:es)?/(\d+)"),
    "tiktok": pattern(r"/(?:video|photo)/(\d+)"),
    "youtube": pattern(r"(?:[?&]v=|youtu\.be/|/shorts/|/live/)([A-Za-z0-9_-]{11})", case=True),
    "linkedin": pattern(r"urn(?::|%3A)li(?::|%3A)[a-zA-Z]+(?::|%3A)(\d+)"),
    "facebook": pattern(
        r"(?:/(?:posts|videos|reel|permalink|photos)/(?:[^/?]+/)?|story_fbid=|fbid=)(\d+)"
    ),
    "instagram": pattern(r"/(?:p|reel|tv)/([A-Za-z0-9_-]+)", case=True),
    "threads": pattern(r"/post/([A-Za-z0-9_-]+)", case=True),
    "bluesky": pattern(r"/post/([a-z0-9]+)", case=True),
    "pinterest": pattern(r"/pin/(\d+)"),
}
"""Addresses that hold an id which does not change. Facebook's pfbid is not one of them."""

_ACCOUNTS = {
    "x": pattern(r"(?:x|twitter)\.com/([A-Za-z0-9_]+)/status"),
    "tiktok": pattern(r"tiktok\.com/@([^/]+)/"),
    "threads": pattern(r"threads\.(?:net|com)/@([^/]+)/"),
    "bluesky": pattern(r"bsky\.app/profile/([^/]+)/"),
}
_NOBODY = frozenset({"i", "web"})

_HOSTS = {
    "x": ("x.com", "twitter.com"),
    "tiktok": ("tiktok.com",),
    "youtube": ("youtube.com", "youtu.be"),
    "linkedin": ("linkedin.com",),
    "facebook": ("facebook.com", "fb.watch"),
    "instagram": ("instagram.com",),
    "threads": ("threads.net", "threads.com"),
    "bluesky": ("bsky.app",),
    "pinterest": ("pinterest.com",),
}
_PAGE_POST = pattern(r"^\d+_(\d+)$")

_KINDS = {
    "photos": "photo",
    "images": "image",
    "videos": "video",
    "links": "link",
    "reels": "reel",
    "stories": "story",
    "statuses": "status",
    "texts": "text",
    "albums": "album",
    "carousels": "carousel",
    "polls": "poll",
    "documents": "document",
    "articles": "article",
}
"""Kinds that exports of one network write in two ways."""

_MILLISECONDS: dict[str, Callable[[int], int]] = {
    "x": lambda number: (number >> 22) + 1_288_834_974_657,
    "linkedin": lambda number: number >> 22,
    "tiktok": lambda number: (number >> 32) * 1000,
}
"""Milliseconds since 1970 in an id. X: github.com/twitter-archive/snowflake, IdWorker (epoch
2010-11-04). LinkedIn: first 41 bits of activity and share numbers. TikTok: first 32 bits are
seconds. The last two are not documented by the networks; seen on public posts, 2026-10."""

_LONG = 10**15
"""Ids below this are not numbered by time."""


def id_in(link: str, channel: str) -> str:
    """The id that an address names a post by, or ""."""
    found = _IDS.get(channel)
    return next((one.of(link) for _, one in found.groups(link)), "") if found else ""


def account_in(link: str, channel: str) -> str:
    """The account that an address names, or ""."""
    found = _ACCOUNTS.get(channel)
    name = next((one.of(link) for _, one in found.groups(link)), "") if found else ""
    return "" if name.lower() in _NOBODY else name


def channel_in(link: str) -> str:
    """The network of an address, or ""."""
    host = link.partition("://")[2].partition("/")[0].lower()
    for channel, hosts in _HOSTS.items():
        if any(host == one or host.endswith("." + one) for one in hosts):
            return channel
    return ""


def native_id(written: str, channel: str) -> str:
    """The id as every export of the network means it.

    Facebook Insights and the API write ``page_post`` where Meta Business Suite writes ``post``.
    """
    if channel == "facebook":
        return next((one.of(written) for _, one in _PAGE_POST.groups(written)), written)
    return written


def account_named(name: str) -> str:
    """An account as the ledger writes it: lower case, without ``@`` before it."""
    return " ".join(name.strip().lower().removeprefix("@").split())


def kind_named(written: str) -> str:
    """A kind of post in one spelling: ``Photos`` and ``Photo``, ``IG reel`` and ``Reel``."""
    low = " ".join(written.lower().replace("_", " ").split()).removeprefix("ig ")
    return _KINDS.get(low, low)


def moment_in(id_: str, channel: str) -> datetime | None:
    """When the post was published, where its id says it."""
    decode = _MILLISECONDS.get(channel)
    if decode is None or not (id_.isascii() and id_.isdigit()) or int(id_) < _LONG:
        return None
    try:
        return datetime.fromtimestamp(decode(int(id_)) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def finer(day: datetime, id_: str, channel: str, *, has_year: bool) -> datetime | None:
    """The moment in a post's id, where it lies on the day that the export gives.

    Args:
        day: Midnight as the export gives it, in UTC; zones may shift it by a day.
        id_: The post's id.
        channel: The network.
        has_year: Whether the export gave the year too.
    """
    moment = moment_in(id_, channel)
    if moment is None:
        return None
    away = moment - day
    if not has_year:
        years = round(away / timedelta(days=365.2425))
        away -= years * timedelta(days=365.2425)
    return moment if timedelta(days=-1.5) <= away <= timedelta(days=2.5) else None
