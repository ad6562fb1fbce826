"""Pages on which modules are written."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.training import access, actions
from watchword.site.training.forms import (
    MEDIA,
    LinkForm,
    ModuleForm,
    PictureForm,
    Questions,
    VideoForm,
    asked_of,
)
from watchword.site.training.models import OwnModule


@door(access.WRITE, help="training/write")
def write(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """Write a module, or change one."""
    held = access.access_own_module(request.user, pk) if pk else None
    first = ModuleForm.first(held)
    form = ModuleForm(request.POST or None, initial=first)
    questions = Questions(request.POST or None, initial=first["questions"], prefix="q")
    if request.method == "POST" and form.is_valid() and questions.is_valid():
        try:
            made = actions.save_module(
                request.user,
                held,
                form.written(asked_of(questions)),
                version=form.cleaned_data["version"] or 0,
            )
        except Invalid as refusal:
            form.take(refusal)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.words} {refusal.remedy}")
        else:
            messages.success(request, _("Kept."))
            return redirect("module-write", pk=made.pk)
    return _page(request, held, form=form, questions=questions)


@door(access.WRITE)
@require_POST
def add(request: PersonRequest, pk: int, kind: str) -> HttpResponse:
    """Add a picture, a video or a link."""
    held = access.access_own_module(request.user, pk)
    made = MEDIA.get(kind)
    if made is None:
        return redirect("module-write", pk=pk)
    form = made(request.POST, request.FILES)
    if form.is_valid():
        try:
            form.add(request.user, held)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Added."))
            return redirect("module-write", pk=pk)
    return _page(request, held, **{kind: form})


@door(access.WRITE)
@require_POST
def drop(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a picture, video or link out."""
    found = access.access_medium(request.user, pk)
    actions.drop_medium(request.user, found)
    messages.success(request, _("It is taken out."))
    return redirect("module-write", pk=found.module_id)


@door(access.WRITE)
@require_POST
def open_(request: PersonRequest, pk: int) -> HttpResponse:
    """Open a module to who is to learn it, or close it."""
    held = access.access_own_module(request.user, pk)
    is_open = request.POST.get("open") == "yes"
    actions.open_module(request.user, held, is_open=is_open)
    said = _("The module is open; plan who learns it.") if is_open else _("The module is closed.")
    messages.success(request, said)
    return redirect("module-write", pk=pk)


def _page(request: PersonRequest, held: OwnModule | None, **forms: object) -> HttpResponse:
    first = ModuleForm.first(held)
    given = {
        "held": held,
        "form": ModuleForm(initial=first),
        "questions": Questions(initial=first["questions"], prefix="q"),
        "media": held.media.all() if held else (),
        "picture": PictureForm(auto_id="picture-%s"),
        "video": VideoForm(auto_id="video-%s"),
        "link": LinkForm(auto_id="link-%s"),
    } | forms
    wrong = any(getattr(one, "errors", None) and one.is_bound for one in forms.values())  # type: ignore[attr-defined]
    return render(request, "training/write.html", given, status=422 if wrong else 200)
