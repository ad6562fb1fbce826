"""Numbers that know how they are written, and why they are not there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

NOT_AVAILABLE = "not available"
"""Stands where a number is missing; never a zero."""
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_EXACT_BELOW = 10
"""Numbers below this keep a decimal when they are not whole."""


class Form(StrEnum):
    """How a number is written."""

    COUNT = "count"
    FRACTION = "fraction"
    """Of one; written in percent."""
    TIMES = "times"
    MONEY = "money"
    SECONDS = "seconds"


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number.

    Attributes:
        value: Itself; None when it is not available.
        form: How it is written.
        why: Why it is not available, for people.
        unit: Currency of money, as ISO 4217 has it.
    """

    value: float | None
    form: Form = Form.COUNT
    why: str = ""
    unit: str = ""

    @property
    def words(self) -> str:
        """As people read it."""
        if self.value is None or not math.isfinite(self.value):
            return NOT_AVAILABLE
        return _WRITERS[self.form](self.value, self.unit)


def count(value: float | None, why: str = "") -> Number:
    """How many."""
    return Number(value=value, why=why)


def fraction(value: float | None, why: str = "") -> Number:
    """A share of one."""
    return Number(value=value, form=Form.FRACTION, why=why)


def times(value: float | None, why: str = "") -> Number:
    """A multiplier."""
    return Number(value=value, form=Form.TIMES, why=why)


def plural(number: int, noun: str, nouns: str = "") -> str:
    """``1 post``, ``2 posts``, ``1,200 posts``."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def _count(value: float, unit: str) -> str:
    del unit
    if abs(value) < _EXACT_BELOW and not float(value).is_integer():
        return f"{value:.1f}"
    return f"{value:,.0f}"


def _fraction(value: float, unit: str) -> str:
    del unit
    percent = 100 * value
    if percent and abs(percent) < 1:
        return f"{percent:.2f}\u00a0%"
    return f"{percent:.1f}\u00a0%" if 0 < abs(percent) < _EXACT_BELOW else f"{percent:.0f}\u00a0%"


def _times(value: float, unit: str) -> str:
    del unit
    return f"×{value:.2f}" if abs(value) < _EXACT_BELOW else f"×{value:,.0f}"


def _money(value: float, unit: str) -> str:
    return f"{value:,.2f} {unit}".rstrip()


def _seconds(value: float, unit: str) -> str:
    del unit
    if value < _MINUTE:
        return f"{value:.0f} s"
    if value < _HOUR:
        return f"{value / _MINUTE:.0f} min"
    return f"{value / _HOUR:.1f} h" if value < _DAY else f"{value / _DAY:.1f} days"


_WRITERS = {
    Form.COUNT: _count,
    Form.FRACTION: _fraction,
    Form.TIMES: _times,
    Form.MONEY: _money,
    Form.SECONDS: _seconds,
}
