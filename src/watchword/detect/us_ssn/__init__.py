"""Social Security numbers of the United States."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import numbers

_GAP = r"[ \x{A0}\x{202F}\x{3000}\x{2011}.-]"
_SHAPE = rf"\b\d{{3}}(?:{_GAP}\d{{2}}{_GAP}|\d{{2}})\d{{4}}\b"
_NINE_DIGITS = pattern(_SHAPE)
_HYPHENS = pattern(r"^\d{3}[-\x{2011}]\d{2}[-\x{2011}]\d{4}$")
_CONTEXT = pattern(
    r"\b(?:ssns?|social security|social sec|soc sec|social (?:no|num|number)|my social|"
    r"(?:his|her|their|your) social|taxpayer)\b"
)
_ADVERTISED = frozenset({"078051120", "219099999", "457555462", "123456789"})


def _is_ssn(digits: str) -> bool:
    """Area, group and serial are issued. Source: SSA, POMS RM 10201.035 (2026-11)."""
    area = int(digits[:3])
    is_issued = area not in (0, 666) and area < 900 and digits[3:5] != "00" and digits[5:] != "0000"  # noqa: PLR2004
    return is_issued and digits not in _ADVERTISED and len(set(digits)) > 1


def find(text: str) -> Iterator[Span]:
    """Numbers with hyphens, or in another form beside a word about it."""
    return numbers(
        text,
        _NINE_DIGITS,
        _is_ssn,
        context=_CONTEXT,
        needs_context=lambda words: not _HYPHENS.found_in(words),
        joiners="_/@-",
    )


DETECTOR = Detector(
    name="us-ssn",
    title="US Social Security number",
    validates="Area, group and serial are issued and the number is not one used in advertising; "
    "without hyphens a word about it must stand near.",
    gates=(_SHAPE,),
    find=find,
)
