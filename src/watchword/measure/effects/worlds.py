"""Made worlds in which the true effects are known, to see whether intervals hold."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from watchword.measure.effects.design import Floats
from watchword.measure.effects.effect import Effect, State
from watchword.measure.effects.explain import Account, explain
from watchword.measure.schema import POSTS

TRUTH = (2.0, 1.6, 1.4, 1.3, 1.2, 1.15, 0.9, 0.8, 0.7, 1.0, 1.0, 1.0, 1.0)
"""Multipliers of the thirteen attributes of a world; the last four do nothing."""

DIFFERENT = 0.12
"""Standard deviation, on the log scale, by which accounts differ in an effect that is there."""

WEEK_SHOCK = 0.25
NOISE = 1.0
"""Standard deviations of what a week's posts share and of a single post (log scale), as on real
pages."""

START = 1_767_600_000_000
"""A Monday of 2026, in ms."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """How effects came out.

    Attributes:
        covered: Effects whose 90 % interval holds the truth.
        effects: How many there were.
        clear: Differences called clear.
        false: Those of them that are none.
        found: Those called clear that are there.
        there: Differences that are there.
        width: Median of the intervals' half-widths, as a multiplier.
    """

    covered: int
    effects: int
    clear: int
    false: int
    found: int
    there: int
    width: float

    @property
    def coverage(self) -> float:
        """Share of intervals that hold."""
        return self.covered / self.effects

    @property
    def false_share(self) -> float:
        """Share of the clear differences that are none; 0 without any."""
        return self.false / self.clear if self.clear else 0.0


def world(accounts: int, posts: int, weeks: int, seed: int) -> Held:
    """Make a world, explain it, and compare with the truth.

    Args:
        accounts: How many accounts.
        posts: Posts of each.
        weeks: Weeks over which they are spread.
        seed: Of the world.
    """
    random = np.random.default_rng(seed)
    truth = np.log(np.array(TRUTH))
    names = [f"a{number}" for number in range(len(TRUTH))]
    shares = random.uniform(0.15, 0.5, len(TRUTH))
    tables, values = [], []
    levels: dict[str, list[str | None]] = {name: [] for name in names}
    own: dict[Account, Floats] = {}
    for number in range(accounts):
        account = f"account{number:03}"
        effect = truth + np.where(truth == 0, 0, random.normal(0, DIFFERENT, len(truth)))
        own["made", account] = effect
        has = random.random((posts, len(truth))) < shares
        week = np.sort(random.integers(0, weeks, posts))
        shock = random.normal(0, WEEK_SHOCK, weeks)[week]
        logs = random.normal(4, 1) + has @ effect + shock + random.normal(0, NOISE, posts)
        values.append(np.expm1(np.maximum(logs, 0)))
        tables.append(_posts(account, number, week, random))
        for place, name in enumerate(names):
            levels[name] += ["yes" if one else "no" for one in has[:, place]]
    found = explain(pa.concat_tables(tables), np.concatenate(values), levels=levels)
    return _held(found.effects, own, names)


def _posts(account: str, number: int, week: np.ndarray, random: np.random.Generator) -> pa.Table:
    when = START + week * 7 * 86_400_000 + random.integers(0, 7 * 86_400_000, len(week))
    rows = {
        "post": [number * 1_000_000 + place for place in range(len(week))],
        "channel": ["made"] * len(week),
        "account": [account] * len(week),
        "native_id": [str(place) for place in range(len(week))],
        "published": pa.array(when, pa.timestamp("ms", "UTC")),
    }
    filled = {one.name: rows.get(one.name, pa.nulls(len(week), one.type)) for one in POSTS}
    return pa.table(filled, schema=POSTS)


def _held(
    effects: Callable[[Account], tuple[Effect, ...]],
    own: Mapping[Account, Floats],
    names: Sequence[str],
) -> Held:
    covered = count = clear = false = found = there = 0
    widths = []
    for account, truth in own.items():
        for one in effects(account):
            if one.level != "yes" or one.low is None or one.high is None:
                continue
            true = float(truth[names.index(one.attribute)])
            is_there = true != 0
            count += 1
            covered += math.log(one.low) <= true <= math.log(one.high)
            widths.append(math.log(one.high / one.low) / 2)
            clear += one.state is State.CLEAR
            false += one.state is State.CLEAR and not is_there
            found += one.state is State.CLEAR and is_there
            there += is_there
    return Held(
        covered=covered,
        effects=count,
        clear=clear,
        false=false,
        found=found,
        there=there,
        width=math.exp(float(np.median(widths))) if widths else math.nan,
    )
