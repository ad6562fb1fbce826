"""What a situation holds, and what a freeze would have stopped."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from watchword.site.crisis.models import Situation
from watchword.site.publishing.models import Delivery, Post


def _covered(situation: Situation) -> Q:
    keys = list(situation.stops.values_list("account_id", flat=True))
    return Q() if None in keys else Q(account_id__in=keys)


def waiting_for(situation: Situation) -> QuerySet[Delivery]:
    """Posts that wait for a decision since a situation held them."""
    rows = Delivery.objects.filter(_covered(situation), state=Delivery.State.HELD)
    return rows.filter(changed_at__gte=situation.starts_at).select_related("draft", "account")


def already_leaving(situation: Situation) -> QuerySet[Delivery]:
    """Posts that a sender had taken when the situation was declared: they may still appear."""
    rows = Delivery.objects.filter(_covered(situation), state=Delivery.State.SENDING)
    return rows.select_related("draft", "account")


def would_have_stopped(situation: Situation, since: datetime, until: datetime) -> QuerySet[Post]:
    """Posts of a time that such a freeze would have stopped."""
    rows = Post.objects.filter(_covered(situation), published_at__range=(since, until))
    return rows.select_related("account")
