"""What a draft says: one text, how each account says it, its media and its details.

A content is a value: it has a digest, and what was checked and approved is exactly that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import cast

from django.utils.translation import gettext as _

from watchword.site.kit.refusal import Invalid

LONGEST = 20_000
"""Characters of one text; the longest that a network takes are 10,000."""
MOST_ACCOUNTS = 50
MOST_MEDIA = 20
MOST_PARTS = 25


class Format(StrEnum):
    """What is shown beside the words."""

    TEXT = "text"
    PICTURE = "picture"
    VIDEO = "video"


class Motion(StrEnum):
    """How a picture or video was made; it explains results later."""

    UNKNOWN = ""
    LIVE_ACTION = "live action"
    ANIMATED = "animated"
    MIXED = "mixed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Medium:
    """A picture or video as one draft uses it.

    Attributes:
        digest: SHA-256 of the file, which the library keeps.
        description: For those who do not see it.
        focus: Point that stays in view when a network crops: across and down, 0 to 1.
    """

    digest: str
    description: str = ""
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """How one account says it.

    Attributes:
        account: Key of the account.
        text: Its own words; None for the shared ones.
        parts: What follows in a thread.
        warning: Content warning, where the network has them.
        reply_to: Address of the post that it answers.
        planned_at: When it is to go out (UTC); None while nobody has said.
    """

    account: str
    text: str | None = None
    parts: tuple[str, ...] = ()
    warning: str = ""
    reply_to: str = ""
    planned_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Details:
    """What later explains a result; asked once, here."""

    campaign: str = ""
    pillar: str = ""
    format: Format = Format.TEXT
    motion: Motion = Motion.UNKNOWN
    is_paid: bool = False
    tracks_links: bool = False
    language: str = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """All that a draft says.

    Attributes:
        answers: What the author answered to rules that ask: fact and ``yes`` or ``no``.
    """

    text: str = ""
    variants: tuple[Variant, ...] = ()
    media: tuple[Medium, ...] = ()
    details: Details = field(default_factory=Details)
    answers: tuple[tuple[str, str], ...] = ()

    def variant(self, account: str) -> Variant:
        """How an account says it.

        Raises:
            KeyError: It is not among the accounts.
        """
        for one in self.variants:
            if one.account == account:
                return one
        raise KeyError(account)

    def words_of(self, account: str) -> tuple[str, ...]:
        """The first post and what follows it, as an account says them."""
        one = self.variant(account)
        return (self.text if one.text is None else one.text, *one.parts)

    def to_json(self) -> dict[str, object]:
        """As it is kept."""
        made = asdict(self)
        for one, variant in zip(made["variants"], self.variants, strict=True):
            one["planned_at"] = variant.planned_at.isoformat() if variant.planned_at else None
        made["answers"] = dict(self.answers)
        return made

    @property
    def digest(self) -> str:
        """SHA-256 of all of it, in hexadecimal."""
        written = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False)
        return sha256(written.encode()).hexdigest()

    def without_schedule(self) -> Content:
        """The same, with no times."""
        return replace(self, variants=tuple(replace(one, planned_at=None) for one in self.variants))

    def without_details(self) -> Content:
        """The same, with no details but its language and whether it is paid: readers see those."""
        kept = Details(language=self.details.language, is_paid=self.details.is_paid)
        return replace(self, details=kept)

    def without_spacing(self) -> Content:
        """The same, with every run of spaces as one."""
        return replace(
            self,
            text=" ".join(self.text.split()),
            variants=tuple(
                replace(
                    one,
                    text=None if one.text is None else " ".join(one.text.split()),
                    parts=tuple(" ".join(part.split()) for part in one.parts),
                )
                for one in self.variants
            ),
        )


def read_content(given: Mapping[str, object]) -> Content:
    """A content from JSON: what is kept, and what the API and imports give.

    Raises:
        Invalid: A part of it is missing, too long or not what it should be.
    """
    try:
        return _bounded(_read(given))
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise Invalid(
            _("This draft cannot be read: %(what)s.") % {"what": error},
            _("Compare it with the description of the interface."),
        ) from None


def _read(given: Mapping[str, object]) -> Content:
    details = dict(cast("Mapping[str, object]", given.get("details") or {}))
    answers = cast("Mapping[str, str]", given.get("answers") or {})
    return Content(
        text=_words(given.get("text")),
        variants=tuple(_variant(one) for one in _list(given.get("variants"))),
        media=tuple(_medium(one) for one in _list(given.get("media"))),
        details=Details(
            campaign=_words(details.get("campaign"))[:100],
            pillar=_words(details.get("pillar"))[:100],
            format=Format(_words(details.get("format")) or Format.TEXT),
            motion=Motion(_words(details.get("motion"))),
            is_paid=details.get("is_paid") is True,
            tracks_links=details.get("tracks_links") is True,
            language=_words(details.get("language") or "en")[:20],
        ),
        answers=tuple(sorted((name, "yes" if value == "yes" else "no") for name, value in answers.items())),
    )  # fmt: skip


def _variant(one: Mapping[str, object]) -> Variant:
    text, at = one.get("text"), one.get("planned_at")
    when = datetime.fromisoformat(str(at)) if at else None
    if when is not None and when.tzinfo is None:
        raise ValueError(_("a time has no zone"))
    return Variant(
        account=_words(one["account"]),
        text=None if text is None else _words(text),
        parts=tuple(_words(part) for part in _list(one.get("parts"))),
        warning=_words(one.get("warning"))[:500],
        reply_to=_words(one.get("reply_to"))[:500],
        planned_at=when and when.astimezone(UTC),
    )


def _medium(one: Mapping[str, object]) -> Medium:
    across, down = cast("Sequence[float]", one.get("focus") or (0.5, 0.5))
    clipped = (min(1.0, max(0.0, float(across))), min(1.0, max(0.0, float(down))))
    described = _words(one.get("description"))[:5_000]
    return Medium(digest=str(one["digest"]), description=described, focus=clipped)


def _words(given: object) -> str:
    if given is None:
        return ""
    if not isinstance(given, str):
        raise TypeError(_("words are expected, not %(what)r") % {"what": given})
    return given.replace("\r\n", "\n")


def _list(given: object) -> list[Mapping[str, object]]:
    if given is None:
        return []
    if not isinstance(given, (list, tuple)):
        raise TypeError(_("a list is expected"))
    return list(given)


def _bounded(content: Content) -> Content:
    texts = [content.text]
    texts += [words for one in content.variants for words in (one.text or "", *one.parts)]
    if any(len(one) > LONGEST for one in texts):
        raise Invalid(_("The text is longer than any network takes."))
    if len(content.variants) > MOST_ACCOUNTS or len(content.media) > MOST_MEDIA:
        raise Invalid(_("These are too many accounts, pictures or videos for one draft."))
    if any(len(one.parts) >= MOST_PARTS for one in content.variants):
        raise Invalid(_("A thread has at most %(n)d parts.") % {"n": MOST_PARTS})
    if len({one.account for one in content.variants}) < len(content.variants):
        raise Invalid(_("An account is named twice."))
    return content
