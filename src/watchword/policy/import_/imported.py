"""What was made of a document: draft rules, definitions, and an account of every paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from watchword.policy.import_.outline import OutlineSection


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph of the source.

    Attributes:
        number: Its place in the document, from 1.
        text: Its words.
        headings: The headings above it, outermost first.
        page: Its page, from 1; 0 where the format has no pages.
        label: Its own number in the document, such as 4.2, or "".
        row: The first cell of its table row, or the term that it explains; or "".
    """

    number: int
    text: str
    headings: tuple[str, ...] = ()
    page: int = 0
    label: str = ""
    row: str = ""

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        parts = [f"paragraph {self.number}"]
        if self.page:
            parts.insert(0, f"page {self.page}")
        if self.label:
            parts.append(f"clause {self.label}")
        if self.row:
            parts.append(f"row “{self.row}”")
        return ", ".join(parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftRule:
    """A rule or guideline as the document words it.

    Attributes:
        id: Its identity, in the order of the document.
        title: Shortened from the duty.
        text: The duty; an entry of a list is joined with the sentence that leads it in.
        section: Slug of the section that fits best, or "".
        is_guideline: Whether the document advises rather than requires.
        source: The paragraph it comes from.
        lead: The paragraph that leads the source in, if any.
    """

    id: str
    title: str
    text: str
    section: str
    is_guideline: bool
    source: Paragraph
    lead: Paragraph | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """A term and what the document says it means."""

    term: str
    meaning: str
    source: Paragraph


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one paragraph.

    Attributes:
        source: The paragraph.
        rules: Ids of the rules made from it.
        reason: Why nothing, or not all of it, became a rule; "" when all did.
    """

    source: Paragraph
    rules: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What was made of a document.

    Attributes:
        path: The document.
        title: Its title, or "".
        rules: Draft rules and guidelines, in the order of the document.
        definitions: Terms that it defines.
        outcomes: What became of each paragraph, in order.
        missing: Sections that a policy usually has and this document lacks.
        notes: What was left out or assumed while reading.
    """

    path: Path
    title: str
    rules: tuple[DraftRule, ...]
    definitions: tuple[Definition, ...]
    outcomes: tuple[Outcome, ...]
    missing: tuple[OutlineSection, ...]
    notes: tuple[str, ...] = ()
