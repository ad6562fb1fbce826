"""Numbers as exports write them: thousands of every locale, percent, durations, signs for none.

``1,234``, ``1.234``, ``1 234`` and ``1'234`` are the same count; ``3,5`` and ``3.5`` the same
rate; ``0:01:30`` are 90 seconds; ``-`` is no number at all, and never zero.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

GROUP = 3
"""Digits between two signs that set off thousands."""

NONE = frozenset(
    {"", "-", "--", "---", "n/a", "na", "n.a.", "nan", "null", "none", "not available", "#n/a"}
    | {"unavailable", "unknown", "k. a.", "k.a.", "inf", "-inf"}
)
"""What exports write for "not known"; dashes of all lengths are written ``-`` first."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_PLAIN = {ord(dash): "-" for dash in _DASHES} | dict.fromkeys(map(ord, " \t'\u2019`_"), None)
_SHORT = {"k": 1e3, "m": 1e6, "b": 1e9}
_MONEY = "$£€¥₹"
_MOST_CLOCK = 3


class Form(Enum):
    """How a cell says what its number is of."""

    PLAIN = "plain"
    PERCENT = "percent"
    SHORT = "short"
    """``1.2K``: the export itself has rounded it."""
    CLOCK = "clock"
    """``0:24``: read to seconds."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell.

    Attributes:
        value: As written; of ``5 %`` it is 5.
        form: How it is written.
    """

    value: float
    form: Form = Form.PLAIN


def is_none(cell: str) -> bool:
    """Whether a cell says that there is no number."""
    return cell.translate(_PLAIN).strip().lower() in NONE or cell.strip().lower() in NONE


def read_number(cell: str, decimal: str = ".", *, is_whole: bool = False) -> Number | None:
    """The number in a cell, or None when it is none that is known.

    Args:
        cell: As the file has it; not one of those that ``is_none``.
        decimal: The decimal sign of the table, for cells such as ``1,234`` that could be both.
        is_whole: Whether the column counts, so that such cells set off thousands.
    """
    text = unicodedata.normalize("NFKC", cell).translate(_PLAIN).strip()
    is_negative = text.startswith("-") or (text.startswith("(") and text.endswith(")"))
    text = text.strip("()").lstrip("+-").strip(_MONEY)
    if text.count(":"):
        seconds = _clock(text)
        return None if seconds is None else Number(-seconds if is_negative else seconds, Form.CLOCK)
    form, factor = Form.PLAIN, 1.0
    if text.endswith("%"):
        form, text = Form.PERCENT, text[:-1]
    elif text[-1:].lower() in _SHORT:
        form, factor, text = Form.SHORT, _SHORT[text[-1].lower()], text[:-1]
        is_whole = False
    elif text[-1:].lower() == "x":
        text = text[:-1]
    value = _value(text, decimal, is_whole=is_whole)
    if value is None:
        return None
    return Number((-value if is_negative else value) * factor, form)


def _value(text: str, decimal: str, *, is_whole: bool) -> float | None:
    if not text.isascii() or not any(char.isdigit() for char in text):
        return None
    if "e" in text.lower():  # 1.2e-05, as programs write small rates
        try:
            return float(text)
        except ValueError:
            return None
    if text.strip("0123456789.,"):
        return None
    sign = decimal_of(text)
    if not sign and not is_whole and text.count(decimal) == 1:
        sign = decimal
    return _parsed(text, sign)


def _parsed(text: str, decimal: str) -> float | None:
    """The digits, where ``decimal`` is the decimal sign ("" for none)."""
    whole, _, part = text.rpartition(decimal) if decimal and decimal in text else (text, "", "")
    groups = whole.replace(",", ".").split(".")
    is_grouped = len(groups) == 1 or (
        1 <= len(groups[0]) <= GROUP
        and len(groups[-1]) == GROUP
        and all(len(group) in (GROUP - 1, GROUP) for group in groups[1:-1])  # 12,34,567 in India
    )
    if not is_grouped or "." in part or "," in part:
        return None
    return float(f"{''.join(groups) or '0'}.{part or '0'}")


def decimal_of(text: str) -> str:
    """The decimal sign that a number proves, or "" where it proves none.

    Of two different signs the last is it; of a single one it is, unless three digits follow
    (``1,234`` may be thousands) or it comes twice.
    """
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return ""
    sign = text[last]
    other = "," if sign == "." else "."
    if other in text:
        return sign if text.count(sign) == 1 else ""
    if text.count(sign) > 1:
        return ""
    head, tail = text[:last], text[last + 1 :]
    is_group = len(tail) == GROUP and 1 <= len(head) <= GROUP and not head.startswith("0")
    return "" if is_group else sign


def table_decimal(cells: Iterable[tuple[str, bool]], default: str) -> str:
    """The decimal sign that most cells of a table prove.

    Args:
        cells: Cells, each with whether its column counts.
        default: The sign when none proves any.
    """
    votes = {".": 0, ",": 0}
    for cell, is_whole in cells:
        text = unicodedata.normalize("NFKC", cell).translate(_PLAIN).strip(" ()+-%" + _MONEY)
        if not text or text.strip("0123456789.,"):
            continue
        if sign := decimal_of(text):
            votes[sign] += 1
        elif "." in text or "," in text:
            is_sure = is_whole or text.count(".") + text.count(",") > 1
            if is_sure:  # the sign sets off thousands, so the other is the decimal sign
                votes["," if "." in text else "."] += 1
    if votes["."] == votes[","]:
        return default
    return max(votes, key=lambda sign: votes[sign])


def _clock(text: str) -> float | None:
    """Seconds of ``0:24`` (minutes) or ``1:02:03`` (hours)."""
    parts = text.split(":")
    if len(parts) > _MOST_CLOCK or not all(part.replace(".", "", 1).isdigit() for part in parts):
        return None
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + float(part)
    return seconds
