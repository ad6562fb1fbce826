"""Posts, drafts and messages: a text and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from watchword.terms.facts import Facts


class Stage(StrEnum):
    """Where a text is on its way."""

    DRAFT = "draft"
    PUBLISHED = "published"
    INBOUND = "inbound"


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A text with what is known about it.

    Attributes:
        text: What is said; everything that a reader would see.
        id: The network's own id, or the row it came from.
        published: When it was said (UTC); None for a draft.
        facts: Channel, account kind, roles, media counts and whatever else is known.
        alt_texts: One entry for each picture or video: its description, or "" without one.
    """

    text: str
    id: str = ""
    published: datetime | None = None
    facts: Facts = field(default_factory=Facts)
    alt_texts: tuple[str, ...] = ()

    @property
    def channel(self) -> str:
        """The network, or "" when unknown."""
        return self.facts.one("channel")
