"""Commenting on a draft, and saying that a comment is dealt with."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.kit.deed import deed, may
from watchword.site.kit.refusal import Invalid, NotAllowed, Refusal
from watchword.site.notices.actions import Words, tell
from watchword.site.people.models import Person
from watchword.site.review import access
from watchword.site.review.models import Comment, Draft

LONGEST = 5_000


@deed(access.COMMENT)
def comment(actor: Person, draft: Draft, words: str) -> Comment:
    """Comment on the newest revision of a draft; its author is told.

    Raises:
        NotThere: The actor may not see the draft.
        Invalid: There are no words, or too many.
    """
    draft = access.access_draft(actor, draft.pk)
    words = words.strip()
    if not words or len(words) > LONGEST:
        raise Invalid(
            _("Write a comment of at most 5,000 characters."),
            fields={"words": _("Say what you noticed, and what would be better.")},
        )
    made = Comment.objects.create(draft=draft, number=draft.latest, author=actor, words=words)
    after = {"comment": made.pk, "revision": made.number, "words": words}
    record(actor, _deed("comment-draft", draft, after))
    if draft.author_id != actor.pk:
        tell([_notice(made)])
    return made


@deed(access.COMMENT)
def resolve(actor: Person, comment: Comment) -> Comment:
    """Say that a comment is dealt with: whoever made it, or writes posts, may.

    Raises:
        NotThere: The actor may not see the draft.
        NotAllowed: The actor neither made it nor writes.
        Refusal: It is dealt with already.
    """
    draft = access.access_draft(actor, comment.draft_id)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.author_id != actor.pk and not may(actor, access.WRITE):
        raise NotAllowed(_("Whoever made this comment, or writes posts, says that it is done."))
    if comment.resolved_at is not None:
        raise Refusal(_("This comment is dealt with already."))
    comment.resolved_at, comment.resolved_by = timezone.now(), actor
    comment.save(update_fields=["resolved_at", "resolved_by"])
    record(actor, _deed("resolve-comment", draft, {"comment": comment.pk}))
    return comment


def _deed(name: str, draft: Draft, after: dict[str, object]) -> Deed:
    return Deed(name=name, subject=f"draft:{draft.pk}", title=draft.title, after=after)


def _notice(made: Comment) -> Words:
    to = made.draft.author
    address = settings.CONFIGURATION.address + reverse("draft-comments", args=[made.draft_id])
    given = {"name": to.given_name, "who": made.author, "title": made.draft.title,
             "words": made.words, "address": address}  # fmt: skip
    return Words(
        person=to,
        to=to.email,
        kind="comment",
        about=f"draft-comment:{made.pk}",
        subject=_("%(who)s commented on: %(title)s") % given,
        body=_(
            'Hello %(name)s,\n\n%(who)s says of your draft "%(title)s":\n\n%(words)s\n\n%(address)s\n'
        )
        % given,
    )
