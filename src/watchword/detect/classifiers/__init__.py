"""Classifiers: what gives a text a score from 0 to 1.

A member is a folder with a README and a ``MODELS`` mapping from label to maker. The one
that ships now is the *baseline*: a word list with weights, measured and marked as such.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from watchword.base.registry import member, members
from watchword.base.span import WHOLE, Span

FAMILY = "watchword.detect.classifiers"


@dataclass(frozen=True, slots=True)
class Score:
    """How strongly a text shows what a classifier looks for.

    Attributes:
        value: 0 to 1.
        span: The words that carried most of it; (0, 0) when none stands out.
    """

    value: float
    span: Span = WHOLE


class Classifier(Protocol):
    """Gives a score to one text, from that text alone.

    Attributes:
        name: What it looks for.
        gates: RE2 patterns of which one matches in every text with a score above 0;
            empty when any text may score.
    """

    @property
    def name(self) -> str:
        """What it looks for."""
        ...

    @property
    def gates(self) -> tuple[str, ...]:
        """What nominates a text."""
        ...

    def score(self, text: str) -> Score:
        """The score of a text."""
        ...


Maker = Callable[[], Classifier]


@cache
def _makers() -> Mapping[tuple[str, str, str], Maker]:
    found: dict[tuple[str, str, str], Maker] = {}
    for name in members(FAMILY):
        version = cast("str", member(FAMILY, name, "VERSION"))
        models = cast("Mapping[str, Maker]", member(FAMILY, name, "MODELS"))
        for label, maker in models.items():
            found[name, version, label] = maker
    return found


def classifier_names() -> tuple[tuple[str, str, str], ...]:
    """All classifiers as (model, version, label)."""
    return tuple(sorted(_makers()))


@cache
def classifier(model: str, version: str, label: str) -> Classifier:
    """One classifier, made on first use.

    Raises:
        KeyError: There is none of that model, version and label.
    """
    return _makers()[model, version, label]()
