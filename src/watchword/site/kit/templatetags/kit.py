"""Tags and filters of every template."""

from __future__ import annotations

import re
from datetime import date, datetime

from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from watchword.channels.base import channel, channel_names
from watchword.site.kit import search
from watchword.site.kit.deed import may
from watchword.site.kit.words import marked
from watchword.site.people.models import Person
from watchword.site.people.roles import all_rights

register = template.Library()


@register.filter
def when(moment: datetime | date | None) -> SafeString | str:
    """A moment in the reader's zone, the zone named; a day as a day."""
    if moment is None:
        return "-"
    if not isinstance(moment, datetime):
        return format_html(
            '<time datetime="{}">{}</time>', moment.isoformat(), date_format(moment, "j M Y")
        )
    local = timezone.localtime(moment)
    words = f"{date_format(local, 'j M Y, H:i')} {local.tzname()}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', moment.isoformat(), naturaltime(moment), words
    )


@register.filter
def may_do(person: Person, right: str) -> bool:
    """Whether a person holds the right of that name."""
    found = next(one for one in all_rights() if one.name == right)
    return isinstance(person, Person) and may(person, found)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A drawn sign; hidden from screen readers unless it has a label."""
    source = static("vendor/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            label,
            source,
            name,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', source, name
    )


@register.filter
def shown(value: object) -> object:
    """A value as a table shows it: moments in the reader's zone, yes and no in words."""
    if isinstance(value, datetime | date):
        return when(value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "-" if value is None or value == "" else value


@register.simple_tag
def old_words(old: object, new: object | None, part: str) -> SafeString:
    """A part of an older thing, the words marked that the newer one lacks."""
    return marked(getattr(old, part), getattr(new, part, ""), "del")


@register.simple_tag
def new_words(new: object, old: object | None, part: str) -> SafeString:
    """A part of a newer thing, the words marked that the older one lacked."""
    return marked(getattr(new, part), getattr(old, part, ""), "ins")


@register.filter
def found(text: str, wanted: search.Asked) -> SafeString:
    """A text with the words that were searched for marked."""
    return search.marked(text, wanted.words)


@register.filter
def excerpt(text: str, wanted: search.Asked) -> SafeString:
    """The part of a text in which the words stand that were searched for, marked."""
    return search.marked(search.excerpt(text, wanted.words), wanted.words)


@register.filter
def note(value: object, wanted: search.Asked) -> object:
    """A note of a result: a text with the words marked, anything drawn already as it is."""
    return value if isinstance(value, SafeString) else search.marked(str(value), wanted.words)


@register.filter
def network(name: str) -> str:
    """A network as people call it; the name itself where it is none that we know."""
    return channel(name).title if name in channel_names() else name


@register.filter
def get_scope(operation: dict[str, object]) -> object:
    """What kind of token an operation of the interface needs."""
    return operation.get("x-scope", "")


@register.filter
def fact_words(name: str) -> str:
    """A policy's yes-or-no fact in words: ``about_work`` is "It is about my work"."""
    if name in _FACTS:
        return str(_FACTS[name])
    words = str(name).replace("_", " ").capitalize()
    return re.sub(r"\bai\b", "AI", words, flags=re.IGNORECASE)


_FACTS = {
    "about_work": _("It is about my work"),
    "ai_assisted": _("A machine helped to write it"),
    "ai_picture": _("A machine made or changed a picture"),
    "machine_picture": _("A machine made or changed a picture"),
    "children": _("It shows or names a child"),
    "under_18": _("It shows or names somebody under 18"),
    "correction": _("It corrects something said before"),
    "election_material": _("It is material for an election"),
    "fieldwork": _("It is about work in the field"),
    "partnership": _("It is made with a partner"),
    "preprint": _("It is about a preprint"),
    "shared": _("It passes on what somebody else posted"),
}
"""What authors are asked, for the facts that the starter policies name."""
