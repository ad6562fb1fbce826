"""The banner of a situation, on every page; and when a drill is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.crisis import access
from watchword.site.crisis.models import Situation
from watchword.site.kit.banners import Banner, banner
from watchword.site.kit.cards import Card, cards
from watchword.site.kit.deed import may
from watchword.site.people.models import Person

BETWEEN_DRILLS = timedelta(days=183)


@banner
def situations(person: Person) -> Iterator[Banner]:
    """One line for each situation that is on; a drill says that it is one."""
    for one in Situation.objects.on(timezone.now()):
        words = {"title": one.title, "scope": one.scope or _("every account")}
        if one.is_drill:
            said = _("Drill, nothing is stopped: %(title)s") % words
        elif one.kind != Situation.Kind.CRISIS:
            said = _("%(title)s: other rules hold just now.") % words
        elif one.level > 1:
            said = _("Frozen: %(title)s. Nothing goes out from %(scope)s.") % words
        else:
            said = _("Watch: %(title)s") % words
        sees = may(person, access.SEE)
        yield Banner(
            words=said,
            address=reverse("situation", args=[one.pk]) if sees else "",
            deed=_("Open") if sees else "",
            is_grave=one.kind == Situation.Kind.CRISIS and one.level > 1 and not one.is_drill,
        )


@cards
def drill(person: Person) -> Iterator[Card]:
    """A drill that is due: half a year after the last one, and not sooner."""
    if not may(person, access.DECLARE):
        return
    rows = Situation.objects.filter(is_drill=True, declared_at__gte=timezone.now() - BETWEEN_DRILLS)
    if not rows.exists():
        yield Card(
            title=_("Practise the freeze"),
            words=_(
                "There was no drill in the last half year. It stops nothing and takes ten minutes."
            ),
            address=reverse("freeze"),
            deed=_("Start a drill"),
        )
