"""Templates of posts: kept, changed, taken away, and drafts begun from them."""

from __future__ import annotations

import re
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal, Words
from watchword.site.people.models import Person
from watchword.site.review import access
from watchword.site.review.actions.writing import save_draft
from watchword.site.review.content import LONGEST, Content, Details
from watchword.site.review.models import Draft, PostTemplate

LONGEST_NAME = 100
_GAP = re.compile(r"\[[^\[\]\n]{1,100}\]")


@deed(access.WRITE)
def save_template(
    actor: Person,
    template: PostTemplate | None,
    *,
    name: str,
    text: str,
    details: Details | None = None,
) -> PostTemplate:
    """Keep a template, or change one; drafts begun from it before stay as they are.

    Raises:
        Invalid: It has no name, another one has it, or there are no words.
        Refusal: Somebody took it away meanwhile.
    """
    name, text = " ".join(name.split()), text.replace("\r\n", "\n").strip()
    _refuse_unfit(template, name, text)
    before: dict[str, object] = {}
    if template is None:
        template = PostTemplate(made_by=actor)
    else:
        template = PostTemplate.objects.select_for_update().get(pk=template.pk)
        if template.is_gone:
            raise Refusal(_("Somebody took this template away."))
        before = _said(template)
    template.name, template.text, template.changed_at = name, text, timezone.now()
    template.details = asdict(details or Details())
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError:
        raise _name_taken() from None
    _record(actor, "save-template", template, before, _said(template))
    return template


@deed(access.WRITE)
def drop_template(actor: Person, template: PostTemplate) -> None:
    """Take a template away; drafts begun from it stay."""
    PostTemplate.objects.filter(pk=template.pk).update(is_gone=True)
    _record(actor, "drop-template", template, _said(template), {})


@deed(access.WRITE)
def begin_from(actor: Person, template: PostTemplate) -> Draft:
    """Begin a draft with the words and details of a template; its brackets are to be filled.

    Raises:
        Refusal: The template was taken away.
    """
    template = PostTemplate.objects.get(pk=template.pk)
    if template.is_gone:
        raise Refusal(_("Somebody took this template away."))
    draft = save_draft(actor, None, Content(text=template.text, details=template.kept_details))
    draft.begun_from = template
    draft.save(update_fields=["begun_from"])
    return draft


def refuse_unfilled(draft: Draft, content: Content) -> None:
    """Refuse a draft that was begun from a template and still holds one of its brackets.

    Raises:
        Refusal: It does.
    """
    if draft.begun_from_id is None:
        return
    for one in content.variants:
        if gap := _GAP.search("\n".join(content.words_of(one.account))):
            raise Refusal(
                _("%(gap)s is still to be filled in.") % {"gap": gap.group()},
                _("Write what belongs there, then ask for approval."),
            )


def _refuse_unfit(template: PostTemplate | None, name: str, text: str) -> None:
    wrong: dict[str, Words] = {}
    others = PostTemplate.objects.filter(name=name, is_gone=False)
    if template is not None:
        others = others.exclude(pk=template.pk)
    if not name or len(name) > LONGEST_NAME:
        wrong["name"] = _("Give it a name of at most 100 characters.")
    elif others.exists():
        raise _name_taken()
    if not text or len(text) > LONGEST:
        wrong["text"] = _("Write at most 20,000 characters, with [brackets] where words change.")
    if wrong:
        raise Invalid(_("This template cannot be kept."), fields=wrong)


def _name_taken() -> Invalid:
    words = _("Another template has this name.")
    return Invalid(words, fields={"name": words})


def _said(template: PostTemplate) -> dict[str, object]:
    return {"name": template.name, "text": template.text, "details": template.details}


def _record(
    actor: Person,
    name: str,
    template: PostTemplate,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    subject = f"template:{template.pk}"
    deed = Deed(name=name, subject=subject, title=template.name, before=before, after=after)
    record(actor, deed)
