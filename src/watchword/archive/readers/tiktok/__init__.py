"""TikTok Studio: the content report."""

from __future__ import annotations

import pyarrow as pa

from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised
from watchword.archive.readers.convert import mapped
from watchword.archive.readers.finish import constant
from watchword.archive.readers.layout import Columns, Layout
from watchword.archive.readers.tables import recognise_layouts
from watchword.archive.readers.tiktok.figures import CONTENT
from watchword.archive.readers.tiktok.series import SERIES
from watchword.base.pattern import pattern

_ID = pattern(r"/(?:video|photo)/(\d+)")


def as_videos(columns: Columns) -> Columns:
    """Every row is one video; its id stands in its address."""
    videos = constant(columns, "videos", 1, pa.int32())
    kinds = constant(videos, "kind", "video", pa.string())
    return {**kinds, "id": mapped(columns["link"], _number)}


def _number(link: str) -> str | None:
    return next((one.of(link) for _, one in _ID.groups(link)), None)


LAYOUTS = (
    Layout(
        format="TikTok Studio, content",
        needs=("video title", "video link", "post time"),
        columns={
            "text": ("video title",),
            "published": ("post time",),
            "link": ("video link",),
        },
        channel="tiktok",
        adds=("id", "videos", "kind"),
        finish=as_videos,
        figures=CONTENT,
    ),
)


def recognise(peek: Peek) -> Recognised | None:
    """A table with the columns of one of the layouts."""
    return recognise_layouts(peek, LAYOUTS)


FORMAT = Format(title="TikTok Studio export", recognise=recognise, layouts=LAYOUTS, series=SERIES)
