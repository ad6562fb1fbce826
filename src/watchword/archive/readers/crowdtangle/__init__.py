"""Historic exports of CrowdTangle: searches of Facebook and Instagram, and posts of its API."""

from __future__ import annotations

from watchword.archive.files.peek import Peek
from watchword.archive.readers.base import Format, Recognised
from watchword.archive.readers.convert import mapped
from watchword.archive.readers.crowdtangle.figures import API, FACEBOOK, INSTAGRAM
from watchword.archive.readers.crowdtangle.figures import HISTORY as HISTORY_FIGURES
from watchword.archive.readers.finish import media_by_kind
from watchword.archive.readers.layout import Columns, Layout
from watchword.archive.readers.tables import recognise_layouts
from watchword.base.pattern import pattern

_ID = pattern(r"/(?:posts|p|videos|reel|permalink|tv)/([A-Za-z0-9_-]+)", case=True)


def with_id(columns: Columns) -> Columns:
    """Add what a post's address names it by, as these exports have no column of ids."""
    return {**columns, "id": mapped(columns["link"], _name)}


def _name(link: str) -> str | None:
    return next((one.of(link) for _, one in _ID.groups(link)), None)


LAYOUTS = (
    Layout(
        format="CrowdTangle search export, Facebook",
        needs=("page name|group name", "post created", "type", "url", "message"),
        columns={
            "text": ("message",),
            "account_name": ("user name", "page name", "group name"),
            "published": ("post created",),
            "link": ("url",),
            "kind": ("type",),
        },
        channel="facebook",
        adds=("id", "pictures", "videos"),
        finish=lambda columns: with_id(media_by_kind(columns)),
        figures=FACEBOOK,
    ),
    Layout(
        format="CrowdTangle search export, Instagram",
        needs=("account", "post created", "type", "url", "photo", "description"),
        columns={
            "text": ("description",),
            "account_name": ("user name", "account"),
            "published": ("post created",),
            "link": ("url",),
            "kind": ("type",),
        },
        texts=("description", "title"),
        channel="instagram",
        adds=("id", "pictures", "videos"),
        finish=lambda columns: with_id(media_by_kind(columns)),
        figures=INSTAGRAM,
    ),
    Layout(
        format="CrowdTangle posts of its API",
        needs=("platform id", "platform", "post url", "type"),
        columns={
            "text": ("message", "description", "title"),
            "id": ("platform id",),
            "channel": ("platform",),
            "account_name": ("account handle", "account name"),
            "published": ("date",),
            "language": ("language code",),
            "link": ("post url",),
            "kind": ("type",),
        },
        texts=("message", "description", "title"),
        adds=("pictures", "videos"),
        finish=media_by_kind,
        figures=API,
    ),
)

HISTORY = Layout(
    format="CrowdTangle post history",
    needs=("id", "score date", "timestep"),
    columns={"id": ("id",)},
    figures=HISTORY_FIGURES,
    needs_text=False,
)


def recognise(peek: Peek) -> Recognised | None:
    """A table with the columns of one of the layouts."""
    return recognise_layouts(peek, LAYOUTS)


FORMAT = Format(title="CrowdTangle export", recognise=recognise, layouts=LAYOUTS, also=(HISTORY,))
