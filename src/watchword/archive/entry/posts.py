"""Rows of an export as posts of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.entry.asked import Asked, Wants
from watchword.archive.entry.identity import (
    account_in,
    account_named,
    channel_in,
    finer,
    id_in,
    kind_named,
    native_id,
)
from watchword.archive.files.notes import Notes
from watchword.archive.readers.convert import channel_named, mapped, to_text
from watchword.archive.readers.layout import Columns
from watchword.base.errors import InputError
from watchword.measure.schema import POSTS, TIME, post_number

NO_ID = "has no id that names the post for ever; it was left out"
INBOUND = "is a message received, not a post of the account; it was left out"
FINER = "days without a time: where the post's id tells the time of that day, it was taken from it"
DAY_ONLY = "the export gives days without a time: ages of its posts are right to a day"
KEPT_DIGITS = 15
"""Digits that a spreadsheet keeps of a number (Excel specifications and limits, 2026-11)."""
SURE_ZEROS = 6
_DAMAGED = r"^[0-9](?:[.,][0-9]+)?[Ee]\+?[0-9]+$"
_YES = pa.array(
    ["yes", "true", "1", "y", "ja", "oui", "si", "paid", "sponsored", "boosted", "promoted"]
)
_NO = pa.array(["no", "false", "0", "n", "nein", "non", "organic", "not paid", "-"])


@dataclass(slots=True)
class Seen:
    """What was met while reading a file.

    Attributes:
        accounts: Channel and account of every post, as the file names it.
        local: Formats that have times without a zone.
        wants: What is still to be said.
    """

    accounts: set[tuple[str, str]] = field(default_factory=set)
    local: set[str] = field(default_factory=set)
    wants: Wants = field(default_factory=Wants)

    def want_zone(self, format_: str, time: str, zone: ZoneInfo | None) -> None:
        """Take note of a time without a zone ("" for none), and whose clocks it is of."""
        if time:
            self.local.add(format_)
        if time and zone is None:
            self.wants.zone.setdefault(format_, time)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """Facts of some rows, as the readers give them.

    Attributes:
        facts: The columns; ``row`` are numbers of rows.
        more: Further columns as text: see ``Figures.more``.
        own: The organisation's own columns as text.
        names_account: Whether ``account_name`` is the account that posted.
        id_header: The header of the column of ids, for people.
        is_day_only: Whether the times of publication are days.
        has_years: Whether the file says the years of publication.
        has_text: Whether the file says the texts.
    """

    facts: Columns
    more: Mapping[str, pa.Array] = field(default_factory=dict)
    own: Mapping[str, pa.Array] = field(default_factory=dict)
    names_account: bool = True
    id_header: str = ""
    is_day_only: bool = False
    has_years: bool = True
    has_text: bool = True


def posts_of(rows: Rows, asked: Asked, seen: Seen, notes: Notes, skipped: Notes) -> pa.Table:
    """Posts with the columns of POSTS, and ``row``: one a row of the file that is a post.

    Args:
        rows: Facts of some rows.
        asked: What the caller knows beside the file.
        seen: Takes what was met.
        notes: Where remarks go.
        skipped: Where rows that were left out go, with the reason.

    Raises:
        InputError: An id was damaged by a spreadsheet.
    """
    count = len(rows.facts["row"])
    links = _listed(rows.facts.get("link"), count)
    channels = _channels(rows, links, asked)
    ids = _ids(rows, links, channels)
    accounts = _accounts(rows, links, channels, asked, seen)
    keep = _kept(rows, ids, skipped)
    for channel, account, is_kept in zip(channels, accounts, keep, strict=True):
        if is_kept and not channel:
            seen.wants.channel.add("")
        if is_kept and not account:
            seen.wants.account.add(channel)
    published = _published(rows, ids, channels, notes)
    columns = {
        "post": pa.array(map(post_number, channels, accounts, ids), pa.int64()),
        "channel": pa.array(channels, pa.string()),
        "account": pa.array(accounts, pa.string()),
        "native_id": pa.array(ids, pa.string()),
        "published": published,
        "text": rows.facts["text"] if rows.has_text else pa.nulls(count, pa.string()),
        **_described(rows, count),
        "own": _own(rows.own, count),
        "row": rows.facts["row"],
    }
    schema = POSTS.append(pa.field("row", pa.int64()))
    return pa.table(columns, schema=schema).filter(pa.array(keep))


def _listed(column: pa.Array | None, count: int) -> list[str]:
    if column is None:
        return [""] * count
    return [(one or "").strip() for one in to_text(column).to_pylist()]


def _channels(rows: Rows, links: list[str], asked: Asked) -> list[str]:
    if asked.channel:
        return [channel_named(asked.channel)] * len(links)
    given = _listed(rows.facts.get("channel"), len(links))
    return [channel or channel_in(link) for channel, link in zip(given, links, strict=True)]


def _ids(rows: Rows, links: list[str], channels: list[str]) -> list[str]:
    given = _listed(rows.facts.get("id"), len(links))
    if "id" in rows.facts:
        _refuse_damaged(rows, given)
    return [
        native_id(one, channel) if one else id_in(link, channel)
        for one, link, channel in zip(given, links, channels, strict=True)
    ]


def _refuse_damaged(rows: Rows, ids: list[str]) -> None:
    damaged = pc.indices_nonzero(pc.match_substring_regex(pa.array(ids), _DAMAGED)).to_pylist()
    if not damaged and _are_rounded(ids):
        damaged = [next(at for at, one in enumerate(ids) if len(one) > KEPT_DIGITS)]
    if damaged:
        index = damaged[0]
        raise damaged_id(ids[index], rows.facts["row"][index].as_py(), rows.id_header)


def _are_rounded(ids: list[str]) -> bool:
    """Whether all long numbers end in the zeros that a spreadsheet leaves of lost digits.

    By chance that is so once in a million files.
    """
    long = {one for one in ids if len(one) > KEPT_DIGITS and one.isascii() and one.isdigit()}
    zeros = [len(one) - KEPT_DIGITS for one in long if one.endswith("0" * (len(one) - KEPT_DIGITS))]
    return len(zeros) == len(long) and sum(zeros) >= SURE_ZEROS


def damaged_id(shown: str, line: int, header: str) -> InputError:
    """The error for an id that a spreadsheet has rounded."""
    return InputError(
        f'line {line}, column "{header or "id"}": {shown} was an id before a spreadsheet made a '
        "rounded number of it; its last digits are lost, and it names no post",
        hint="import the file as it was downloaded; or open it in the spreadsheet by its text "
        f'import with "{header or "id"}" as text, and save that',
        code="input-damaged-id",
    )


def _accounts(
    rows: Rows, links: list[str], channels: list[str], asked: Asked, seen: Seen
) -> list[str]:
    count = len(links)
    named = _listed(rows.facts.get("account_name"), count) if rows.names_account else [""] * count
    titles = _listed(rows.more.get("account_title"), count)
    found = [
        account_named(name or title or account_in(link, channel))
        for name, title, link, channel in zip(named, titles, links, channels, strict=True)
    ]
    seen.accounts.update(
        (channel, account) for channel, account in zip(channels, found, strict=True) if account
    )
    return [account_named(asked.account)] * count if asked.account else found


def _kept(rows: Rows, ids: list[str], skipped: Notes) -> list[bool]:
    directions = _listed(rows.facts.get("direction"), len(ids))
    lines = rows.facts["row"].to_pylist()
    keep = []
    for id_, direction, line in zip(ids, directions, lines, strict=True):
        reason = INBOUND if direction == "inbound" else "" if id_ else NO_ID
        if reason:
            skipped.add(line, f"the row {reason}", kind=reason)
        keep.append(not reason)
    return keep


def _published(rows: Rows, ids: list[str], channels: list[str], notes: Notes) -> pa.Array:
    published = rows.facts.get("published")
    if published is None:
        return pa.nulls(len(ids), TIME)
    if not rows.is_day_only:
        return published.cast(TIME, safe=False)
    fine: list[datetime | None] = [
        (day and finer(day, id_, channel, has_year=rows.has_years)) or day
        for day, id_, channel in zip(published.to_pylist(), ids, channels, strict=True)
    ]
    is_finer = fine != published.to_pylist()
    notes.once(FINER if is_finer else DAY_ONLY)
    return pa.array(fine, published.type).cast(TIME, safe=False)


def _described(rows: Rows, count: int) -> Columns:
    """What a post is: kind, media, language, link, campaign and details."""
    videos, pictures = (_number(rows.facts.get(name), count) for name in ("videos", "pictures"))
    has_video, has_picture = pc.greater(videos, 0), pc.greater(pictures, 0)
    is_bare = pc.and_(pc.equal(videos, 0), pc.equal(pictures, 0))
    media = pc.case_when(
        pc.make_struct(*(one.fill_null(False) for one in (has_video, has_picture, is_bare))),
        "video",
        "picture",
        "none",
    )
    said = rows.more.get("media")
    is_video = _flag(rows.more.get("is_video"), count)
    kinds = rows.facts.get("kind")
    if kinds is None:
        kinds = rows.facts.get("direction")
    return {
        "kind": _text(kinds, count, kind_named),
        "media": media if said is None else pc.coalesce(_lower(said, count), media),
        "language": _text(rows.facts.get("language"), count),
        "link": _text(rows.facts.get("link"), count),
        "campaign": _text(rows.facts.get("campaign"), count),
        "pillar": _text(rows.more.get("pillar"), count),
        "is_video": pc.coalesce(is_video, has_video),
        "style": _lower(rows.more.get("style"), count),
        "is_paid": _flag(rows.more.get("is_paid"), count),
    }


def _number(column: pa.Array | None, count: int) -> pa.Array:
    return pa.nulls(count, pa.int32()) if column is None else column


def _text(
    column: pa.Array | None, count: int, change: Callable[[str], str] = str.strip
) -> pa.Array:
    if column is None:
        return pa.nulls(count, pa.string())
    return mapped(column, lambda cell: change(cell) or None)


def _lower(column: pa.Array | None, count: int) -> pa.Array:
    return _text(column, count, lambda cell: " ".join(cell.lower().split()))


def _flag(column: pa.Array | None, count: int) -> pa.Array:
    """Yes or no; null for anything else."""
    if column is None:
        return pa.nulls(count, pa.bool_())
    low = _lower(column, count)
    yes, no = (pc.is_in(low, words) for words in (_YES, _NO))
    return pc.if_else(yes, True, pc.if_else(no, False, pa.scalar(None, pa.bool_())))


def _own(own: Mapping[str, pa.Array], count: int) -> pa.Array:
    kind = POSTS.field("own").type
    if not own:
        return pa.nulls(count, kind)
    columns = [to_text(column).to_pylist() for column in own.values()]
    rows = [
        [
            (name, cell.strip())
            for name, cell in zip(own, cells, strict=True)
            if cell and cell.strip()
        ]
        for cells in zip(*columns, strict=True)
    ]
    return pa.array(rows, kind)
