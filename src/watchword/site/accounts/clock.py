"""The register follows the policy in force."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from watchword.site.accounts.actions import take_over_accounts
from watchword.site.clockwork import every
from watchword.site.editions.models import Edition


@every("accounts", timedelta(minutes=1))
def follow_policy(now: datetime) -> None:
    """Take the accounts over from an edition that has come into force."""
    edition = Edition.objects.in_force(timezone.localdate(now))
    if edition is not None and cache.get("accounts-of") != edition.digest:
        take_over_accounts(edition)
        cache.set("accounts-of", edition.digest, None)
