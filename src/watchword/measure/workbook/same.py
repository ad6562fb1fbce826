"""Whether two cells say the same, after a spreadsheet has shown one of them its own way.

A spreadsheet that reads ``007``, ``2026-03-01`` or ``1200`` may give back ``7``,
``01.03.2026`` or ``1,200``; nobody edited anything.
"""

from __future__ import annotations

import unicodedata

_SPACES = " \u00a0\u202f\u2009'"
_GROUP = 3
_HOUR = 3
"""Place of the hour in the numbers of a date and time."""


def clean(cell: str | None) -> str:
    """A cell as text: composed characters, one kind of line end, no apostrophe that only hides
    a formula, nothing around it.
    """
    text = unicodedata.normalize("NFC", cell or "").replace("\r\n", "\n").replace("\r", "\n")
    text = text.strip(" \t\u00a0\u200b\ufeff\n")
    if text.startswith("'") and text[1:2] in ("=", "+", "-", "@", "'", *"0123456789"):
        text = text[1:]
    return text.removesuffix("T00:00:00")


def is_same(exported: str, shown: str) -> bool:
    """Whether a cell still says what was exported (both as ``clean`` gives them)."""
    if exported == shown or _is_same_truth(exported, shown):
        return True
    if not exported or not shown:
        return False
    if is_damaged(shown) and folded(exported) == folded(shown):
        return True
    if numbers(exported) & numbers(shown):
        return True
    if _shape(exported) == _shape(shown):  # 1/3/2026 for 01/03/2026, but not for 03/01/2026
        return not any(char.isalpha() for char in exported) and _runs(exported) == _runs(shown)
    return _is_same_moment(exported, shown)


def is_damaged(shown: str) -> bool:
    """Whether a text holds a sign that stands for characters which a character set lacks."""
    return "?" in shown or "\ufffd" in shown


def folded(text: str) -> str:
    """A text with every run of characters beyond ASCII as one question mark: what is left of it
    when it was saved in the worst of character sets.
    """
    kept: list[str] = []
    for char in text:
        plain = char if char.isascii() else "?"
        if plain != "?" or kept[-1:] != ["?"]:
            kept.append(plain)
    return "".join(kept)


def is_same_number(exported: str, shown: str, decimals: int) -> bool:
    """Whether a cell shows an exported number, rounded to so many decimals."""
    most = 0.5000001 * 10.0**-decimals
    return any(abs(one - two) <= most for one in numbers(exported) for two in numbers(shown))


def numbers(text: str) -> frozenset[float]:
    """What a text may mean as a number; none when it is no number.

    Both readings of ``1.200`` are given: with a decimal point, and with thousands set off.
    """
    bare = "".join(char for char in text if char not in _SPACES)
    share = 100.0 if bare.endswith("%") else 1.0
    bare = bare.removesuffix("%")
    sign = -1.0 if bare.startswith(("-", "\u2212")) else 1.0
    bare = bare.lstrip("+-\u2212")
    found: set[float] = set()
    for thousands, point in ((",", "."), (".", ",")):
        whole, _, part = bare.partition(point)
        groups = whole.split(thousands)
        if len(groups) > 1 and not (
            1 <= len(groups[0]) <= _GROUP and all(len(one) == _GROUP for one in groups[1:])
        ):
            continue
        digits = "".join(groups)
        if _is_digits(digits) and (not part or _is_digits(part)):
            found.add(sign * float(f"{digits}.{part or 0}") / share)
    return frozenset(found)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_same_truth(one: str, two: str) -> bool:
    words = one.casefold()
    return words in ("true", "false") and words == two.casefold()


def _shape(text: str) -> str:
    """The text with every run of digits as one zero: 1/3 and 01/03 have one shape."""
    kept: list[str] = []
    for char in text:
        if not char.isdigit():
            kept.append(char)
        elif not kept or kept[-1] != "0":
            kept.append("0")
    return "".join(kept)


def _runs(text: str) -> list[int]:
    spaced = "".join(char if char.isascii() and char.isdigit() else " " for char in text)
    return [int(run) for run in spaced.split()]


def _is_same_moment(one: str, two: str) -> bool:
    first, second = _moment(one), _moment(two)
    return bool(first) and first == second


def _moment(text: str) -> tuple[int, ...]:
    """The numbers of a date and time, the date's in order of size; empty when it is none."""
    low = text.lower().replace(".", "-", 2)
    is_afternoon, is_morning = low.endswith("pm"), low.endswith("am")
    low = low.removesuffix("pm").removesuffix("am").removesuffix("utc").removesuffix("z").strip()
    if any(char not in "0123456789-/.: t," for char in low):
        return ()
    runs = _runs(low)
    if len(runs) < _HOUR or len(runs) > _HOUR + 3 or max(runs[:_HOUR]) < 1000:  # noqa: PLR2004 - a year of four digits
        return ()
    date, time = sorted(runs[:_HOUR]), runs[_HOUR:]
    if time and (is_afternoon or is_morning):
        time[0] = time[0] % 12 + (12 if is_afternoon else 0)
    while time and time[-1] == 0:
        time.pop()
    return (*date, *time)
