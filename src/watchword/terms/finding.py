"""Findings and verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from html import escape

from watchword.base.span import Span


class Action(StrEnum):
    """What happens to a draft; for a published post, how an unconfirmed finding is shown."""

    NOTE = "note"
    WARN = "warn"
    HOLD = "hold"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """0 for note to 3 for block."""
        return _ACTION_RANKS[self]


class Severity(StrEnum):
    """How bad a breach is."""

    NOTE = "note"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for note to 4 for critical."""
        return _SEVERITY_RANKS[self]


_ACTION_RANKS = {action: rank for rank, action in enumerate(Action)}
_SEVERITY_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class ExitCode(IntEnum):
    """What ``watchword check`` ends with."""

    CLEAN = 0
    FOUND = 1
    REFUSED = 2
    INTERRUPTED = 130


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A breach of one rule at one span.

    Attributes:
        rule: The rule's id.
        title: The rule's title.
        edition: The edition in force.
        layer: The layer that decided the action: ``base`` or an overlay's file name.
        action: What follows for a draft.
        severity: How bad it is.
        span: Code points of the text; (0, 0) when the post as a whole is meant.
        words: The exact words, masked when they are a secret.
        message: What to tell the author.
        why: The rule's reason.
        fix: What to do instead; may be empty.
        label: What the matcher calls what it found (a term, a detector); may be empty.
        shadow: Whether the rule only counts and shows nobody.
    """

    rule: str
    title: str
    edition: str
    layer: str
    action: Action
    severity: Severity
    span: Span
    words: str
    message: str
    why: str
    fix: str = ""
    label: str = ""
    shadow: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """All findings on one text, with the strongest action; None when there is nothing to say."""

    findings: tuple[Finding, ...] = ()

    @property
    def action(self) -> Action | None:
        """The strongest action of the findings that are shown."""
        shown = [one.action for one in self.findings if not one.shadow]
        return max(shown, key=lambda action: action.rank, default=None)

    @property
    def is_clean(self) -> bool:
        """Whether no finding is shown."""
        return self.action is None

    @property
    def may_go_out(self) -> bool:
        """Whether nothing holds or blocks."""
        return self.action not in (Action.HOLD, Action.BLOCK)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that are shown: all but those of rules that only count."""
        return tuple(one for one in self.findings if not one.shadow)

    def __str__(self) -> str:
        """In words: the action, then a paragraph for each finding that is shown."""
        if not self.shown:
            return "nothing found"
        return "\n".join([f"{self.action}: {len(self.shown)} found", *map(_paragraph, self.shown)])

    def _repr_html_(self) -> str:
        """As a notebook shows it: one row for each finding that is shown."""
        if not self.shown:
            return "<p>Nothing found.</p>"
        head = "".join(f"<th>{name}</th>" for name in ("Action", "Rule", "Words", "What and why"))
        rows = "".join(f"<tr>{_cells(one)}</tr>" for one in self.shown)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _paragraph(one: Finding) -> str:
    words = f" “{one.words}”" if one.words else ""
    parts = (one.message, f"why: {one.why}", f"fix: {one.fix}" if one.fix else "")
    return "\n".join(
        [f"\n{one.action}  {one.rule} {one.title}{words}", *(f"  {part}" for part in parts if part)]
    )


def _cells(one: Finding) -> str:
    texts = (one.action, f"{one.rule} {one.title}", one.words or "(the post)")
    cells = [escape(text) for text in texts]
    cells.append(f"{escape(one.message)}<br><small>{escape(one.why)}</small>")
    return "".join(
        f'<td style="text-align: left; vertical-align: top">{cell}</td>' for cell in cells
    )


def masked(text: str, findings: Sequence[Finding]) -> str:
    """A text as it may be shown: every secret that was found in it is dotted out.

    Args:
        text: What a post says.
        findings: All findings on it, those of shadow rules included.
    """
    shown = list(text)
    for one in findings:
        start, end = one.span
        if len(one.words) == end - start and one.words != text[start:end]:
            shown[start:end] = one.words
    return "".join(shown)
