"""Reading the policy in force when a web process starts, so that nobody's first page waits for it."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection
from django.utils import timezone

from watchword.api import check_post
from watchword.base.errors import WatchwordError
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.terms.facts import Facts
from watchword.terms.post import Post

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Read the edition in force and the one before, and make the engine ready to check."""
    try:
        edition = Edition.objects.in_force(timezone.localdate())
        if edition is None:
            return
        facts = Facts({"stage": "draft", "account": "personal"})
        check_post(Post(text="Warm.", facts=facts), policy=policy_of(edition))
        if edition.based_on is not None:
            policy_of(edition.based_on)
    except (DatabaseError, WatchwordError) as error:  # pages say what is wrong, and to whom
        log.warning("the policy could not be read before the first page: %s", error)
    finally:
        connection.close()
