"""What somebody sees who is asked and has no account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from watchword.site.consultation import access, actions, queries
from watchword.site.consultation.forms import CommentForm
from watchword.site.consultation.models import Comment
from watchword.site.editions.folder import problems_of
from watchword.site.kit.door import BY_LINK, open_door
from watchword.site.kit.refusal import Invalid, NotThere, Refusal


@open_door(BY_LINK)
@never_cache
def consult(request: HttpRequest, token: str) -> HttpResponse:
    """Changed rules, what others said, a box for one's own words; later the answers."""
    consultee = access.access_by_link(token)
    actions.see(consultee)
    of = consultee.group.round
    if problems_of(of.edition):
        raise Refusal(
            _("The draft is being worked on just now."), _("Please come back in a few minutes.")
        )
    today = timezone.localdate()
    given = {
        "token": token,
        "consultee": consultee,
        "round": of,
        "asked": queries.rules_asked(of, today),
        "takes": of.takes_comments(today),
        "is_early": today < of.opens_on,
    }
    answer = render(request, "consultation/consult.html", given)
    # the address is the key: it must not travel on to where a link leads. Not "no-referrer", with
    # which browsers say "Origin: null" of our own forms, and those are refused
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@open_door(BY_LINK)
@require_POST
def comment(request: HttpRequest, token: str) -> HttpResponse:
    """Say something."""
    consultee = access.access_by_link(token)
    form = CommentForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Write a comment of at most 5,000 characters."))
    given = form.cleaned_data
    answers = _comment(given["answers"]) if given["answers"] else None
    made = actions.comment(consultee, rule=given["rule"], words=given["words"], answers=answers)
    messages.success(
        request,
        _("Thank you. Your receipt is %(receipt)s; a copy is in your mail.")
        % {"receipt": made.receipt},
    )
    return redirect(f"{reverse('consult', args=[token])}#comment-{made.pk}")


@open_door(BY_LINK)
@require_POST
def support(_request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Support somebody else's comment."""
    actions.support(access.access_by_link(token), _comment(pk))
    return redirect(f"{reverse('consult', args=[token])}#comment-{pk}")


@open_door(BY_LINK)
@require_POST
def stand(request: HttpRequest, token: str) -> HttpResponse:
    """Say where the group stands."""
    consultee, answer = access.access_by_link(token), request.POST.get("agrees")
    if answer not in ("yes", "no"):
        raise Invalid(_("Say whether your group agrees."))
    words = request.POST.get("words", "")
    if len(words) > actions.LONGEST:
        raise Invalid(_("Write at most 5,000 characters."))
    actions.stand(consultee, agrees=answer == "yes", words=words)
    messages.success(request, _("What your group says is on record."))
    return redirect(f"{reverse('consult', args=[token])}#stand")


def _comment(pk: int) -> Comment:
    found = Comment.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
