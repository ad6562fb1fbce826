"""The monthly sample: drawn when a month is over, then looked at by somebody who did not write it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.policy.sampling import draw_sample
from watchword.site.audit.actions import Deed, System, record
from watchword.site.audit.models import Entry
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person
from watchword.site.publishing import access
from watchword.site.publishing.models import Look, Post, Sample
from watchword.site.publishing.month import start_of
from watchword.site.review.models import Revision


@transaction.atomic
def draw_last_month(now: datetime) -> Sample | None:
    """Draw the sample of the month before, once; None where there is nothing to draw."""
    today = timezone.localdate(now)
    end = today.replace(day=1)
    first = (end - timedelta(days=1)).replace(day=1)
    edition = Edition.objects.in_force(today)
    last = Entry.objects.filter(at__lt=start_of(end)).order_by("-number").first()
    if edition is None or last is None or Sample.objects.filter(month=first).exists():
        return None
    share = policy_of(edition).header.sample
    rows = Post.objects.filter(published_at__gte=start_of(first), published_at__lt=start_of(end))
    found = {name_of(one): one for one in rows.select_related("account")}
    drawn = draw_sample(found, share, last.digest)
    if not drawn:
        return None
    made = Sample.objects.create(
        month=first,
        edition=edition,
        percent=share.percent,
        posts=len(found),
        entry=last.number,
        seed=last.digest,
    )
    Look.objects.bulk_create(Look(sample=made, post=found[name]) for name in drawn)
    after = {"share": f"{share.percent}%", "of": len(found), "entry": last.number,
             "seed": last.digest, "posts": drawn[:1_000]}  # fmt: skip
    record(System(), Deed(name="draw-sample", subject=f"sample:{made.pk}", title=str(made), after=after))  # fmt: skip
    return made


def name_of(post: Post) -> str:
    """The name under which a post is drawn: its account's key, a space, the network's id."""
    return f"{post.account.key} {post.network_id}"


@deed(access.LOOK)
def look(actor: Person, found: Look, *, is_fine: bool, words: str = "") -> Look:
    """Say of a post of the sample whether it is as it should be.

    Raises:
        Refusal: The actor wrote it, or somebody has looked at it.
        Invalid: It is not fine, and nothing says why.
    """
    one = Look.objects.select_for_update(of=("self",)).select_related("post").get(pk=found.pk)
    if one.is_fine is not None:
        raise Refusal(_("Somebody has looked at this post already."))
    revision = one.post.revision
    if revision is not None and _wrote(actor, revision):
        raise Refusal(_("You wrote this, so somebody else looks at it."))
    if not is_fine and not words.strip():
        raise Invalid(_("Say what is wrong."), fields={"words": _("Say what is wrong.")})
    one.person, one.at, one.is_fine, one.words = actor, timezone.now(), is_fine, words.strip()
    one.save()
    after = {"is_fine": is_fine, "words": one.words}
    record(actor, Deed(name="look-at-post", subject=f"post:{one.post_id}", title=str(one), after=after))  # fmt: skip
    return one


def _wrote(actor: Person, revision: Revision) -> bool:
    rows = Revision.objects.filter(draft=revision.draft_id, number__lte=revision.number)
    return rows.filter(author=actor).exists()
