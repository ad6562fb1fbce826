"""Reading networks back: what is shown against what was approved, native posts, health of tokens."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.api import check_post
from watchword.base.errors import NetworkError
from watchword.channels.comparing import differs
from watchword.channels.publishing import Permanent, Published, Publisher, TokenRefused
from watchword.site.accounts.models import Account, Connection
from watchword.site.audit.actions import Deed, System, record
from watchword.site.crisis.queries import situation_facts
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.publishing.actions.entering import digest_of
from watchword.site.publishing.models import Delivery, Post
from watchword.site.publishing.networks import outgoing_of, publisher_of
from watchword.site.publishing.sending import Networks
from watchword.site.publishing.telling import tell_differs, tell_refused_token
from watchword.site.review.trial import count_shadows
from watchword.terms.facts import Facts
from watchword.terms.finding import Finding, Verdict
from watchword.terms.post import Post as Text

AGAIN = timedelta(hours=6)
"""A post of the last days is read again so often; edits and deletions are noticed then."""
DAYS = timedelta(days=30)
BATCH = 200
_SYSTEM = System()


def read_networks(now: datetime, *, networks: Networks = publisher_of) -> int:
    """Read every joined account; how many posts were looked at or found.

    Args:
        now: The time.
        networks: From an account to its network's publisher.
    """
    count = 0
    for one in Connection.objects.select_related("account"):
        try:
            publisher = networks(one.account)
            publisher.check()
            count += _read_back(one.account, publisher, now)
            count += _find_native(one.account, publisher, now)
        except TokenRefused as error:
            tell_refused_token(one.account, str(error))
        except NetworkError as error:
            _health(one, Connection.Health.FAILING, error.message, now)
        else:
            _health(one, Connection.Health.WORKS, "", now)
    return count


def _read_back(account: Account, publisher: Publisher, now: datetime) -> int:
    """Read an account's own posts: those never read, and again those of the last days."""
    rows = Post.objects.filter(account=account, removed_at=None, published_at__gte=now - DAYS)
    rows = rows.filter(Q(read_at=None) | Q(read_at__lte=now - AGAIN)).exclude(
        made=Post.Made.BY_HAND
    )
    posts = list(rows.select_related("delivery__revision", "delivery__account")[:BATCH])
    for post in posts:
        _compare(post, publisher.read(post.network_id), now)
    return len(posts)


@transaction.atomic
def _compare(post: Post, shown: Published | None, now: datetime) -> None:
    """Say what a network shows of a post; what differs from what was approved is loud."""
    before = {"differs": post.differs, "removed": bool(post.removed_at)}
    post.read_at = now
    if shown is None:
        post.removed_at, post.differs = now, _("It is not on the network any longer.")
    else:
        post.edited_at = shown.edited_at or post.edited_at
        post.differs = "; ".join(_differences(post, shown))[:500]
    post.save(update_fields=["read_at", "removed_at", "differs", "edited_at"])
    after = {"differs": post.differs, "removed": bool(post.removed_at)}
    if after != before:
        subject = f"post:{post.pk}"
        record(
            _SYSTEM,
            Deed(
                name="notice-change", subject=subject, title=str(post), before=before, after=after
            ),
        )
        if post.differs:
            tell_differs(post)


def _differences(post: Post, shown: Published) -> tuple[str, ...]:
    delivery: Delivery | None = post.delivery
    if delivery is None:
        return () if shown.text == post.text else (_("the words were changed on the network"),)
    try:
        return differs(outgoing_of(delivery), shown)
    except Permanent:  # a picture was taken out of the library since
        return ()


def _find_native(account: Account, publisher: Publisher, now: datetime) -> int:
    """Enter posts that were made on the network itself, checked after the fact."""
    latest = Post.objects.filter(account=account).order_by("-published_at").first()
    since = latest.published_at if latest else now - DAYS
    ours = {part for one in _sent_parts(account) for part in one}
    count = 0
    for shown in publisher.recent(since - timedelta(hours=1)):
        known = Post.objects.filter(account=account, network_id=shown.id).exists()
        if not known and shown.id not in ours and not shown.reply_to:
            _enter_native(account, shown)
            count += 1
    return count


def _sent_parts(account: Account) -> list[list[str]]:
    """Ids of every part of the threads that were sent from here lately."""
    rows = Post.objects.filter(account=account, made=Post.Made.HERE).order_by("-pk")
    return list(rows.values_list("parts", flat=True)[:500])


@transaction.atomic
def _enter_native(account: Account, shown: Published) -> Post:
    edition = Edition.objects.in_force(timezone.localdate())
    found = _verdict(account, shown, edition) if edition else Verdict(findings=())
    post = Post.objects.create(
        account=account,
        network_id=shown.id[:300],
        address=shown.address[:500],
        text=shown.text,
        media=[{"description": one} for one in shown.descriptions],
        made=Post.Made.NATIVE,
        digest=digest_of(shown.text, list(shown.descriptions)),
        published_at=shown.at,
        edition=edition,
        verdict=[_finding(one) for one in found.shown],
        read_at=timezone.now(),
    )
    if edition:
        count_shadows(found.findings, f"post:{post.pk}", edition)
    after = {"address": post.address, "digest": post.digest, "findings": len(post.verdict)}
    subject = f"post:{post.pk}"
    record(_SYSTEM, Deed(name="enter-native", subject=subject, title=str(post), after=after))
    return post


def _verdict(account: Account, shown: Published, edition: Edition) -> Verdict:
    """What the policy says of a post that is out already; unconfirmed until a person says so."""
    facts = {
        "stage": "published",
        "account": account.kind,
        "channel": account.channel,
        "pictures": str(len(shown.descriptions)),
        "described": str(sum(bool(one.strip()) for one in shown.descriptions)),
        **situation_facts(account),
    }
    text = Text(text=shown.text, facts=Facts(facts), alt_texts=shown.descriptions)
    return check_post(text, policy=policy_of(edition))


def _finding(one: Finding) -> dict[str, str]:
    return {"rule": one.rule, "title": one.title, "words": one.words, "message": one.message}


def _health(one: Connection, health: str, error: str, now: datetime) -> None:
    rows = Connection.objects.filter(pk=one.pk)
    rows.update(health=health, error=error[:300], tried_at=now)
