"""Exports of X analytics: the content report and the older tweet activity."""

from __future__ import annotations

from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised
from watchword.archive.readers.finish import replies_by_name
from watchword.archive.readers.layout import Layout
from watchword.archive.readers.tables import recognise_layouts
from watchword.archive.readers.x_analytics.figures import ACTIVITY, CONTENT
from watchword.archive.readers.x_analytics.series import SERIES

LAYOUTS = (
    Layout(
        format="X analytics content export",
        needs=("post id", "post text", "post link"),
        columns={
            "text": ("post text",),
            "id": ("post id",),
            "published": ("date",),
            "link": ("post link",),
        },
        channel="x",
        adds=("direction",),
        finish=replies_by_name,
        figures=CONTENT,
    ),
    Layout(
        format="X analytics, tweet activity",
        needs=("tweet id", "tweet permalink", "tweet text", "time"),
        columns={
            "text": ("tweet text",),
            "id": ("tweet id",),
            "published": ("time",),
            "link": ("tweet permalink",),
        },
        channel="x",
        adds=("direction",),
        finish=replies_by_name,
        figures=ACTIVITY,
    ),
)


def recognise(peek: Peek) -> Recognised | None:
    """A table with the columns of one of the layouts."""
    return recognise_layouts(peek, LAYOUTS)


FORMAT = Format(title="X analytics export", recognise=recognise, layouts=LAYOUTS, series=SERIES)
