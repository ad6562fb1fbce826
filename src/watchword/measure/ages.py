"""Ages of posts: whole seconds, and how people write them."""

from __future__ import annotations

from watchword.base.errors import InputError

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_UNITS = {"m": MINUTE, "min": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
_LONGEST = 3650 * DAY


def age_of(text: str) -> int:
    """Seconds of an age as people write it: ``45min``, ``5h``, ``28d``, ``4w``.

    Raises:
        InputError: It is not an age, or more than ten years.
    """
    low = text.strip().lower().replace(" ", "")
    digits = low.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = _UNITS.get(low[len(digits) :]) or _UNITS.get(low[len(digits) :].rstrip("s")[:1])
    if not (digits.isascii() and digits.isdigit() and unit):
        raise InputError(f"{text!r} is not an age", hint="write 45min, 5h, 28d or 4w")
    age = int(digits) * unit
    if not 0 < age <= _LONGEST:
        raise InputError(f"{text!r} is no age to compare posts at", hint="from 1min to 3650d")
    return age


def age_words(seconds: int) -> str:
    """An age for people: ``15 minutes``, ``5 hours``, ``1 day``, ``28 days``, ``1.5 hours``."""
    for size, name in ((DAY, "day"), (HOUR, "hour")):
        if seconds >= size and (seconds % size == 0 or (size == DAY and seconds > 3 * DAY)):
            return _count(seconds / size, name)
    if seconds >= HOUR:
        return _count(seconds / HOUR, "hour")
    return _count(seconds / MINUTE, "minute")


def short_age(seconds: int) -> str:
    """An age where there is little room: ``15m``, ``5h``, ``28d``."""
    words = age_words(seconds)
    number, name = words.split(" ")
    return number + name[0]


def _count(number: float, name: str) -> str:
    text = f"{number:.4g}"
    return f"{text} {name}" if text == "1" else f"{text} {name}s"
