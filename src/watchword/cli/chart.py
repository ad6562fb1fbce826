"""A small chart for the terminal: a curve against a band, over steps of age.

Each thing has a sign of its own, so that it can be read without colour; figures stand in the
table above it, so that nothing is in the chart alone.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from watchword.check.render.style import Style

Values = Sequence[float | None]

LEAST_FOR_LOGARITHM = 20.0
"""Greatest over least value from which on the axis grows by factors."""


FEW_POWERS = 1000.0
"""Greatest over least value from which on powers of ten are marked alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What a chart is drawn with."""

    band: str
    usual: str
    point: str
    line: str
    axis: str
    corner: str
    floor: str
    tick: str


UNICODE = Signs(band="░", usual="─", point="●", line="•", axis="┤", corner="└", floor="─", tick="┴")
ASCII = Signs(band=":", usual="=", point="O", line="+", axis="|", corner="+", floor="-", tick="+")

_COLOURS = {"band": "dim", "usual": "green", "point": "cyan", "line": "cyan"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """What is drawn; all sequences have one value a step, None where there is none.

    Attributes:
        steps: What stands under each step.
        low: Lower edge of the band.
        usual: Middle of the band.
        high: Upper edge of the band.
        post: The post's own values; empty to draw the band alone.
        words: Legend for the band, the middle and the post.
    """

    steps: Sequence[str]
    low: Values
    usual: Values
    high: Values
    post: Values
    words: tuple[str, str, str]


def render_chart(
    chart: Chart, style: Style, *, signs: Signs = UNICODE, width: int = 80, height: int = 12
) -> str:
    """The chart as lines of at most ``width`` columns; empty where there is nothing to draw."""
    values = [
        value
        for row in (chart.low, chart.usual, chart.high, chart.post)
        for value in row
        if value is not None
    ]
    if not values or len(chart.steps) < 2:  # noqa: PLR2004 - a curve has two ends
        return ""
    scale = Scale.over(values, height)
    labels = {scale.row(value): short_number(value) for value in scale.marks()}
    margin = max(map(len, labels.values())) + 1
    plot = _plot(chart, scale, width - margin - 1)
    lines = []
    for row in range(height - 1, -1, -1):
        cells = "".join(
            style(getattr(signs, kind), _COLOURS[kind]) if kind else " " for kind in plot[row]
        )
        lines.append(f"{labels.get(row, ''):>{margin - 1}} {signs.axis}{cells}".rstrip())
    places = _places(len(chart.steps), width - margin - 1)
    floor = "".join(
        signs.tick if place in places else signs.floor for place in range(width - margin - 1)
    )
    lines.append(" " * margin + signs.corner + floor)
    lines.append(" " * (margin + 1) + _under(chart.steps, places, width - margin - 1))
    lines.append(_legend(chart, signs, style))
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """Values to rows, counted from the bottom.

    Attributes:
        low: Value of the lowest row.
        high: Value of the highest row.
        rows: How many there are.
        is_log: Whether rows grow by factors.
    """

    low: float
    high: float
    rows: int
    is_log: bool

    @classmethod
    def over(cls, values: Sequence[float], rows: int) -> Scale:
        """A scale that holds all values: by factors where they are far apart."""
        low, high = min(values), max(values)
        positive = [value for value in values if value > 0]
        least = min(positive, default=high)
        if high >= LEAST_FOR_LOGARITHM:
            least = max(least, 1.0)  # of something counted less than one is none
        if low >= 0 and least > 0 and high / least >= LEAST_FOR_LOGARITHM:
            return cls(low=least, high=high, rows=rows, is_log=True)
        low = min(low, 0.0)
        return cls(low=low, high=high if high > low else low + 1, rows=rows, is_log=False)

    def row(self, value: float) -> int:
        """The row that a value stands in; what is off the scale stands at its edge."""
        if self.is_log:
            share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return min(self.rows - 1, max(0, round(share * (self.rows - 1))))

    def marks(self) -> list[float]:
        """Round values to write at the axis: one, two or five and noughts, not too close."""
        found: list[float] = []
        used: set[int] = set()
        for value in self._round():
            row = self.row(value)
            if not used & {row - 1, row, row + 1}:
                used.add(row)
                found.append(value)
        return found

    def _round(self) -> list[float]:
        if self.is_log:
            powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
            factors = (1,) if self.high / self.low >= FEW_POWERS else (1, 2, 5)
            all_ = [factor * 10.0**power for factor in factors for power in powers]
            return [value for value in all_ if self.low <= value <= self.high * 1.001]
        step = _round_step((self.high - self.low) / 4)
        first = math.ceil(self.low / step)
        return [step * place for place in range(first, math.floor(self.high / step) + 1)]


def _round_step(about: float) -> float:
    power = 10.0 ** math.floor(math.log10(about))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= about)


def short_number(value: float) -> str:
    """A number for an axis: 950, 1.2k, 35k, 4M."""
    size = abs(value)
    for unit, name in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if size >= unit:
            return f"{value / unit:.3g}{name}"
    return f"{value:.3g}"


def _places(steps: int, width: int) -> list[int]:
    return [round(place * (width - 1) / (steps - 1)) for place in range(steps)]


def _plot(chart: Chart, scale: Scale, width: int) -> list[list[str]]:
    """What stands in each row and column: a name of a sign, or nothing."""
    plot = [[""] * width for _ in range(scale.rows)]
    places = _places(len(chart.steps), width)
    low, usual = _curve(chart.low, places, scale), _curve(chart.usual, places, scale)
    high, post = _curve(chart.high, places, scale), _curve(chart.post, places, scale)
    for at in range(width):
        if at in low and at in high:
            for row in range(low[at], high[at] + 1):
                plot[row][at] = "band"
        if at in usual:
            plot[usual[at]][at] = "usual"
        if at in post:
            plot[post[at]][at] = "point" if at in places else "line"
    for at, value in zip(places, chart.post, strict=False):
        if value is not None:
            plot[scale.row(value)][at] = "point"
    return plot


def _curve(values: Values, places: Sequence[int], scale: Scale) -> dict[int, int]:
    """Row of each column between two steps with a value; a straight line on the scale."""
    found: dict[int, int] = {}
    steps = list(zip(places, values, strict=False))
    for (left, first), (right, second) in itertools.pairwise(steps):
        if first is None or second is None:
            continue
        for at in range(left, right + 1):
            share = (at - left) / max(right - left, 1)
            found[at] = round(scale.row(first) * (1 - share) + scale.row(second) * share)
    return found


def _under(steps: Sequence[str], places: Sequence[int], width: int) -> str:
    """The names of the steps, each under its place; those without room are left out."""
    line = [" "] * width
    free = 0
    for name, place in zip(steps, places, strict=True):
        start = min(max(place - len(name) // 2, 0), width - len(name))
        if start >= free:
            line[start : start + len(name)] = name
            free = start + len(name) + 1
    return "".join(line).rstrip()


def _legend(chart: Chart, signs: Signs, style: Style) -> str:
    kinds = ("band", "usual", "point")
    shown = [
        f"{style(getattr(signs, kind), _COLOURS[kind])} {words}"
        for kind, words, values in zip(
            kinds, chart.words, (chart.low, chart.usual, chart.post), strict=True
        )
        if any(value is not None for value in values)
    ]
    return "  " + "   ".join(shown)


def signs_for(encoding: str | None, *, ascii_only: bool) -> Signs:
    """The signs that a terminal can show."""
    try:
        "░─●•┤└┴".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return ASCII if ascii_only else UNICODE
