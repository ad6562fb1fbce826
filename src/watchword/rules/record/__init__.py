"""A fact in Watchword's own records that must hold: acknowledged, trained, attested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from watchword.base.header import Node
from watchword.base.schema import Reading, setting
from watchword.base.span import Match
from watchword.rules.base import EVERY_POST, Look, Place, whole

RECORDS = ("acknowledged", "trained", "attested", "approved_by_other", "in_register")
"""What Watchword keeps records of."""


@dataclass(frozen=True, slots=True)
class Days:
    """A length of time in whole days, written ``365 days``."""

    count: int = 0

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Days | None:
        """Read it from a header."""
        words = str(node.value).split() if isinstance(node.value, str) else []
        if len(words) == 2 and words[0].isdigit() and words[1] in ("day", "days"):  # noqa: PLR2004
            return Days(int(words[0]))
        reading.problem(node.line, f"{what} is {node.plain()!r}", "write a time such as 365 days")
        return None

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        return {"type": "string", "pattern": "^[0-9]+ days?$"}


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordSettings:
    """Settings of ``record``."""

    record: str = setting("What must hold, for instance 'trained: privacy'.")
    within: Days = setting("How old the record may be.", default=Days())


@dataclass(frozen=True, slots=True)
class RecordMatcher:
    """Matches when a record is known not to hold, or to be too old.

    A record that nobody gave is not judged: unknown is not no.
    """

    name: str
    value: str
    within: int
    gates = EVERY_POST

    def find(self, look: Look) -> Iterator[Match]:
        """One match on the post as a whole."""
        held = look.facts.get(self.name)
        if held is None:
            return
        age = look.facts.number(f"{self.value}_days")
        if age is None:
            age = look.facts.number(f"{self.name}_days")
        if self.value not in held:
            yield whole(self.name, value="missing", limit=str(self.within))
        elif self.within and age is not None and age > self.within:
            yield whole(self.name, value=f"{age:g} days old", limit=str(self.within))


class RecordKind:
    """A record that must hold."""

    name = "record"
    title = "Our records"
    settings = RecordSettings
    keys = ("record",)
    says = ("value", "limit")
    may_block = True

    def matcher(self, settings: object, place: Place) -> RecordMatcher | None:
        """Make the matcher."""
        assert isinstance(settings, RecordSettings)
        name, _, value = (part.strip().lower() for part in settings.record.partition(":"))
        if name not in RECORDS:
            place.problem(f"there is no record {name!r}", f"records: {', '.join(RECORDS)}")
            return None
        return RecordMatcher(name, value or "yes", settings.within.count)


KIND = RecordKind()
