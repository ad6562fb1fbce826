"""Personal data and secrets: the detectors that the product ships."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from watchword.base.schema import Stricter, setting
from watchword.base.span import Match, Span
from watchword.base.text.fold import SEEN_THROUGH
from watchword.detect.base import Detector, detector, detector_names
from watchword.rules.base import Gates, Look, Place


@dataclass(frozen=True, kw_only=True, slots=True)
class DataSettings:
    """Settings of ``data``."""

    data: tuple[str, ...] = setting("Names of detectors.", stricter=Stricter.MORE)
    allow: str = setting("A list of our own public details, which never count.", default="")
    ignore: tuple[str, ...] = setting(
        "Exact words that do not count.", default=(), stricter=Stricter.FEWER
    )


@dataclass(frozen=True, slots=True)
class DataMatcher:
    """Finds what any of several detectors finds."""

    detectors: tuple[Detector, ...]
    allowed: frozenset[str]
    gates: Gates = field(repr=False)

    def find(self, look: Look) -> Iterator[Match]:
        """What the detectors find, our own public details left out.

        Where two find the same place, a secret counts, and else the first that the rule names.
        """
        folded = look.fold(SEEN_THROUGH)
        taken: list[Match] = []
        for one in self.detectors:
            found = [
                folded.span(*span)
                for span in one.find(folded.text)
                if not self.allowed or plain(span.of(folded.text)) not in self.allowed
            ]
            values = (("value", one.title),)
            taken += [
                Match(span, one.name, values, is_secret=one.secret) for span in _free(found, taken)
            ]
            taken.sort()
        yield from taken


def _free(found: list[Span], taken: list[Match]) -> list[Span]:
    """Those of the spans that overlap no match; both stand in the order of the text."""
    free, place = [], 0
    for span in found:
        while place < len(taken) and taken[place].span.end <= span.start:
            place += 1
        if place == len(taken) or not span.overlaps(taken[place].span):
            free.append(span)
    return free


def plain(words: str) -> str:
    """Words as an allow list compares them: lower case, letters and digits and ``@.`` only.

    A leading ``+44`` equals ``0``, so that one entry covers both ways to write a number.
    """
    kept = "".join(char for char in words.lower() if char.isalnum() or char in "@.+")
    return "0" + kept.removeprefix("+44").removeprefix("0") if kept.startswith("+44") else kept


class DataKind:
    """Personal data and secrets."""

    name = "data"
    title = "Personal data and secrets"
    settings = DataSettings
    keys = ("data",)
    says = ("value",)
    may_block = True

    def matcher(self, settings: object, place: Place) -> DataMatcher | None:
        """Find the detectors by name."""
        assert isinstance(settings, DataSettings)
        unknown = [name for name in settings.data if name not in detector_names()]
        if unknown or not settings.data:
            place.problem(
                f"there is no detector {', '.join(map(repr, unknown)) or ''}".strip(),
                f"detectors: {', '.join(detector_names())}",
            )
            return None
        if settings.allow and settings.allow not in place.lists:
            place.problem(f"there is no list {settings.allow!r}", "put the file into lists/")
            return None
        allowed = place.lists[settings.allow].terms() if settings.allow else ()
        detectors = tuple(map(detector, settings.data))
        gates = tuple(gate for one in detectors for gate in one.gates)
        words = frozenset(plain(term) for term in (*allowed, *settings.ignore))
        folded = tuple((SEEN_THROUGH, gate) for gate in gates)
        secrets_first = tuple(sorted(detectors, key=lambda one: not one.secret))
        return DataMatcher(secrets_first, words, Gates(raw=gates, folded=folded))


KIND = DataKind()
