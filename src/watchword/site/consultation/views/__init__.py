"""The consultation room, for those who run it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from watchword.policy.render.pdf import render_pdf
from watchword.policy.render.word import render_word
from watchword.site.consultation import access, actions, queries
from watchword.site.consultation.forms import DispositionForm, InviteForm, RoundForm
from watchword.site.consultation.models import Consultee, Disposition
from watchword.site.editions.access import access_edition
from watchword.site.editions.folder import problems_of
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import Invalid, NotThere


@door(access.SEE, help="consultation/room")
def consultation(request: PersonRequest, pk: int) -> HttpResponse:
    """The rounds about a draft; the open one is the room."""
    edition = access_edition(request.user, pk)
    rounds = list(edition.rounds.all())
    form = RoundForm(
        request.POST or None, initial={"opens_on": timezone.localdate(), "title": edition.title}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_round(request.user, edition, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            return redirect("round", pk=made.pk)
    is_open = any(one.closed_at is None for one in rounds)
    given = {"edition": edition, "rounds": rounds, "form": form, "is_open": is_open}
    return render(request, "consultation/rounds.html", given, status=422 if form.errors else 200)


@door(access.SEE, help="consultation/room")
def room(request: PersonRequest, pk: int) -> HttpResponse:
    """One round: groups, comments by rule, answers, where each group stands."""
    found = access.access_round(request.user, pk)
    problems = problems_of(found.edition)
    asked = () if problems else queries.rules_asked(found, timezone.localdate())
    given = {
        "round": found,
        "edition": found.edition,
        "problems": problems,
        "asked": [one for one in asked if one.comments],
        "quiet": sum(1 for one in asked if not one.comments),
        "groups": found.groups.prefetch_related("consultees"),
        "stands": queries.stands(found),
        "invite": InviteForm(),
        "answer": DispositionForm(auto_id=False),
        "outcomes": Disposition.Outcome.choices,
        "waiting": found.comments.filter(answers__isnull=True, disposition__isnull=True).count(),
        "count": found.comments.filter(answers__isnull=True).count(),
    }
    return render(request, "consultation/room.html", given)


@door(access.RUN)
@require_POST
def invite(request: PersonRequest, pk: int) -> HttpResponse:
    """Invite somebody."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("An invitation needs group, name and a valid address."))
    made = actions.invite(request.user, access.access_round(request.user, pk), **form.cleaned_data)
    messages.success(request, _("%(name)s is invited.") % {"name": made.name})
    return redirect("round", pk=pk)


@door(access.RUN)
@require_POST
def take_back(request: PersonRequest, pk: int, consultee: int) -> HttpResponse:
    """Take a link back and send a new one."""
    found = access.access_round(request.user, pk)
    one = Consultee.objects.filter(pk=consultee, group__round=found).first()
    if one is None:
        raise NotThere
    actions.take_link_back(request.user, one)
    messages.success(request, _("The old link works no more; a new one is on its way."))
    return redirect("round", pk=pk)


@door(access.ANSWER)
@require_POST
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer a comment."""
    comment = access.access_comment(request.user, pk)
    form = DispositionForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("An answer needs its reason."), _("Say why."))
    outcome = Disposition.Outcome(form.cleaned_data["outcome"])
    actions.decide_comment(
        request.user, comment, outcome=outcome, because=form.cleaned_data["because"]
    )
    return redirect(f"{reverse('round', args=[comment.round_id])}#comment-{pk}")


@door(access.RUN)
@require_POST
def close(request: PersonRequest, pk: int) -> HttpResponse:
    """Close the round."""
    actions.close_round(request.user, access.access_round(request.user, pk))
    messages.success(request, _("The round is closed. Everybody who commented is told."))
    return redirect("round", pk=pk)


@door(access.SEE)
def report(request: PersonRequest, pk: int, form: str) -> HttpResponse:
    """The report as PDF or DOCX."""
    outline = queries.report(access.access_round(request.user, pk))
    if form == "pdf":
        answer = HttpResponse(render_pdf(outline), content_type="application/pdf")
    elif form == "docx":
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        answer = HttpResponse(render_word(outline), content_type=kind)
    else:
        raise NotThere
    answer["Content-Disposition"] = f'attachment; filename="consultation-report-{pk}.{form}"'
    return answer
