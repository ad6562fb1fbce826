"""Pages on which a draft is begun and written."""

from __future__ import annotations

import difflib
import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from watchword.base.errors import PolicyError
from watchword.policy.fmt import format_page
from watchword.policy.starters import starters
from watchword.site.editions import access, actions
from watchword.site.editions.actions import Overtaken
from watchword.site.editions.folder import files_of, policy_of, zipped
from watchword.site.editions.looking import breaks, seen
from watchword.site.editions.models import Edition, Page, Revision
from watchword.site.editions.offers import Offer, good_reason, offered
from watchword.site.editions.pagefile import taken_apart
from watchword.site.editions.rule_form import RuleForm, first_values, is_rule, written
from watchword.site.editions.starting import (
    Start,
    from_document,
    from_folder,
    from_template,
    from_words,
)
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import Invalid, NotThere
from watchword.site.organisation.access import access_organisation


@door(access.START, help="editions/begin")
def begin(request: PersonRequest) -> HttpResponse:
    """A draft from a template, a document, or a folder."""
    if request.method == "POST":
        start = _start(request)
        latest = Edition.objects.published().first()
        title = request.POST.get("organisation", "")[:120] or _("Social media policy")
        made = actions.start_draft(request.user, files=start.files, title=title, based_on=latest)
        if start.imported is not None:
            count = len(start.imported.rules)
            said = ngettext(
                "One draft rule was found. Write its reason.",
                "%(rules)d draft rules were found. Write the reason of each.",
                count,
            )
            messages.success(request, said % {"rules": count})
        return redirect("draft", pk=made.pk)
    found = access_organisation(request.user)
    given = {"starters": starters(), "organisation": found, "sector": found.sector if found else ""}
    return render(request, "editions/begin.html", given)


def _start(request: PersonRequest) -> Start:
    organisation, today = request.POST.get("organisation", "").strip()[:120], timezone.localdate()
    if template := request.POST.get("template"):
        return from_template(template, organisation, today)
    if upload := request.FILES.get("document"):
        return from_document(upload, organisation, today)
    if words := request.POST.get("pasted", "").strip():
        return from_words(words, organisation, today)
    if upload := request.FILES.get("folder"):
        return from_folder(upload)
    raise Invalid(_("Choose a template or a folder, upload a document, or paste its text."))


@door(access.EXPORT)
def export(request: PersonRequest, pk: int) -> HttpResponse:
    """The edition or draft as a folder, packed as ZIP."""
    edition = access.access_edition(request.user, pk)
    answer = HttpResponse(zipped(files_of(edition)), content_type="application/zip")
    name = f"edition-{edition.number}" if edition.number else f"draft-{edition.pk}"
    answer["Content-Disposition"] = f'attachment; filename="policy-{name}.zip"'
    return answer


def _page_of(request: PersonRequest, pk: int, path: str) -> tuple[Edition, Page]:
    edition = access.access_edition(request.user, pk)
    page = edition.pages.select_related("text", "saved_by").filter(path=path).first()
    if page is None:
        raise NotThere
    return edition, page


def _text(page: Page) -> str:
    return bytes(page.text.body).decode("utf-8", "replace")


@door(access.READ_DRAFT, help="editions/page")
def page(request: PersonRequest, pk: int, path: str) -> HttpResponse:
    """One page: a form for a rule, the text itself for the others; saving without a script."""
    edition, found = _page_of(request, pk, path)
    theirs: Page | None = None
    text = _text(found)
    if request.method == "POST":
        try:
            actions.save_page(
                request.user, edition, path, _given(request, text), version=_version(request)
            )
        except Overtaken as refusal:
            theirs, text = refusal.theirs, _given(request, text).decode()
        else:
            messages.success(request, _("Kept."))
            return redirect("draft-page", pk=pk, path=path)
    others = (
        actions.be_seen(request.user, edition, path)
        if edition.is_draft and _may_write(request)
        else []
    )
    given = {
        "edition": edition,
        "page": found,
        "text": text,
        "form": _rule_form(text) if is_rule(path) else None,
        "offer": _offer(edition, path, text),
        "source": re.sub(r"(?m)^> ?", "", taken_apart(text).section("Source")),
        "seen": seen(files_of(edition) | {path: text.encode()}, path, timezone.localdate())
        if is_rule(path)
        else None,
        "others": others,
        "theirs": theirs,
        "version": theirs.version if theirs else found.version,
        "may_write": edition.is_draft and _may_write(request),
    }
    return render(request, "editions/page.html", given, status=409 if theirs else 200)


def _rule_form(text: str) -> RuleForm:
    """The rule's form; a reason that is still to be written is helped by a good one."""
    values = first_values(text)
    form = RuleForm(initial=values)
    if not values["why"] and (reason := good_reason(text)):
        form.fields["why"].help_text = _("A good one, from another rule: %(reason)s") % {
            "reason": reason
        }
    return form


def _offer(edition: Edition, path: str, text: str) -> Offer | None:
    is_open = edition.is_draft and is_rule(path)
    return offered(files_of(edition) | {path: text.encode()}, path) if is_open else None


def _may_write(request: PersonRequest) -> bool:
    return bool(request.user.roles & access.WRITE.roles)


def _version(request: HttpRequest) -> int:
    given = request.POST.get("version", "0")
    return int(given) if given.isdecimal() and len(given) < 9 else 0  # noqa: PLR2004


def _given(request: HttpRequest, text: str) -> bytes:
    """The page as the writer has it: from the form's fields, or the text itself."""
    if "raw" in request.POST:
        raw = request.POST["raw"].replace("\r\n", "\n")
        return (raw.replace("\n", "\r\n") if "\r\n" in text else raw).encode()
    values = {name: request.POST[name] for name in RuleForm.base_fields if name in request.POST}
    if "title" in values and not values["title"].strip():
        raise Invalid(_("A rule needs a title."))
    return written(text, values).encode()


@door(access.WRITE)
@require_POST
def take_check(request: PersonRequest, pk: int, path: str) -> HttpResponse:
    """Take the check that is offered for a rule, with what was typed so far."""
    edition, found = _page_of(request, pk, path)
    body = _given(request, _text(found))
    offer = offered(files_of(edition) | {path: body}, path)
    if offer is None:
        raise Invalid(_("No check is offered for this rule (any more)."))
    body = written(body.decode(), offer.values).encode()
    actions.save_page(request.user, edition, path, body, version=_version(request))
    messages.success(request, _("The check is in place. See beside it what it finds."))
    return redirect("draft-page", pk=pk, path=path)


@door(access.WRITE)
@require_POST
def autosave(request: PersonRequest, pk: int, path: str) -> HttpResponse:
    """Keep what was typed, and answer with what is seen of it now."""
    edition, found = _page_of(request, pk, path)
    body = _given(request, _text(found))
    try:
        saved = actions.save_page(request.user, edition, path, body, version=_version(request))
    except Overtaken as refusal:
        lines = difflib.unified_diff(
            _text(refusal.theirs).split("\n"),
            body.decode().split("\n"),
            _("theirs"),
            _("yours"),
            lineterm="",
            n=1,
        )
        context = {"theirs": refusal.theirs, "diff": list(lines), "edition": edition}
        answer = render(request, "editions/overtaken.html", context, status=409)
        answer["X-Version"] = str(refusal.theirs.version)
        return answer
    given = {
        "seen": seen(files_of(edition), path, timezone.localdate()) if is_rule(path) else None,
        "others": actions.be_seen(request.user, edition, path),
        "saved": saved,
    }
    answer = render(request, "editions/seen.html", given)
    answer["X-Version"] = str(saved.version)
    return answer


@door(access.READ_DRAFT)
@require_POST
def try_breaks(request: PersonRequest, pk: int, path: str) -> HttpResponse:
    """Break the rule on purpose, and show what nobody would notice."""
    edition, _found = _page_of(request, pk, path)
    try:
        policy = policy_of(edition)
    except PolicyError as error:
        raise Invalid(
            _("The draft has a problem that comes first."), str(error.problems[0])
        ) from None
    rule = next((one for one in policy.rules if one.file.as_posix() == path), None)
    if rule is None:
        raise NotThere
    tried, left = breaks(policy, rule, timezone.localdate())
    given = {"edition": edition, "rule": rule, "tried": tried, "left": left, "path": path}
    return render(request, "editions/breaks.html", given)


@door(access.READ_DRAFT, help="editions/history")
def history(request: PersonRequest, pk: int, path: str) -> HttpResponse:
    """Every saved state of a page, who saved it, and what each changed."""
    edition, found = _page_of(request, pk, path)
    rows = list(edition.revisions.filter(path=path).select_related("text", "saved_by")[:100])
    shown = []
    for now, before in zip(rows, [*rows[1:], None], strict=True):
        lines = difflib.unified_diff(_body(before), _body(now), lineterm="", n=1)
        shown.append((now, [line for line in lines if not line.startswith(("---", "+++"))]))
    given = {
        "edition": edition,
        "page": found,
        "rows": shown,
        "may_write": edition.is_draft and _may_write(request),
    }
    return render(request, "editions/history.html", given)


def _body(revision: Revision | None) -> list[str]:
    if revision is None or revision.text is None:
        return []
    return bytes(revision.text.body).decode("utf-8", "replace").split("\n")


@door(access.WRITE)
@require_POST
def restore(request: PersonRequest, pk: int, path: str) -> HttpResponse:
    """Bring an older state of a page back; the newer one stays in the history."""
    edition, found = _page_of(request, pk, path)
    old = (
        edition.revisions.filter(path=path, version=_version(request))
        .select_related("text")
        .first()
    )
    if old is None or old.text is None:
        raise NotThere
    actions.save_page(request.user, edition, path, bytes(old.text.body), version=found.version)
    messages.success(request, _("The older state is back; the newer one stays in the history."))
    return redirect("draft-page", pk=pk, path=path)


_NEW = """---
id: {id}
title: {title}
since: 1
status: draft
severity: medium
action: warn
applies:
  to: [drafts]
---
## Rule
To be written.

## Why
To be written.
"""


@door(access.WRITE)
@require_POST
def add_rule(request: PersonRequest, pk: int) -> HttpResponse:
    """A new rule: id and title; the rest is written on its page."""
    edition = access.access_edition(request.user, pk)
    rule_id, title = (
        request.POST.get("id", "").strip(),
        " ".join(request.POST.get("title", "").split()),
    )
    if not rule_id.replace("-", "").isalnum() or not rule_id.isascii() or not title:
        raise Invalid(_("A rule needs an id such as HB-210, and a title."))
    slug = "-".join("".join(one if one.isalnum() else " " for one in title.lower()).split())[:60]
    path = f"rules/{rule_id}-{slug}.md"
    if edition.pages.filter(path__startswith=f"rules/{rule_id}-").exists():
        raise Invalid(_("There is a rule with this id already."), _("Ids are never used twice."))
    text = format_page(path, _NEW.format(id=rule_id, title=title), [])
    actions.save_page(request.user, edition, path, text.encode(), version=0)
    return redirect(reverse("draft-page", args=[pk, path]))


@door(access.WRITE)
@require_POST
def remove(request: PersonRequest, pk: int, path: str) -> HttpResponse:
    """Take a page out; its states stay in the history of the draft."""
    edition, found = _page_of(request, pk, path)
    actions.remove_page(request.user, edition, path, version=found.version)
    messages.success(request, _("The page is taken out."))
    return redirect("draft", pk=pk)
