"""Social Security numbers of the United States."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import numbers

_SHAPE = pattern(r"\d{3}-\d{2}-\d{4}|\d{3}[ \x{a0}.]\d{2}[ \x{a0}.]\d{4}|\d{9}")
_CONTEXT = pattern(r"\b(?:ssn|ssns|social security|social|soc sec|itin|taxpayer)\b")
_ADVERTISED = frozenset({"078051120", "219099999", "457555462", "123456789"})


def _is_ssn(digits: str) -> bool:
    """Area, group and serial are issued. Source: SSA, POMS RM 10201.035 (2026-11)."""
    area = int(digits[:3])
    is_issued = area not in (0, 666) and area < 900 and digits[3:5] != "00" and digits[5:] != "0000"  # noqa: PLR2004
    return is_issued and digits not in _ADVERTISED and len(set(digits)) > 1


def find(text: str) -> Iterator[Span]:
    """Numbers with hyphens, or in another form beside a word about it."""
    return numbers(text, _SHAPE, _is_ssn, context=_CONTEXT, needs_context=_is_unsure, joiners="_-")


def _is_unsure(words: str) -> bool:
    return "-" not in words


DETECTOR = Detector(
    name="us-ssn",
    title="US Social Security number",
    validates="Area, group and serial are issued and the number is not one used in advertising; "
    "without hyphens a word about it must stand near.",
    gates=(r"\b\d{3}[ \x{a0}.-]?\d{2}[ \x{a0}.-]?\d{4}\b",),
    find=find,
)
