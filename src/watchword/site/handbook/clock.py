"""What the clock does about reading."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from watchword.site.clockwork import every, hourly
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import assign_edition, assign_joiners, call_off_leavers
from watchword.site.handbook.queries import left_unassigned
from watchword.site.handbook.reminding import tell_about

WORKING_HOURS = range(8, 18)


@every("assigning", timedelta(minutes=5))
def assign_what_was_left(now: datetime) -> None:
    """Go on assigning an edition whose assigning was broken off: by a crash, a power cut."""
    edition = left_unassigned(now)
    if edition is not None:
        assign_edition(edition, timezone.localdate(now))


@hourly("reading")
def keep_reading_going(now: datetime) -> None:
    """Assign reading to joiners, call off that of leavers, send what is due in working hours."""
    today = timezone.localdate(now)
    edition = Edition.objects.in_force(today)
    if edition is not None:
        assign_joiners(edition, today)
    call_off_leavers(today)
    if timezone.localtime(now).hour in WORKING_HOURS:
        tell_about(now)
