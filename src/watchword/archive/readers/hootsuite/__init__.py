"""Hootsuite: post reports of its analytics, messages received, and posts to schedule."""

from __future__ import annotations

import pyarrow as pa

from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised
from watchword.archive.readers.finish import constant, media_by_kind, replies_by_name
from watchword.archive.readers.hootsuite.composer import recognise_composer
from watchword.archive.readers.hootsuite.figures import FACEBOOK, MESSAGES, OTHERS, TWEETS
from watchword.archive.readers.hootsuite.series import SERIES
from watchword.archive.readers.layout import Layout
from watchword.archive.readers.tables import recognise_layouts

_POST = {
    "text": ("post message", "post title"),
    "id": ("post id", "facebook post id", "instagram post id"),
    "published": ("date",),
    "link": ("post permalink",),
    "kind": ("post type",),
    "campaign": ("campaign", "post campaign"),
}

LAYOUTS = (
    Layout(
        format="Hootsuite post performance, X",
        needs=("date", "tweet text", "tweet permalink"),
        columns={
            "text": ("tweet text",),
            "published": ("date",),
            "link": ("tweet permalink",),
            "campaign": ("tweet campaign",),
        },
        channel="x",
        adds=("direction",),
        finish=replies_by_name,
        figures=TWEETS,
    ),
    Layout(
        format="Hootsuite post performance, Instagram",
        needs=("date", "instagram account", "post message"),
        columns=_POST | {"account_name": ("instagram account",)},
        channel="instagram",
        adds=("pictures", "videos"),
        finish=media_by_kind,
        figures=OTHERS,
    ),
    Layout(
        format="Hootsuite post performance, Facebook",
        needs=("date", "facebook page", "post message", "post permalink"),
        columns=_POST | {"account_name": ("facebook page",)},
        channel="facebook",
        adds=("pictures", "videos"),
        finish=media_by_kind,
        figures=FACEBOOK,
    ),
    Layout(
        format="Hootsuite messages received, Facebook",
        needs=("date", "facebook page", "message author", "message permalink", "message"),
        columns={
            "text": ("message",),
            "id": ("message id",),
            "account_name": ("message author",),
            "published": ("date",),
            "language": ("language",),
            "link": ("message permalink",),
            "kind": ("type",),
        },
        channel="facebook",
        adds=("direction",),
        finish=lambda columns: constant(columns, "direction", "inbound", pa.string()),
        figures=MESSAGES,
    ),
    Layout(
        format="Hootsuite post performance",
        needs=("date", "post message", "post permalink", "social network"),
        columns=_POST | {"channel": ("social network",)},
        adds=("pictures", "videos"),
        finish=media_by_kind,
        figures=OTHERS,
    ),
)


def recognise(peek: Peek) -> Recognised | None:
    """A table with the columns of one of the layouts, or one for the bulk composer."""
    return recognise_layouts(peek, LAYOUTS) or recognise_composer(peek)


FORMAT = Format(title="Hootsuite export", recognise=recognise, layouts=LAYOUTS, series=SERIES)
