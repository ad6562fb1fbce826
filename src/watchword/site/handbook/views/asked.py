"""Questions and answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from watchword.site.editions.access import access_in_force
from watchword.site.handbook import access, actions
from watchword.site.handbook.forms import AnswerForm, AskForm
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import Invalid, NotThere


@door(access.READ, help="handbook/questions")
def questions(request: PersonRequest) -> HttpResponse:
    """What others asked, what I asked, and for the owner what waits."""
    return _page(request, AskForm(initial={"rule": request.GET.get("rule", "")[:60]}))


def _page(request: PersonRequest, form: AskForm) -> HttpResponse:
    rows = access.access_questions(request.user).select_related("person")
    words = request.GET.get("q", "").strip()[:200]
    if words:
        rows = rows.filter(words__icontains=words) | rows.filter(answer__icontains=words)
    given = {
        "waiting": rows.filter(answered_at__isnull=True)[:200],
        "answered": rows.filter(answered_at__isnull=False).order_by("-answered_at")[:200],
        "form": form,
        "rule": request.GET.get("rule", "")[:60],
        "answer": AnswerForm(auto_id=False),
        "query": words,
    }
    return render(request, "handbook/questions.html", given, status=422 if form.errors else 200)


@door(access.ASK)
@require_POST
def ask(request: PersonRequest) -> HttpResponse:
    """Ask."""
    edition = access_in_force(request.user)
    if edition is None:
        raise NotThere
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    actions.ask(request.user, edition, **form.cleaned_data)
    messages.success(
        request,
        _("Your question is with the owner of the policy. The answer comes here and by mail."),
    )
    return redirect("questions")


@door(access.ANSWER)
@require_POST
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("An answer has words, at most 5,000 characters."))
    actions.answer_question(
        request.user, access.access_question(request.user, pk), **form.cleaned_data
    )
    messages.success(request, _("The answer is sent."))
    return redirect("questions")
