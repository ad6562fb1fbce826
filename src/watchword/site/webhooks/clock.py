"""Telling receivers, every few seconds."""

from __future__ import annotations

from datetime import datetime, timedelta

from watchword.site.clockwork import daily, every
from watchword.site.webhooks.actions import deliver_due, queue_new
from watchword.site.webhooks.models import Delivery

KEPT = timedelta(days=90)
"""How long a delivery that was taken stays in the list."""


@every("webhooks", timedelta(seconds=10))
def tell_receivers(now: datetime) -> None:
    """Queue what is new in the record, and deliver what is due."""
    del now
    queue_new()
    deliver_due()


@daily("webhooks-tidy")
def forget_old(now: datetime) -> None:
    """Forget deliveries that were taken long ago; the record has the deeds themselves."""
    Delivery.objects.filter(state=Delivery.State.SENT, sent_at__lt=now - KEPT).delete()
