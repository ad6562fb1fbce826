"""What editions and drafts look like outside."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from watchword.policy.model import Rule
from watchword.site.editions.models import Edition


class KeyChange(Schema):
    """One line of the key changes."""

    rules: str
    what: str
    why: str
    materiality: str


class EditionOut(Schema):
    """A published edition."""

    number: int
    title: str
    revised: date | None
    effective_on: date | None
    review_on: date | None
    published_at: datetime | None
    digest: str = Field(description="SHA-256 over every page.")
    key_changes: list[KeyChange]
    notice: str


class RuleOut(Schema):
    """A rule or guideline."""

    id: str
    title: str
    is_guideline: bool
    status: str
    text: str
    why: str
    kept_by: str
    action: str
    severity: str
    rests_on: list[str]
    file: str


class RuleDifference(Schema):
    """A rule that reads or works differently."""

    rule: str
    kind: str
    title: str
    before: str | None
    after: str | None
    why_before: str | None
    why_after: str | None
    settings: list[dict[str, str]] = Field(description="Settings that differ: field, old, new.")
    posts_caught: int = Field(0, description="Past posts that it finds now and did not before.")
    posts_freed: int = Field(0, description="Past posts that it found before and does not now.")


class DraftOut(Schema):
    """A draft."""

    id: int
    title: str
    state: str
    based_on: int | None = Field(description="Number of the edition that it was made from.")
    started_at: datetime
    digest: str
    notice: str


def edition_out(one: Edition) -> dict[str, object]:
    """A published edition, as the interface shows it."""
    names = EditionOut.model_fields
    return {name: getattr(one, name) for name in names}


def draft_out(one: Edition) -> dict[str, object]:
    """A draft, as the interface shows it."""
    return {
        "id": one.pk,
        "title": one.title,
        "state": one.state,
        "based_on": one.based_on.number if one.based_on else None,
        "started_at": one.started_at,
        "digest": one.digest,
        "notice": one.notice,
    }


def rule_out(one: Rule) -> dict[str, object]:
    """A rule, as the interface shows it."""
    return {
        "id": one.id,
        "title": one.title,
        "is_guideline": one.is_guideline,
        "status": str(one.header.status),
        "text": one.text,
        "why": one.why,
        "kept_by": one.kept_by.words,
        "action": str(one.header.action),
        "severity": str(one.header.severity),
        "rests_on": list(one.header.rests_on),
        "file": one.file.as_posix(),
    }
