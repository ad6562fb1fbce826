"""The register: what went out is entered once, however it went out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Actor, Deed, record
from watchword.site.crisis.queries import refuse_stopped
from watchword.site.editions.models import Edition
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person
from watchword.site.publishing import access
from watchword.site.publishing.gate import why_not
from watchword.site.publishing.models import Delivery, Post

State = Delivery.State


@deed(access.ENTER)
def enter_by_hand(actor: Person, delivery: Delivery, *, address: str) -> Post:
    """Enter the link of a post that a person made on the network.

    Raises:
        Invalid: The link is none.
        Refusal: It must not go out now, or is out already.
    """
    parts = urlsplit(address.strip())
    if parts.scheme != "https" or not parts.hostname:
        raise Invalid(
            _("This is no link."), fields={"address": _("Paste the link of the post; it begins with https://.")}
        )  # fmt: skip
    one = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("account")
        .get(pk=delivery.pk)
    )
    refuse_stopped([one.account], actor, one.situation)
    if one.state != State.SCHEDULED:
        raise Refusal(
            _("This post cannot be entered: it is %(state)s.") % {"state": one.get_state_display()}
        )
    if why := why_not(one, timezone.now()):
        raise Refusal(why)
    return enter(
        actor, one, network_id=address.strip(), address=address.strip(), made=Post.Made.BY_HAND
    )


def enter(
    actor: Actor,
    delivery: Delivery,
    *,
    network_id: str,
    address: str,
    made: str,
    at: datetime | None = None,
    parts: Sequence[str] = (),
) -> Post:
    """Enter a delivery that is out, in one transaction with its state and the record."""
    revision = delivery.revision
    if revision is None:
        raise ValueError("a delivery without a revision cannot be out")
    content, now = revision.content, timezone.now()
    words = "\n\n".join(content.words_of(delivery.account.key))
    media = [{"digest": one.digest, "description": one.description} for one in content.media]
    post = Post.objects.create(
        account=delivery.account,
        delivery=delivery,
        revision=revision,
        network_id=network_id[:300],
        parts=list(parts),
        address=address[:500],
        text=words,
        media=media,
        made=made,
        digest=digest_of(words, [one["digest"] for one in media]),
        published_at=at or now,
        edition=Edition.objects.in_force(timezone.localdate()),
        situation=delivery.situation,
    )
    delivery.state, delivery.may_be_out, delivery.words = State.PUBLISHED, False, ""
    delivery.next_try_at = None
    delivery.changed_at = now
    delivery.save()
    after = {"address": address, "digest": post.digest, "made": made, "revision": revision.digest}
    record(
        actor,
        Deed(name="publish-post", subject=f"post:{post.pk}", title=str(delivery), after=after),
    )
    return post


def digest_of(text: str, media: Sequence[str]) -> str:
    """SHA-256 over a post's words and the digests of its media, in hexadecimal."""
    return sha256("\n".join([text, *media]).encode()).hexdigest()
