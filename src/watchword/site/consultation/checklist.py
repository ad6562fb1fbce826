"""What a consultation asks before an edition is published."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from watchword.policy.model import Policy
from watchword.site.editions.checklist import Item, checklist_items
from watchword.site.editions.models import Edition


@checklist_items
def consulted(draft: Edition, policy: Policy) -> Iterator[Item]:
    """Those whom the draft touches were asked, and answered."""
    del policy
    rounds = list(draft.rounds.all())
    is_open = any(one.closed_at is None for one in rounds)
    if not rounds:
        found = _("Nobody was consulted on this draft")
    elif is_open:
        found = _("A round is still open")
    else:
        found = _("%(count)d rounds closed, every comment answered") % {"count": len(rounds)}
    yield Item(
        name="consultation",
        words=_("Those whom it touches were consulted, and every comment has an answer"),
        is_met=bool(rounds) and not is_open,
        found=found,
        address=reverse("consultation", args=[draft.pk]),
        may_override=True,
    )
