"""What a measure is: a number taken from a post, where it comes from, and its gates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf

from watchword.base.span import Span
from watchword.channels.base import channel_names, limits
from watchword.rules.base import EVERY_POST, Gates
from watchword.terms.post import Post


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureOptions:
    """What a rule says about how to measure.

    Attributes:
        channel: Count as this channel counts; "" for the post's own channel.
        limit: The most that the rule allows, so that spans cover what is beyond; None when
            the rule sets a least, or the channel's own limit.
        from_letters: A text with fewer letters is not measured (``caps_share``).
    """

    channel: str = ""
    limit: float | None = None
    from_letters: int = 0

    def channel_of(self, post: Post) -> str:
        """The channel that counts; "" when unknown."""
        return self.channel or post.channel


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A measure taken of one post.

    Attributes:
        value: The number, in the measure's unit.
        spans: Where it comes from, in code points; empty when the post as a whole is meant.
        notes: One for each span, or for each thing counted when there are no spans: what to
            write instead (``#NowPlaying``), or what is wrong; may be empty.
        limit: The channel's own limit that the value stands against; None when none was asked.
        unit: The limit's unit; "" when none was asked.
    """

    value: float
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    limit: float | None = None
    unit: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the channel's own limit is exceeded."""
        return self.limit is not None and self.value > self.limit


def _every_post(limit: float, options: MeasureOptions) -> Gates:  # noqa: ARG001 - see Measure.gates
    return EVERY_POST


def _unbounded(text: str, options: MeasureOptions) -> float:  # noqa: ARG001 - see Measure.most
    return inf


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A counted property of a post.

    Attributes:
        name: As policies write it, for instance ``caps_share``.
        title: For people.
        unit: Of the value: ``words``, ``share from 0 to 1``, ``years``...
        take: The value, or None where what it needs is unknown or too little to judge.
        take_channel: One for each limit that the post's channel sets, each with its
            ``limit``; empty when unknown. None: channels set no such limit.
        most: A number that the value never exceeds, known from the text at a glance; it
            spares the exact count where it is within the limit.
        gates: What nominates a post that could exceed a limit: a superset. A rule with
            ``at_least`` nominates every post. A gate says what must be there, never how
            often: with a number of repetitions the automaton of all gates grows without end.
        at_most_default: What a rule without a number allows; None when it has to say.
        what: The channel table's name for it; "" when channels set no such limit.
    """

    name: str
    title: str
    unit: str
    take: Callable[[Post, MeasureOptions], Taken | None]
    take_channel: Callable[[Post, MeasureOptions], tuple[Taken, ...]] | None = None
    most: Callable[[str, MeasureOptions], float] = field(default=_unbounded)
    gates: Callable[[float, MeasureOptions], Gates] = field(default=_every_post)
    at_most_default: float | None = None
    what: str = ""

    def may_exceed(self, post: Post, at_most: float, options: MeasureOptions) -> bool:
        """Whether the value could be above a limit, at a glance.

        Args:
            post: The post.
            at_most: The limit; infinite for the limits of the post's channel.
            options: As for ``take``.
        """
        if at_most == inf:
            at_most = _least_limit(options.channel_of(post), self.what)
        return self.most(post.text, options) > at_most

    def gates_of_channels(self, names: tuple[str, ...] = ()) -> Gates:
        """What nominates a post that could exceed its channel's own limit.

        Args:
            names: The channels that the rule applies to; empty for all.
        """
        found: Gates | None = None
        for name in names or channel_names():
            for row in limits(name, self.what):
                one = self.gates(row.number, MeasureOptions(channel=name, limit=row.number))
                found = found | one if found else one
        return found or Gates()


@lru_cache(maxsize=256)
def _least_limit(name: str, what: str) -> float:
    """The smallest of a channel's limits on something; infinite where it sets none."""
    return min((row.number for row in limits(name, what)), default=inf)
