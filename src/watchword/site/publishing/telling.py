"""Being loud about what did not go out."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.accounts.models import Account, Connection
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.publishing.models import Delivery, Post


def tell_failed(delivery: Delivery, why: str) -> int:
    """Tell the author, whoever asked, and the duty officers; how many are told."""
    people = {delivery.draft.author} | _holders(Role.DUTY)
    if delivery.revision is not None:
        people.add(delivery.revision.author)
    address = settings.CONFIGURATION.address + reverse("delivery", args=[delivery.pk])
    return tell(
        Words(
            person=one,
            to=one.email,
            kind="post-failed",
            about=f"post-failed:{delivery.pk}:{delivery.tries}:{one.pk}",
            subject=_("Not posted on %(account)s: %(title)s")
            % {"account": delivery.account, "title": delivery.draft},
            body=_(
                "Hello %(name)s,\n\nthis post did not go out:\n\n%(title)s\n\n%(why)s\n\n%(address)s\n"
            )
            % {"name": one.given_name, "title": delivery.draft, "why": why, "address": address},
        )
        for one in sorted(people, key=lambda one: one.pk)
    )


def tell_differs(post: Post) -> int:
    """Tell the author and the duty officers that a post is not shown as it was approved."""
    people = _holders(Role.DUTY) | ({post.revision.author} if post.revision else set())
    address = settings.CONFIGURATION.address + reverse("post", args=[post.pk])
    return tell(
        Words(
            person=one,
            to=one.email,
            kind="post-differs",
            about=f"post-differs:{post.pk}:{post.read_at}:{one.pk}",
            subject=_("Not as approved on %(account)s: %(title)s")
            % {"account": post.account, "title": post},
            body=_("Hello %(name)s,\n\n%(title)s\n\n%(why)s\n\n%(address)s\n")
            % {"name": one.given_name, "title": post, "why": post.differs, "address": address},
        )
        for one in sorted(people, key=lambda one: one.pk)
    )


def tell_refused_token(account: Account, why: str) -> int:
    """Mark a connection whose token the network refuses, and tell two administrators once."""
    rows = Connection.objects.filter(account=account).exclude(health=Connection.Health.REFUSED)
    if not rows.update(health=Connection.Health.REFUSED, error=why[:300], warned_at=timezone.now()):
        return 0
    address = settings.CONFIGURATION.address + reverse("account", args=[account.key])
    stamp = timezone.now().isoformat()
    return tell(
        Words(
            person=one,
            to=one.email,
            kind="connection",
            about=f"connection:{account.pk}:{stamp}:{one.pk}",
            subject=_("%(account)s no longer takes our token") % {"account": account},
            body=_(
                "Hello %(name)s,\n\n%(account)s refuses our token: %(why)s\n\nJoin it again:\n\n%(address)s\n"
            )
            % {"name": one.given_name, "account": account, "why": why, "address": address},
        )
        for one in sorted(_holders(Role.ADMINISTRATOR), key=lambda one: one.pk)[:2]
    )


def _holders(role: Role) -> set[Person]:
    return set(Person.objects.here(timezone.localdate()).filter(grants__role=role))
