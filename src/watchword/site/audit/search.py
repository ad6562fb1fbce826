"""What the search finds in the record: entries by what they were about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from watchword.site.audit import access
from watchword.site.audit.models import Entry
from watchword.site.kit.listing import listing_address
from watchword.site.kit.search import Asked, Hit, Hits, Rows, matching, searched
from watchword.site.people.models import Person

BACK = 20_000
"""Entries that are looked through, the latest; the record's own page looks through all."""


@searched(
    "audit",
    _("Audit record"),
    right=access.SEE,
    order=90,
    more=_("Among the latest 20,000 entries; the audit record itself searches all of them."),
)
def entries(person: Person, wanted: Asked) -> Hits:
    """Entries by title, subject and person."""
    del person  # the right to see is the same for all of them
    last = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    rows = Entry.objects.filter(number__gt=last - BACK).defer("before", "after")
    return Rows(matching(rows, wanted, "title", "subject", "name", "deed"), _entry)


def _entry(one: Entry) -> Hit:
    return Hit(
        title=one.title or one.subject,
        address=listing_address("audit", q=one.subject, deed=one.deed),
        notes=(one.deed.replace("-", " "), one.name, one.at),
    )
