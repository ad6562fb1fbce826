"""Indian permanent account numbers: five letters, four digits, one letter."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import numbers

_SHAPE = r"\b[a-z]{3}[abcfghjlpt][a-z]\d{4}[a-z]\b"
"""The fourth letter is the kind of holder. Source: Income Tax Department of India, Know your
PAN, 2024."""
_PAN = pattern(_SHAPE)
_PERSON = pattern(r"^[A-Z]{3}P[A-Z]\d{4}[A-Z]$", case=True)
_CONTEXT = pattern(r"\b(?:pan(?: ?card)?|permanent account|income ?tax|itr|form 16|kyc|tds)\b")


def _is_pan(words: str) -> bool:
    return words[5:9] != "0000" and words[:3] + words[4] + words[9] not in {"XXXXX", "AAAAA"}


def find(text: str) -> Iterator[Span]:
    """A person's number in capitals, others beside a word that names them."""
    return numbers(
        text,
        _PAN,
        _is_pan,
        context=_CONTEXT,
        needs_context=lambda words: not _PERSON.found_in(words),
        joiners="_/@#-",
    )


DETECTOR = Detector(
    name="indian-pan",
    title="Indian permanent account number",
    validates="Five letters of which the fourth is a kind of holder, a serial number other than "
    "0000 and a letter; unless it is a person's in capitals, a word that names it.",
    gates=(_SHAPE,),
    find=find,
)
