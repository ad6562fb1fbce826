"""Exports of LinkedIn: posts of a Page, and the shares of a person."""

from __future__ import annotations

from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised
from watchword.archive.readers.convert import mapped
from watchword.archive.readers.dates import Order
from watchword.archive.readers.finish import media_by_kind
from watchword.archive.readers.layout import Columns, Layout
from watchword.archive.readers.linkedin.figures import ALL_POSTS, SHARES
from watchword.archive.readers.linkedin.series import SERIES
from watchword.archive.readers.tables import recognise_layouts
from watchword.base.pattern import pattern

_URN = pattern(r"urn(?::|%3A)li(?::|%3A)[a-zA-Z]+(?::|%3A)(\d+)|-(\d{15,})")


def with_id(columns: Columns) -> Columns:
    """Add the number that LinkedIn's links name a post by."""
    return {**columns, "id": mapped(columns["link"], _number)}


def _number(link: str) -> str | None:
    for _, *groups in _URN.groups(link):
        return "".join(one.of(link) for one in groups if one.start >= 0)
    return None


LAYOUTS = (
    Layout(
        format="LinkedIn Page export, all posts",
        needs=("post title", "post link", "created date", "posted by|post type"),
        columns={
            "text": ("post title",),
            "account_name": ("posted by",),
            "published": ("created date",),
            "link": ("post link",),
            "kind": ("content type", "post type"),
            "campaign": ("campaign name",),
        },
        channel="linkedin",
        order=Order.MONTH_FIRST,
        adds=("id", "pictures", "videos"),
        finish=lambda columns: with_id(media_by_kind(columns)),
        figures=ALL_POSTS,
    ),
    Layout(
        format="LinkedIn personal export, shares",
        needs=("share link", "share commentary"),
        columns={
            "text": ("share commentary",),
            "published": ("date",),
            "link": ("share link",),
        },
        channel="linkedin",
        adds=("id",),
        finish=with_id,
        figures=SHARES,
    ),
)


def recognise(peek: Peek) -> Recognised | None:
    """A table with the columns of one of the layouts."""
    return recognise_layouts(peek, LAYOUTS)


FORMAT = Format(title="LinkedIn export", recognise=recognise, layouts=LAYOUTS, series=SERIES)
