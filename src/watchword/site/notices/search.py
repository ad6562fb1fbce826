"""What the search finds among notices."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.search import Asked, Hit, Hits, Rows, matching, searched
from watchword.site.notices import access
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person

BACK = 20_000
"""Notices that are looked through, the latest; their own page looks through all."""


@searched(
    "notices",
    _("Notices sent"),
    right=access.SEE,
    order=80,
    more=_("Among the latest 20,000 notices; the page of notices searches all of them."),
)
def notices(person: Person, wanted: Asked) -> Hits:
    """Notices by subject and address."""
    del person  # the right to see is the same for all of them
    last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = Notice.objects.filter(pk__gt=last - BACK).order_by("-pk")
    return Rows(matching(rows, wanted, "subject", "to"), _notice)


def _notice(one: Notice) -> Hit:
    return Hit(
        title=one.subject,
        address=reverse("notice", args=[one.pk]),
        words=one.body,
        notes=(one.to, one.get_state_display(), one.made_at),
    )
