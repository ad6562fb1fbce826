"""A counted property of a post: too many, too few, too long, not described."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from watchword.base.header import Node
from watchword.base.schema import Reading, Stricter, setting
from watchword.base.span import WHOLE, Match
from watchword.rules.base import EVERY_POST, Gates, Look, Place
from watchword.rules.measure.base import Measure, MeasureOptions, Taken
from watchword.rules.measure.measures import MEASURES

CHANNEL = "channel"


@dataclass(frozen=True, slots=True, order=True)
class Most:
    """The most that is allowed: a number, or the channel's own limit.

    Attributes:
        number: The number; infinite when the channel decides.
        of_channel: Whether the channel's own limit counts.
    """

    number: float = float("inf")
    of_channel: bool = False

    def __float__(self) -> float:
        return self.number

    def __str__(self) -> str:
        return CHANNEL if self.of_channel else f"{self.number:g}"

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Most | None:
        """Read it from a header."""
        if node.value == CHANNEL:
            return Most(of_channel=True)
        try:
            number = float(str(node.value))
        except ValueError:
            number = -1
        if not 0 <= number < float("inf"):
            reading.problem(
                node.line,
                f"{what} is {node.plain()!r}",
                "write a number from 0, or 'channel' for the channel's own limit",
            )
            return None
        return Most(number)

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        return {"oneOf": [{"type": "number", "minimum": 0}, {"type": "string"}]}


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureSettings:
    """Settings of ``measure``."""

    measure: str = setting("What is counted.")
    at_most: Most | None = setting(
        "The most that is allowed.", default=None, stricter=Stricter.LOWER
    )
    at_least: float | None = setting(
        "The least that is asked for.", default=None, stricter=Stricter.HIGHER
    )
    from_letters: int = setting(
        "Texts with fewer letters are not measured.", default=0, stricter=Stricter.LOWER
    )


@dataclass(frozen=True, slots=True)
class MeasureMatcher:
    """Measures a post and compares; what cannot be measured is not judged."""

    measure: Measure
    at_most: Most | None
    at_least: float | None
    options: MeasureOptions
    gates: Gates = field(repr=False)

    def find(self, look: Look) -> Iterator[Match]:
        """A match at each place beyond the limit, or one on the post as a whole."""
        if self.at_most is not None and not self.measure.may_exceed(
            look.post, self.at_most.number, self.options
        ):
            return
        if self.at_most is not None and self.at_most.of_channel:
            assert self.measure.take_channel is not None
            for taken in self.measure.take_channel(look.post, self.options):
                if taken.is_over:
                    yield from _matches(self.measure, taken, taken.limit)
            return
        taken_once = self.measure.take(look.post, self.options)
        if taken_once is None:
            return
        if self.at_most is not None and taken_once.value > self.at_most.number:
            yield from _matches(self.measure, taken_once, self.at_most.number)
        elif self.at_least is not None and taken_once.value < self.at_least:
            yield _on_the_whole(self.measure, taken_once, self.at_least)


def _matches(measure: Measure, taken: Taken, limit: float | None) -> Iterator[Match]:
    if not taken.spans:
        yield _on_the_whole(measure, taken, limit or 0)
    values = _values(taken, limit or 0)
    notes = (*taken.notes, *[""] * len(taken.spans))
    for span, note in zip(taken.spans, notes, strict=False):
        yield Match(span, measure.name, (*values, ("note", note)))


def _on_the_whole(measure: Measure, taken: Taken, limit: float) -> Match:
    values = _values(taken, limit)
    return Match(WHOLE, measure.name, (*values, ("note", "; ".join(dict.fromkeys(taken.notes)))))


def _values(taken: Taken, limit: float) -> tuple[tuple[str, str], ...]:
    return (
        ("value", f"{taken.value:.3g}" if taken.value < 1 else f"{taken.value:g}"),
        ("limit", f"{limit:g}"),
        ("unit", taken.unit),
    )


class MeasureKind:
    """A counted property of a post."""

    name = "measure"
    title = "Measure"
    settings = MeasureSettings
    keys = ("measure",)
    says = ("value", "limit", "unit", "note")
    may_block = True

    def matcher(self, settings: object, place: Place) -> MeasureMatcher | None:
        """Find the measure by name."""
        assert isinstance(settings, MeasureSettings)
        measure = MEASURES.get(settings.measure)
        if measure is None:
            place.problem(
                f"there is no measure {settings.measure!r}", f"measures: {', '.join(MEASURES)}"
            )
            return None
        at_most = settings.at_most
        if at_most is None and settings.at_least is None:
            if measure.at_most_default is None:
                place.problem("a measure needs 'at_most' or 'at_least'", "give one number")
                return None
            at_most = Most(measure.at_most_default)
        if at_most is not None and at_most.of_channel and measure.take_channel is None:
            place.problem(
                f"channels set no limit for {measure.name!r}", "give a number as 'at_most'"
            )
            return None
        limit = None if at_most is None or at_most.of_channel else at_most.number
        options = MeasureOptions(limit=limit, from_letters=settings.from_letters)
        return MeasureMatcher(
            measure,
            at_most,
            settings.at_least,
            options,
            _gates(measure, at_most, settings, options),
        )


def _gates(
    measure: Measure, at_most: Most | None, settings: MeasureSettings, options: MeasureOptions
) -> Gates:
    if settings.at_least is not None or at_most is None:
        return EVERY_POST
    if at_most.of_channel:
        return measure.gates_of_channels()
    return measure.gates(at_most.number, options)


KIND = MeasureKind()
