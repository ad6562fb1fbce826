"""Exports of Meta Business Suite and Facebook Insights: posts of Pages and Instagram."""

from __future__ import annotations

from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised
from watchword.archive.readers.dates import Order
from watchword.archive.readers.finish import media_by_kind
from watchword.archive.readers.layout import Layout
from watchword.archive.readers.meta.figures import INSIGHTS, INSTAGRAM, PAGE
from watchword.archive.readers.meta.series import SERIES
from watchword.archive.readers.tables import recognise_layouts

LAYOUTS = (
    Layout(
        format="Meta Business Suite content export, Facebook Page",
        needs=("post id", "page id|page name", "publish time", "permalink"),
        columns={
            "text": ("title", "description"),
            "id": ("post id",),
            "account_name": ("page name", "page id"),
            "published": ("publish time",),
            "link": ("permalink",),
            "language": ("languages",),
            "kind": ("post type",),
        },
        texts=("title", "description"),
        channel="facebook",
        order=Order.MONTH_FIRST,
        adds=("pictures", "videos"),
        finish=media_by_kind,
        figures=PAGE,
    ),
    Layout(
        format="Meta Business Suite content export, Instagram",
        needs=("post id", "account id|account username", "publish time", "permalink"),
        columns={
            "text": ("description",),
            "id": ("post id",),
            "account_name": ("account username", "account name"),
            "published": ("publish time",),
            "link": ("permalink",),
            "kind": ("post type",),
        },
        channel="instagram",
        order=Order.MONTH_FIRST,
        adds=("pictures", "videos"),
        finish=media_by_kind,
        figures=INSTAGRAM,
    ),
    Layout(
        format="Facebook Insights export, posts",
        needs=("post id", "permalink", "post message", "posted"),
        columns={
            "text": ("post message",),
            "id": ("post id",),
            "published": ("posted",),
            "link": ("permalink",),
            "kind": ("type",),
        },
        channel="facebook",
        order=Order.MONTH_FIRST,
        adds=("pictures", "videos"),
        finish=media_by_kind,
        figures=INSIGHTS,
    ),
)


def recognise(peek: Peek) -> Recognised | None:
    """A table with the columns of one of the layouts."""
    return recognise_layouts(peek, LAYOUTS)


FORMAT = Format(
    title="Meta Business Suite export", recognise=recognise, layouts=LAYOUTS, series=SERIES
)
