"""Writing a draft: every saving is a revision, and nobody's words are lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from watchword.policy.approval import Survives
from watchword.site.accounts.models import Account
from watchword.site.audit.actions import Deed, record
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, NotThere, Refusal
from watchword.site.people.models import Person
from watchword.site.publishing.actions import follow_content, put_back
from watchword.site.publishing.actions.planning import refuse_gone_out
from watchword.site.publishing.gate import refuse_unseated
from watchword.site.publishing.models import Delivery
from watchword.site.review import access
from watchword.site.review.actions.surviving import carry_over, survives
from watchword.site.review.content import Content
from watchword.site.review.models import Draft, LibraryFile, Request, Revision

TITLE = 120


class Overtaken(Refusal):
    """Somebody else saved the draft meanwhile; nothing of either is lost.

    Attributes:
        theirs: The revision that is newest now.
    """

    def __init__(self, theirs: Revision) -> None:
        super().__init__(
            _("%(name)s saved this draft while you were writing.") % {"name": theirs.author},
            _("Your words are still here. Compare, then save again."),
        )
        self.theirs = theirs


@deed(access.WRITE)
def save_draft(actor: Person, draft: Draft | None, content: Content, *, latest: int = 0) -> Draft:
    """Save a draft as a new revision; what was approved of it holds only if nothing changed that
    the policy wants looked at again.

    Args:
        actor: Who writes.
        draft: The draft; None for a new one.
        content: What it says.
        latest: Number of the revision that the writer began from.

    Raises:
        Overtaken: Somebody else saved it since.
        Invalid: An account is not in the register, or a file not in the library.
        Refusal: The writer has no seat on an account, or it is out already.
    """
    accounts = _accounts(content)
    refuse_missing_files(content)
    refuse_unseated(actor, accounts)
    if draft is None:
        draft = Draft.objects.create(author=actor)
    else:
        draft = Draft.objects.select_for_update().get(pk=draft.pk)
        refuse_gone_out(draft)
    before = draft.revisions.filter(number=draft.latest).first()
    if before is not None and before.digest == content.digest:
        return draft
    if before is not None and draft.latest != latest:
        raise Overtaken(before)
    revision = Revision.objects.create(
        draft=draft,
        number=draft.latest + 1,
        body=content.to_json(),
        digest=content.digest,
        title=_title(content),
        author=actor,
    )
    draft.latest, draft.changed_at = revision.number, timezone.now()
    draft.save(update_fields=["latest", "changed_at"])
    follow_content(draft, content, accounts)
    if before is not None:
        _keep_or_end_approval(actor, draft, before, revision)
    after = {"revision": revision.number, "digest": revision.digest}
    record(
        actor, Deed(name="save-draft", subject=_subject(draft), title=revision.title, after=after)
    )
    return draft


@deed(access.WRITE)
def give_up(actor: Person, draft: Draft) -> None:
    """Give a draft up; it stays on record.

    Raises:
        Refusal: It is out already, or on its way.
    """
    refuse_gone_out(draft)
    end_requests(draft, Request.State.WITHDRAWN)
    Delivery.objects.filter(draft=draft).update(state=Delivery.State.DROPPED)
    Draft.objects.filter(pk=draft.pk).update(is_gone=True)
    record(actor, Deed(name="give-up-draft", subject=_subject(draft), title=draft.title))


@deed(access.WRITE)
def move_draft(actor: Person, draft: Draft, account: Account, planned_at: datetime) -> Draft:
    """Plan a draft for another time on one of its accounts; its words stay.

    Raises:
        Invalid: The time has passed.
        Refusal: It is out already, or on its way.
        NotThere: The draft does not name the account.
    """
    if planned_at <= timezone.now():
        raise Invalid(_("This time has passed."), _("Choose a later one."))
    content = draft.revision.content
    if account.key not in {one.account for one in content.variants}:
        raise NotThere
    variants = tuple(
        replace(one, planned_at=planned_at) if one.account == account.key else one
        for one in content.variants
    )
    return save_draft(actor, draft, replace(content, variants=variants), latest=draft.latest)


def end_requests(draft: Draft, state: str) -> None:
    """End whatever is asked or approved of a draft."""
    rows = Request.objects.filter(
        draft=draft, state__in=(Request.State.OPEN, Request.State.APPROVED)
    )
    rows.update(state=state, ended_at=timezone.now())


def _keep_or_end_approval(actor: Person, draft: Draft, before: Revision, now: Revision) -> None:
    """A change after approval needs it again, unless the policy lets it stand."""
    asked = Request.objects.filter(
        draft=draft, state__in=(Request.State.OPEN, Request.State.APPROVED)
    ).first()
    if asked is None:
        return
    edition = Edition.objects.in_force(timezone.localdate())
    allowed: tuple[Survives, ...] = ()
    if edition is not None:
        allowed = policy_of(edition).header.approval_survives
    why = survives(before.content, now.content, allowed)
    if why and asked.state == Request.State.APPROVED:
        carry_over(actor, asked, now, why)
        return
    end_requests(draft, Request.State.WITHDRAWN)
    put_back(draft)


def _accounts(content: Content) -> list[Account]:
    keys = [one.account for one in content.variants]
    found = list(Account.objects.filter(key__in=keys, is_open=True))
    if missing := set(keys) - {one.key for one in found}:
        raise Invalid(
            _("%(account)s is not in the register of accounts.") % {"account": min(missing)}
        )
    return found


def refuse_missing_files(content: Content) -> None:
    """Refuse pictures and videos that are not in the library, or may not be used any longer.

    Raises:
        Invalid: There is such a file.
    """
    today = timezone.localdate()
    digests = [one.digest for one in content.media]
    rows = LibraryFile.objects.filter(digest__in=digests, is_gone=False)
    held = {one.digest: one for one in rows}
    for one in digests:
        if one not in held:
            raise Invalid(_("A picture or video is not in the library."), _("Add it there first."))
        if (until := held[one].until) is not None and until < today:
            raise Invalid(
                _("“%(title)s” may not be used any longer: its rights ended on %(day)s.")
                % {"title": held[one].title, "day": date_format(until, "j F Y")}
            )


def _title(content: Content) -> str:
    texts = [content.text, *(one.text or "" for one in content.variants)]
    first = next((one for one in texts if one.strip()), "")
    return " ".join(first.split())[:TITLE]


def _subject(draft: Draft) -> str:
    return f"draft:{draft.pk}"
