"""An effect, or the reason why it cannot be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from watchword.measure.effects.attributes import NO, YES, title_of


class State(StrEnum):
    """What can be said of an effect."""

    CLEAR = "clear"
    NOT_CLEAR = "not distinguishable from ×1"
    TOO_FEW = "cannot be estimated yet"
    TANGLED = "cannot be told apart"


EFFECTS = pa.schema(
    [
        pa.field("channel", pa.string(), nullable=False),
        pa.field("account", pa.string(), nullable=False),
        pa.field("attribute", pa.string(), nullable=False),
        pa.field("level", pa.string(), nullable=False),
        pa.field("base", pa.string(), nullable=False),
        pa.field("times", pa.float64()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
        pa.field("p", pa.float64()),
        pa.field("state", pa.string(), nullable=False),
        pa.field("reason", pa.string()),
        pa.field("posts", pa.int64(), nullable=False),
        pa.field("others", pa.int64(), nullable=False),
        pa.field("weeks", pa.int64(), nullable=False),
    ]
)
"""Effects, one row an account, attribute and level. ``times``: posts with the level do so many
times as well as like ones at ``base``, with its 90 % interval ``low`` to ``high``; ``p``: how
likely a difference as large would be by chance; ``state``: see ``State``; ``posts``, ``weeks``: of
how many it is; ``others``: posts at other levels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What a level of an attribute goes with, on one account.

    Attributes:
        channel: The network.
        account: The account.
        attribute: Its name.
        level: The level.
        base: What it is compared with.
        times: The multiplier; None when it cannot be told.
        low: Lower end of its 90 % interval.
        high: Upper end.
        p: Two-sided p-value before the control of false discoveries.
        state: What can be said.
        reason: Why nothing more can be said; "" otherwise.
        posts: Posts with the level.
        others: Posts with another one.
        weeks: Weeks in which there are posts with the level.
    """

    channel: str
    account: str
    attribute: str
    level: str
    base: str
    times: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    state: State
    reason: str = ""
    posts: int
    others: int
    weeks: int

    @property
    def name(self) -> str:
        """For people: ``video``, ``time evening``, ``campaign Flu``."""
        title = title_of(self.attribute)
        if self.level == YES:
            return title
        return f"no {title}" if self.level == NO else f"{title} {self.level}"

    @property
    def against(self) -> str:
        """What it is compared with, for people."""
        title = title_of(self.attribute)
        if self.base == NO:
            return f"no {title}"
        return title if self.base == YES else f"{title} {self.base}"

    @property
    def is_clear(self) -> bool:
        """Whether it can be told from times one."""
        return self.state is State.CLEAR

    def __str__(self) -> str:
        if self.times is None or self.low is None or self.high is None:
            return f"{self.name}: {self.state}: {self.reason}"
        interval = f"×{self.times:.2f} [{self.low:.2f} to {self.high:.2f}]"
        return f"{self.name} against {self.against}: {interval}, {self.state}"


def as_table(effects: Iterable[Effect]) -> pa.Table:
    """Effects as EFFECTS."""
    rows = [
        {name: getattr(one, name) for name in EFFECTS.names if name not in ("state", "reason")}
        | {"state": str(one.state), "reason": one.reason or None}
        for one in effects
    ]
    return pa.Table.from_pylist(rows, EFFECTS)
