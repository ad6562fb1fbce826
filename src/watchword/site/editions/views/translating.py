"""Pages on which the rules of a draft are put into other languages."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from watchword.policy.languages import render_translation
from watchword.policy.model import Policy
from watchword.site.editions import access, actions, languages
from watchword.site.editions.actions import Overtaken
from watchword.site.editions.folder import policy_of, problems_of
from watchword.site.editions.forms import TranslationForm
from watchword.site.editions.models import Edition, Page
from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import NotThere, Refusal

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}", re.ASCII)


@door(access.READ_DRAFT, help="editions/languages")
def overview(request: PersonRequest, pk: int) -> HttpResponse:
    """The languages of a draft and how far each is."""
    draft = access.access_edition(request.user, pk)
    policy = _usable(draft)
    if tag := request.GET.get("begin", ""):
        return redirect("draft-language", pk=pk, language=tag)
    begun = {one.tag for one in languages.progress(policy)} | {policy.header.language}
    given = {
        "edition": draft,
        "own": languages.name_of(policy.header.language),
        "progress": languages.progress(policy),
        "tags": [one for one in languages.TAGS if one[0] not in begun],
    }
    return render(request, "editions/languages.html", given)


@door(access.READ_DRAFT, help="editions/languages")
def language(request: PersonRequest, pk: int, language: str) -> HttpResponse:
    """One language: every rule, and whether it is translated as it now reads."""
    draft, policy = _of(request, pk, language)
    rows = languages.lines(policy, language)
    given = {
        "edition": draft,
        "language": language,
        "name": languages.name_of(language),
        "lines": rows,
        "done": sum(one.is_done for one in rows),
    }
    return render(request, "editions/language.html", given)


@door(access.READ_DRAFT, help="editions/translate")
def translate(request: PersonRequest, pk: int, language: str, rule: str) -> HttpResponse:
    """One rule: its own words beside those in the other language."""
    draft, policy = _of(request, pk, language)
    line = next((one for one in languages.lines(policy, language) if one.rule.id == rule), None)
    if line is None:
        raise NotThere
    path = _path(line, language)
    page = draft.pages.filter(path=path).first()
    form = TranslationForm(request.POST or None, initial=_first(line, page))
    if request.method == "POST" and form.is_valid():
        form, is_kept = _kept(request, draft, line, path, form)
        if is_kept:
            messages.success(request, _("Kept."))
            return redirect("draft-language", pk=pk, language=language)
    given = {
        "edition": draft,
        "language": language,
        "name": languages.name_of(language),
        "line": line,
        "form": form,
        "page": page,
        "may_write": draft.is_draft and may(request.user, access.WRITE),
    }
    return render(request, "editions/translate.html", given, status=422 if form.errors else 200)


def _path(line: languages.Line, language: str) -> str:
    if line.translation is not None:
        return line.translation.file.as_posix()
    return f"translations/{language}/{line.rule.id}.md"


def _first(line: languages.Line, page: Page | None) -> dict[str, object]:
    held = line.translation
    words = {"title": held.title, "text": held.text, "why": held.why} if held else {}
    return {**words, "version": page.version if page else 0}


def _kept(
    request: PersonRequest, draft: Edition, line: languages.Line, path: str, form: TranslationForm
) -> tuple[TranslationForm, bool]:
    """Keep a translation; where somebody else was quicker, the form again with both said."""
    words = dict(form.cleaned_data)
    version = words.pop("version")
    body = render_translation(line.rule, **words).encode()
    try:
        actions.save_page(request.user, draft, path, body, version=version)
    except Overtaken as refusal:
        newer = {**request.POST.dict(), "version": str(refusal.theirs.version)}
        form = TranslationForm(newer)
        said = _(
            "%(name)s saved this translation meanwhile. Yours is below; theirs stands in the "
            "history. Compare, then save again."
        )
        form.add_error(None, said % {"name": refusal.theirs.saved_by})
        return form, False
    return form, True


def _of(request: PersonRequest, pk: int, language: str) -> tuple[Edition, Policy]:
    draft = access.access_edition(request.user, pk)
    policy = _usable(draft)
    if not _TAG.fullmatch(language) or language.lower() == policy.header.language.lower():
        raise NotThere(_("This is no language that the policy can be translated into."))
    return draft, policy


def _usable(draft: Edition) -> Policy:
    if problems := problems_of(draft):
        raise Refusal(_("The draft has a problem that comes first."), str(problems[0]))
    return policy_of(draft)
