"""What the composer sends and shows: a form's fields to a content, and a content to what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from watchword.channels.base import Counted
from watchword.policy.model import Policy
from watchword.site.accounts.models import Account
from watchword.site.kit.refusal import Invalid
from watchword.site.kit.times import read_time
from watchword.site.people.models import Person
from watchword.site.review.checking import Piece, Point, pieces, points_of
from watchword.site.review.content import Content, read_content
from watchword.site.review.weighing import Weighed, weigh
from watchword.site.waivers.models import Waiver

BREAK = "\n---\n"
"""Between the parts of a thread, as people write it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One account's variant as its author sees it.

    Attributes:
        weighed: What the policy says.
        parts: Each part of the thread, cut where something is underlined.
        points: What each rule says.
        lengths: Each part's limits.
    """

    weighed: Weighed
    parts: tuple[tuple[Piece, ...], ...]
    points: tuple[Point, ...]
    lengths: tuple[tuple[Counted, ...], ...]


def content_of(given: QueryDict) -> Content:
    """The content that a form says; times are in the writer's zone.

    Raises:
        Invalid: A time cannot be read, or something is too long.
    """
    return read_content(
        {
            "text": given.get("text", ""),
            "variants": [_variant(given, key) for key in dict.fromkeys(given.getlist("account"))],
            "media": [
                {
                    "digest": one,
                    "description": given.get(f"description-{one}", ""),
                    "focus": [_fraction(given, f"across-{one}"), _fraction(given, f"down-{one}")],
                }
                for one in dict.fromkeys(given.getlist("medium"))
            ],
            "details": {
                "campaign": given.get("campaign", "").strip(),
                "pillar": given.get("pillar", "").strip(),
                "format": given.get("format", ""),
                "motion": given.get("motion", ""),
                "is_paid": bool(given.get("is_paid", "")),
                "tracks_links": bool(given.get("tracks_links", "")),
                "language": given.get("language", "") or "en",
            },
            "answers": {
                name.removeprefix("answer-"): given.get(name, "")
                for name in given.getlist("asked")
                if given.get(name, "")
            },
        }
    )


def show(
    policy: Policy,
    person: Person,
    content: Content,
    accounts: Sequence[Account],
    waivers: Sequence[Waiver],
) -> list[Shown]:
    """Every variant of a draft as its author sees it, in the order of its accounts."""
    return [
        _shown(policy, weigh(policy, person, content, one, waivers=waivers)) for one in accounts
    ]


def _shown(policy: Policy, weighed: Weighed) -> Shown:
    found = points_of(policy, weighed.posts, weighed.verdict)
    return Shown(
        weighed=weighed,
        parts=tuple(
            tuple(pieces(post.text, found, verdict))
            for post, verdict in zip(weighed.posts, weighed.verdicts, strict=True)
        ),
        points=found,
        lengths=weighed.counted,
    )


def _variant(given: QueryDict, key: str) -> dict[str, object]:
    own = bool(given.get(f"own-{key}", ""))
    written = given.get(f"text-{key}", "") if own else given.get("text", "")
    first, *more = written.replace("\r\n", "\n").split(BREAK)
    return {
        "account": key,
        "text": first if own or more else None,
        "parts": more,
        "warning": given.get(f"warning-{key}", "").strip(),
        "reply_to": given.get(f"reply-{key}", "").strip(),
        "planned_at": _planned(given.get(f"at-{key}", "") or given.get("at", "")),
    }


def _planned(written: str) -> str | None:
    """A time as ``datetime-local`` fields write it, in the zone of who writes."""
    if not written:
        return None
    try:
        return read_time(written).isoformat()
    except ValueError:
        raise Invalid(
            _("The time cannot be read."), fields={"at": _("Write it like 2026-12-01T10:30.")}
        ) from None


def _fraction(given: QueryDict, name: str) -> float:
    try:
        return float(given.get(name, "") or 0.5)
    except ValueError:
        return 0.5
