"""A report before it has a form: sections of parts that every renderer knows.

Report ── Section ── Lead | Text | Tiles | Cards | Table | Figure | Methods | Words
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchword.measure.charts import Chart
from watchword.measure.report.number import Number


@dataclass(frozen=True, kw_only=True, slots=True)
class Noted:
    """Words of a field with the method of their row.

    Attributes:
        text: The words.
        method: Its number in the note, from 1.
    """

    text: str
    method: int

    @property
    def words(self) -> str:
        """Where nothing can be raised or linked."""
        return f"{self.text} [{self.method}]"


Cell = str | Number | Noted
"""A field of a table: words, or a number that stays one in a workbook."""


class Audience(StrEnum):
    """Whom a report is for."""

    BOARD = "board"
    """One page."""
    TEAM = "team"
    """Three pages."""


MOST_PAGES = {Audience.BOARD: 1, Audience.TEAM: 3}
"""Pages of A4 that a report has at most."""


class Status(StrEnum):
    """How a number stands; always written out beside its mark."""

    GOOD = "good"
    POOR = "poor"
    PLAIN = "plain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Lead:
    """The sentence that says it all."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A paragraph; ``is_soft`` for remarks."""

    text: str
    is_soft: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """One number with what it means.

    Attributes:
        title: What is measured.
        number: How much.
        status: How that is.
        verdict: The status in words: ``on target``.
        lines: Target, own usual range, what it is from.
        method: Number of its method in the note, from 1; 0 without one.
    """

    title: str
    number: Number
    status: Status
    verdict: str
    lines: tuple[str, ...]
    method: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Tiles:
    """Numbers side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A post.

    Attributes:
        text: Its words, cut where they are long.
        about: Account, day and hour.
        standing: Where it stands, in a sentence.
        why: Its decomposition, in sentences.
        link: To the post; empty if unknown.
    """

    text: str
    about: str
    standing: str
    why: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cards:
    """Posts one after the other."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows of words and numbers.

    Attributes:
        title: Its caption.
        columns: Heads.
        rows: As long as ``columns`` each.
        most: Rows that paper shows; 0 for all.
        method: Number of its method in the note; 0 without one.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    most: int = 0
    method: int = 0

    @property
    def on_paper(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that paper shows."""
        return self.rows[: self.most] if self.most else self.rows

    @property
    def left_out(self) -> str:
        """What paper says of the others; empty if there are none."""
        rest = len(self.rows) - len(self.on_paper)
        return f"And {rest:,} more: the workbook (XLSX) has all." if rest else ""

    def is_number(self, column: int) -> bool:
        """Whether a column holds numbers, to stand at the right."""
        return any(isinstance(row[column], Number) for row in self.rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A chart with its figures.

    Attributes:
        title: Its caption.
        chart: What is drawn, its words and its figures.
        table: The figures as a table, under the chart.
        reading: How to read it, in a sentence.
        method: Number of its method in the note; 0 without one.
        is_over_time: Whether its figures are of moments, which paper puts beside each other.
    """

    title: str
    chart: Chart
    table: Table
    reading: str
    method: int = 0
    is_over_time: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """How a number comes about.

    Attributes:
        title: Of the number.
        formula: In words.
        denominator: What it is divided by; empty if nothing.
        window: Of which posts, at which age, and when the numbers were taken.
        source: Where formula and numbers come from.
        columns: Columns of exports that the numbers come from; empty if unknown.
    """

    title: str
    formula: str
    denominator: str
    window: str
    source: str
    columns: str = ""

    @property
    def words(self) -> str:
        """All of it in a line, after the title."""
        parts = (
            self.formula,
            f"denominator: {self.denominator}" if self.denominator else "",
            f"window: {self.window}" if self.window else "",
            f"source: {self.source}" if self.source else "",
            f"columns of exports: {self.columns}" if self.columns else "",
        )
        return "; ".join(part for part in parts if part) + "."


@dataclass(frozen=True, kw_only=True, slots=True)
class Methods:
    """The method note, numbered from 1."""

    methods: tuple[Method, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Words of one weight."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A paragraph, or with ``is_point`` a point of a list, of a person's own words."""

    runs: tuple[Run, ...]
    is_point: bool = False
    is_heading: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A person's words; a marked empty place without any."""

    blocks: tuple[Block, ...]
    empty: str


Part = Lead | Text | Tiles | Cards | Table | Figure | Methods | Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading with parts.

    Attributes:
        title: The heading; empty for the opening.
        anchor: Its name for links.
        parts: What stands under it.
        is_half: Whether it stands beside the next or former half where there is room.
    """

    title: str
    anchor: str
    parts: tuple[Part, ...]
    is_half: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A report.

    Attributes:
        organisation: Whose.
        title: ``Social media in February 2026``.
        about: Accounts, and the day up to which numbers are known.
        audience: Whom it is for.
        day: The day that it is of, for the files' metadata.
        sections: From top to bottom.
    """

    organisation: str
    title: str
    about: str
    audience: Audience
    day: date
    sections: tuple[Section, ...]

    @property
    def full_title(self) -> str:
        """Title and organisation."""
        return f"{self.title}, {self.organisation}" if self.organisation else self.title
