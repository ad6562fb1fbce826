"""What a channel is: its dated limits, and how it counts.

A channel counts a text in the unit of a limit, but for some stretches that weigh a fixed
number (:class:`Fixed`): a link that becomes a short one, a handle of which only a part
counts, an emoji that counts as its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from watchword.base.registry import member, members
from watchword.base.span import Span
from watchword.channels.table import TEXT, Limit, limit_table
from watchword.channels.units import Unit, grapheme_spans, length_in

FAMILY = "watchword.channels"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A stretch of text that weighs a fixed number, whatever it says.

    Attributes:
        span: Where it stands.
        weight: What it counts, in the unit asked for.
    """

    span: Span
    weight: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A text measured against one limit.

    Attributes:
        limit: The limit.
        counted: Length as the channel counts, in the limit's unit.
        over_span: The text beyond the limit, from a grapheme's start; None within the limit.
    """

    limit: Limit
    counted: int
    over_span: Span | None = None

    @property
    def unit(self) -> Unit:
        """The limit's unit."""
        return self.limit.unit

    @property
    def left(self) -> int:
        """What is left; negative beyond the limit."""
        return self.limit.number - self.counted


def _none_fixed(text: str, unit: Unit) -> tuple[Fixed, ...]:  # noqa: ARG001 - see Channel.fixed
    return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """A network, and how it counts.

    Attributes:
        name: As policies write it, for instance ``google-business``.
        title: For people, for instance "Google Business Profile".
        fixed: The stretches of a text that weigh a fixed number in a unit, in order.
        plain: The length of text without such stretches in a unit.
        reply_prefix: Length in code points of what is free at the start of a reply.
        warning_counts: Whether a content warning counts with the text.
    """

    name: str
    title: str
    fixed: Callable[[str, Unit], Iterable[Fixed]] = _none_fixed
    plain: Callable[[str, Unit], int] = length_in
    reply_prefix: Callable[[str], int] = lambda _: 0
    warning_counts: bool = False

    @property
    def limits(self) -> tuple[Limit, ...]:
        """All rows of the table for this channel."""
        return limits(self.name)

    def count(self, text: str, unit: Unit) -> int:
        """Length of a text in a unit as this channel counts it."""
        total, position = 0, 0
        for one in self.fixed(text, unit):
            total += self.plain(text[position : one.span.start], unit) + one.weight
            position = one.span.end
        return total + self.plain(text[position:] if position else text, unit)

    def pieces(self, text: str, unit: Unit) -> Iterator[Fixed]:
        """The text in pieces that are never cut: graphemes and fixed stretches."""
        position = 0
        for one in (*self.fixed(text, unit), Fixed(Span(len(text), len(text)), 0)):
            for piece in grapheme_spans(text, position, one.span.start):
                yield Fixed(piece, self.plain(piece.of(text), unit))
            if one.weight:
                yield one
            position = one.span.end

    def over(self, text: str, unit: Unit, limit: float) -> Span | None:
        """The text beyond a limit, from the start of a piece; None within the limit."""
        if self.count(text, unit) <= limit:
            return None
        total = 0
        for piece in self.pieces(text, unit):
            total += piece.weight
            if total > limit:
                return Span(piece.span.start, len(text))
        return None


def channel_names() -> tuple[str, ...]:
    """Names of all channels, sorted."""
    return tuple(members(FAMILY))


def channel(name: str) -> Channel:
    """The channel of that name.

    Raises:
        KeyError: No channel has that name.
    """
    return cast("Channel", member(FAMILY, name, "CHANNEL"))


def limits(name: str, what: str = "") -> tuple[Limit, ...]:
    """A channel's limits in the order of the table.

    Args:
        name: The channel's name; one that the table does not know has no limits.
        what: Only limits on this, for instance ``text`` or ``hashtags``; "" for all.
    """
    rows = limit_table().get(name, ())
    return tuple(row for row in rows if row.what == what) if what else rows


def length(
    name: str, text: str, *, is_reply: bool = False, warning: str = ""
) -> tuple[Counted, ...]:
    """Measure a text against each limit that a channel sets on a post's text.

    Args:
        name: The channel's name.
        text: The text.
        is_reply: Whether it answers somebody, so that X counts no leading @names.
        warning: The content warning, which Mastodon counts with the text.

    Returns:
        One for each limit (Bluesky has two); empty when the channel's limit is unknown.

    Raises:
        KeyError: No channel has that name.
    """
    where = channel(name)
    free = where.reply_prefix(text) if is_reply else 0
    said = text[free:] if free else text
    found = []
    for limit in limits(name, TEXT):
        before = where.count(warning, limit.unit) if where.warning_counts else 0
        counted = before + where.count(said, limit.unit)
        over = None
        if counted > limit.number:
            cut = where.over(said, limit.unit, limit.number - before)
            over = Span(cut.start + free, cut.end + free) if cut else None
        found.append(Counted(limit=limit, counted=counted, over_span=over))
    return tuple(found)


def shown_before_the_fold(name: str) -> int | None:
    """How many code points a channel shows before "more"; None where that is not known."""
    return next((row.number for row in limits(name, "shown")), None)


def rows_older_than(days: int, today: date) -> tuple[Limit, ...]:
    """The limits last checked more than so many days ago, oldest first."""
    rows = [row for many in limit_table().values() for row in many]
    return tuple(
        sorted(
            (row for row in rows if (today - row.checked).days > days), key=lambda row: row.checked
        )
    )
