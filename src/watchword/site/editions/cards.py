"""What waits for a person about drafts."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from watchword.site.editions import access, queries
from watchword.site.editions.checklist import checklist
from watchword.site.editions.folder import problems_of
from watchword.site.editions.models import Edition
from watchword.site.kit.cards import Card, cards
from watchword.site.kit.deed import may
from watchword.site.people.models import Person


@cards
def approve(person: Person) -> Iterator[Card]:
    """Drafts that wait for this person's yes or no, once all else about them is done."""
    if not may(person, access.APPROVE):
        return
    for draft in Edition.objects.drafts():
        wrote = draft.started_by_id == person.pk or draft.revisions.filter(saved_by=person).exists()
        said = draft.approvals.filter(person=person, digest=draft.digest).exists()
        if wrote or said or problems_of(draft):
            continue
        if all(one.is_met or one.name == "approved" for one in checklist(draft)):
            yield Card(
                title=_("Approve an edition"),
                words=_("%(title)s: everything else about it is done.") % {"title": draft.title},
                address=reverse("draft-publish", args=[draft.pk]),
                deed=_("Look and decide"),
            )


@cards
def decide(person: Person) -> Iterator[Card]:
    """Changes that wait for a decision, and drafts that can be published."""
    if not may(person, access.DECIDE):
        return
    for draft in Edition.objects.drafts():
        if problems_of(draft):
            continue
        found = queries.draft_changes(draft, timezone.localdate())
        waiting = sum(one.decision is None for one in found)
        if waiting:
            words = ngettext(
                "%(title)s: one change waits for your decision.",
                "%(title)s: %(count)d changes wait for your decision.",
                waiting,
            )
            yield Card(
                title=_("Decide on changes"),
                words=words % {"title": draft.title, "count": waiting},
                address=reverse("draft-changes", args=[draft.pk]),
                deed=_("Decide"),
                count=waiting,
            )
        elif all(one.is_met for one in checklist(draft)):
            yield Card(
                title=_("Publish an edition"),
                words=_("%(title)s: everything is done.") % {"title": draft.title},
                address=reverse("draft-publish", args=[draft.pk]),
                deed=_("Publish"),
            )
