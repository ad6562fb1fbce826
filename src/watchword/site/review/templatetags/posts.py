"""Tags and filters of pages about posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from watchword.channels.units import Unit
from watchword.policy.approval import Step, TierName
from watchword.site.review.composing import BREAK
from watchword.site.review.content import Content, Format, Motion, Variant
from watchword.site.review.models import LibraryFile
from watchword.site.review.standing import role_name

register = template.Library()
_TIERS = {
    TierName.NONE: _("nobody needs to look"),
    TierName.ROUTINE: _("routine"),
    TierName.SENSITIVE: _("sensitive"),
    TierName.HIGH: _("high: two people"),
}
_FORMATS = {
    Format.TEXT: _("words only"),
    Format.PICTURE: _("a picture"),
    Format.VIDEO: _("a video"),
    Motion.LIVE_ACTION: _("live action"),
    Motion.ANIMATED: _("animated"),
    Motion.MIXED: _("both"),
}
_LOOKS = {
    "published": "good",
    "scheduled": "good",
    "in approval": "care",
    "held": "bad",
    "missed": "bad",
    "failed": "bad",
}
_UNITS = {Unit.BYTES: _("bytes"), Unit.X_WEIGHT: _("of X's counting"), Unit.COUNT: ""}


@register.filter
def tier_words(tier: str) -> str:
    """A tier for people."""
    return str(_TIERS[TierName(tier)])


@register.filter
def role_words(step: Step) -> str:
    """Who is asked in a step, for people."""
    parts, joint = (step.all_of, gettext("and")) if step.all_of else (step.any_of, gettext("or"))
    return f" {joint} ".join(role_name(one) for one in parts)


register.filter(role_name)


@register.simple_tag
def files_of(content: Content) -> list[dict[str, object]]:
    """The pictures and videos of a draft, each with whether it moves."""
    digests = [one.digest for one in content.media]
    found = {one.digest: one for one in LibraryFile.objects.filter(digest__in=digests)}
    return [
        {"medium": one, "is_video": one.digest in found and found[one.digest].is_video}
        for one in content.media
    ]


@register.filter
def format_words(value: str) -> str:
    """A format, or how a picture or video was made, for people."""
    return str(_FORMATS.get(value, value))  # type: ignore[call-overload]


@register.filter
def state_look(state: str) -> str:
    """How a delivery's state looks."""
    return _LOOKS.get(state, "")


@register.filter
def unit_words(unit: object) -> str:
    """A unit of length for people."""
    return str(_UNITS.get(Unit(str(unit)), _("characters")))


@register.filter
def at(values: Mapping[object, object] | Sequence[object], key: object) -> object:
    """The value under a key, or at a place; None when there is none."""
    if isinstance(values, Mapping):
        return values.get(key)
    return values[key] if isinstance(key, int) and key < len(values) else None


@register.filter
def thread_words(variant: Variant | None) -> str:
    """The words of a variant as its field holds them."""
    if variant is None or variant.text is None:
        return ""
    return BREAK.join((variant.text, *variant.parts))


@register.filter
def for_field(moment: datetime | None) -> str:
    """A moment as a field for date and time holds it, in the reader's zone."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """The time of day, in the reader's zone."""
    return date_format(timezone.localtime(moment), "H:i") if moment else ""


@register.filter
def percent(share: float | None) -> str:
    """A fraction of one as a percentage; a dash for none."""
    return "–" if share is None else f"{100 * float(share):.0f} %"
