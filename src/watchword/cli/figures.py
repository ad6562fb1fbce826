"""Numbers of the measuring commands, for people."""

from __future__ import annotations

from collections.abc import Mapping

from watchword.measure.benchmark.measures import Measure
from watchword.measure.kernel.steps import SETTLED, age_name
from watchword.measure.metrics import metrics


def number(value: float | None) -> str:
    """A number for people: thousands set off, no decimals where they say nothing."""
    if value is None:
        return "-"
    if abs(value) >= 10 or float(value).is_integer():  # noqa: PLR2004 - two digits suffice
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.2g}"


def amount(value: float | None, measure: Measure) -> str:
    """A number of what is compared: rates as a percentage."""
    if value is None or not measure.under:
        return number(value)
    share = 100 * value
    return f"{share:.0f} %" if share >= 10 else f"{share:.1f} %" if share >= 1 else f"{share:.2g} %"  # noqa: PLR2004 - two digits suffice


def of_measure(value: float | None, measure: Measure) -> str:
    """A number with what it counts: ``41 interactions``, ``engagement rate by reach 3.2 %``."""
    if measure.under:
        return f"{measure.title} {amount(value, measure)}"
    return f"{amount(value, measure)} {measure.title}"


def latest_number(row: Mapping[str, object]) -> str:
    """A number of LATEST: fractions as a percentage."""
    value = row["value"]
    assert isinstance(value, float)
    metric = metrics()[str(row["metric"])]
    return f"{100 * value:.1f} %" if metric.unit == "fraction" else number(value)


def drawn(value: float | None, measure: Measure) -> float | None:
    """A number as a chart draws it: rates in percent."""
    return None if value is None else 100 * value if measure.under else value


def usual_words(measure: Measure) -> str:
    """What the middle of a chart is, with its unit."""
    return "usual, in %" if measure.under else "usual"


def brief_age(age: int) -> str:
    """An age where there is little room: ``15m``, ``5h``, ``28d``, ``28d+`` for settled."""
    if age == SETTLED:
        return "28d+"
    count, _, unit = age_name(age).partition(" ")
    return count + unit[0]


def times(score: float | None) -> str:
    """CrowdTangle's score as it was written: ``1.8x``, ``-2.0x``."""
    return "-" if score is None else f"{score:,.1f}x"
