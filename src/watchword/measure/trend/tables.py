"""Trends as tables."""

from __future__ import annotations

import pyarrow as pa

from watchword.measure.schema import TIME

_OF = [
    pa.field("channel", pa.string(), nullable=False),
    pa.field("account", pa.string(), nullable=False),
]

TRENDS = pa.schema(
    [
        *_OF,
        pa.field("posts", pa.int64(), nullable=False),
        pa.field("first_week", TIME),
        pa.field("last_week", TIME),
        pa.field("back", pa.int64()),
        pa.field("level", pa.float64()),
        pa.field("times", pa.float64()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
        pa.field("is_clear", pa.bool_()),
        pa.field("followers_before", pa.float64()),
        pa.field("followers", pa.float64()),
        pa.field("times_a_follower", pa.float64()),
        pa.field("times_a_follower_low", pa.float64()),
        pa.field("times_a_follower_high", pa.float64()),
        pa.field("times_of_week_p", pa.float64()),
        pa.field("reason", pa.string()),
    ]
)
"""Change, one row an account. ``first_week``, ``last_week``: the Mondays of its first and last week
with a post that has a number; ``level``: what a usual post of the last week has; ``times``: against
that of the week ``back`` weeks before, with its 90 % interval ``low`` to ``high``; ``is_clear``:
whether it leaves out 1; ``followers_before``, ``followers``: at both weeks;
``times_a_follower``: what is left of the change when that of the followers is taken out;
``times_of_week_p``: share of shuffles in which weekdays and hours differ as much; ``reason``: why
nothing is told, or nothing of followers."""

LEVELS = pa.schema(
    [
        *_OF,
        pa.field("week", TIME, nullable=False),
        pa.field("posts", pa.int64(), nullable=False),
        pa.field("mean", pa.float64()),
        pa.field("level", pa.float64(), nullable=False),
        pa.field("low", pa.float64(), nullable=False),
        pa.field("high", pa.float64(), nullable=False),
    ]
)
"""The level week by week. ``week``: its Monday (UTC); ``mean``: middle of its posts on the log
scale; ``level``: what a usual post has, with its 90 % interval."""

STEPS = pa.schema(
    [
        *_OF,
        pa.field("week", TIME, nullable=False),
        pa.field("earliest", TIME, nullable=False),
        pa.field("latest", TIME, nullable=False),
        pa.field("times", pa.float64(), nullable=False),
        pa.field("low", pa.float64(), nullable=False),
        pa.field("high", pa.float64(), nullable=False),
        pa.field("p", pa.float64(), nullable=False),
    ]
)
"""Weeks from which on posts do better or worse at one go: see ``steps.Step``."""

TIMES = pa.schema(
    [
        *_OF,
        pa.field("day", pa.string(), nullable=False),
        pa.field("part", pa.string(), nullable=False),
        pa.field("posts", pa.int64(), nullable=False),
        pa.field("weeks", pa.int64(), nullable=False),
        pa.field("times", pa.float64()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
        pa.field("reason", pa.string()),
    ]
)
"""Weekdays and parts of the day: see ``times.Cell``."""
