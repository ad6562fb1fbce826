"""YouTube Studio: the table of an advanced mode export, alone or in its ZIP file."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised
from watchword.archive.readers.finish import constant
from watchword.archive.readers.layout import Columns, Layout
from watchword.archive.readers.tables import recognise_layouts
from watchword.archive.readers.youtube.figures import DAYS, VIDEOS


def as_videos(columns: Columns) -> Columns:
    """Every row is one video; its address is made of its id."""
    link = pc.binary_join_element_wise("https://www.youtube.com/watch?v=", columns["id"], "")
    videos = constant({**columns, "link": link}, "videos", 1, pa.int32())
    return constant(videos, "kind", "video", pa.string())


LAYOUTS = (
    Layout(
        format="YouTube Studio, table data",
        needs=("content|video", "video title", "video publish time"),
        columns={
            "text": ("video title",),
            "id": ("content", "video"),
            "published": ("video publish time",),
        },
        channel="youtube",
        adds=("link", "videos", "kind"),
        finish=as_videos,
        drops=lambda columns: pc.equal(pc.utf8_length(columns["text"]), 0),
        figures=VIDEOS,
    ),
)

CHART = Layout(
    format="YouTube Studio, chart data of days",
    needs=("date", "content|video", "video title", "video publish time"),
    columns={
        "text": ("video title",),
        "id": ("content", "video"),
        "published": ("video publish time",),
    },
    channel="youtube",
    adds=("link", "videos", "kind"),
    finish=as_videos,
    drops=lambda columns: pc.equal(pc.utf8_length(columns["text"]), 0),
    figures=DAYS,
)


def recognise(peek: Peek) -> Recognised | None:
    """A table with the columns of one of the layouts."""
    return recognise_layouts(peek, LAYOUTS)


FORMAT = Format(title="YouTube Studio export", recognise=recognise, layouts=LAYOUTS, also=(CHART,))
