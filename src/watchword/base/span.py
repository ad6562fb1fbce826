"""Where something stands in a text.

Both records are named tuples: an archive makes millions of them, and a tuple is made in a
fifth of the time of a frozen dataclass.
"""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Start and end in code points of the original text, half open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Match(NamedTuple):
    """What was found, and where.

    Attributes:
        span: Where it stands.
        label: What kind of thing it is (a term of a list, ``payment-card``); may be empty.
        values: Named values for the rule's message, for instance ``value`` and ``limit``.
        message: What to tell the author, where it differs from the rule's own message.
        is_secret: Whether the words must be masked wherever they are shown or stored.
    """

    span: Span
    label: str = ""
    values: tuple[tuple[str, str], ...] = ()
    message: str = ""
    is_secret: bool = False


WHOLE = Span(0, 0)
"""The span of a finding about the post as a whole."""
