"""What people say of a draft beside its text."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import Invalid
from watchword.site.review import access, actions


@door(access.COMMENT, help="review/comments")
def comments(request: PersonRequest, pk: int) -> HttpResponse:
    """Every comment on a draft, and a box for one's own."""
    draft = access.access_draft(request.user, pk)
    wrong = ""
    words = request.POST.get("words", "")
    if request.method == "POST":
        try:
            actions.comment(request.user, draft, words)
        except Invalid as refusal:
            wrong = str(refusal.words)
        else:
            messages.success(request, _("Your comment stands beside the draft."))
            return redirect("draft-comments", pk=pk)
    given = {
        "draft": draft,
        "comments": draft.comments.select_related("author", "resolved_by"),
        "may_write": may(request.user, access.WRITE),
        "wrong": wrong,
        "words": words,
    }
    return render(request, "review/comments.html", given, status=422 if wrong else 200)


@door(access.COMMENT)
@require_POST
def resolve(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that a comment is dealt with."""
    found = actions.resolve(request.user, access.access_comment(request.user, pk))
    messages.success(request, _("Dealt with; it stays on record."))
    return redirect("draft-comments", pk=found.draft_id)
