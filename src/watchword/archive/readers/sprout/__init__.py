"""Sprout Social: the post performance report."""

from __future__ import annotations

from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised
from watchword.archive.readers.dates import Order
from watchword.archive.readers.finish import media_by_kind
from watchword.archive.readers.layout import Layout
from watchword.archive.readers.sprout.figures import POSTS
from watchword.archive.readers.sprout.series import SERIES
from watchword.archive.readers.tables import recognise_layouts

LAYOUTS = (
    Layout(
        format="Sprout Social post performance",
        needs=("network", "post type", "post", "link", "sent by|profile|content type"),
        columns={
            "text": ("post",),
            "id": ("post id",),
            "channel": ("network",),
            "account_name": ("profile",),
            "published": ("date",),
            "link": ("link",),
            "kind": ("content type", "post type"),
            "campaign": ("tags",),
        },
        order=Order.MONTH_FIRST,
        adds=("pictures", "videos"),
        finish=media_by_kind,
        figures=POSTS,
    ),
)


def recognise(peek: Peek) -> Recognised | None:
    """A table with the columns of one of the layouts."""
    return recognise_layouts(peek, LAYOUTS)


FORMAT = Format(title="Sprout Social export", recognise=recognise, layouts=LAYOUTS, series=SERIES)
