"""Work in the background."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import assign_edition
from watchword.site.handbook.reminding import tell_about
from watchword.site.notices.actions import tell_chats


@task()
def assign(edition: int) -> int:
    """Assign a published edition, then tell those whom it asks; how many people."""
    found = Edition.objects.get(pk=edition)
    count = assign_edition(found, timezone.localdate())
    tell_about(timezone.now())
    changes = "\n".join(f"- {one['rules']}: {one['what']}" for one in found.key_changes)
    tell_chats(
        kind="edition",
        about=f"edition:{edition}",
        subject=_("%(title)s: %(edition)s") % {"title": found.title, "edition": found},
        body=f"{found.notice}\n\n{changes}\n\n{settings.CONFIGURATION.address}{reverse('handbook')}".strip(),
    )
    return count
