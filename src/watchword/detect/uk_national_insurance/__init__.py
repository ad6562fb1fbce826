"""National Insurance numbers of the United Kingdom."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import numbers

_GAP = r"[ \x{A0}\x{202F}\x{3000}\x{2011}.-]?"
_SHAPE = (
    rf"\b[a-ceghj-prstw-z][a-ceghj-nprstw-z]{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}[a-d]\b"
)
_NUMBER = pattern(_SHAPE)
_NEVER = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_CONTEXT = pattern(r"\b(?:ni|nino|national insurance|insurance|hmrc|tax|payroll|paye|dwp)\b")


def _is_nino(words: str) -> bool:
    return words[:2] not in _NEVER


def find(text: str) -> Iterator[Span]:
    """Numbers in capitals or in groups; in small letters without groups beside a word about it."""
    return numbers(text, _NUMBER, _is_nino, context=_CONTEXT, needs_context=_is_unsure)


def _is_unsure(words: str) -> bool:
    return words.isalnum() and words != words.upper()


DETECTOR = Detector(
    name="uk-national-insurance",
    title="National Insurance number",
    validates="Prefix and suffix are letters that are issued (HMRC manual NIM39110).",
    gates=(_SHAPE,),
    find=find,
)
