"""The composer, and the list of drafts."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.accounts.access import seats_of
from watchword.site.crisis.models import HoldingLine, Situation
from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Listing
from watchword.site.kit.refusal import NotThere
from watchword.site.review import access, actions
from watchword.site.review.actions import Overtaken
from watchword.site.review.checking import yes_no_facts
from watchword.site.review.composing import content_of, show
from watchword.site.review.content import Content, Format, Motion
from watchword.site.review.models import Draft, LibraryFile
from watchword.site.review.weighing import together
from watchword.site.waivers.queries import in_force_for

LISTING = Listing(
    name="post-drafts",
    title=_("Drafts"),
    template="review/drafts.html",
    intro=_("Texts that are not out yet: yours, and those of the accounts you write for."),
    search=("author__given_name", "author__family_name", "revisions__title"),
    columns=(
        Column("title", _("Draft"), link=lambda one: reverse("post-draft", args=[one.pk])),
        Column("author", _("Begun by")),
        Column("changed_at", _("Changed")),
    ),
    empty=_(
        "There is no draft. Write one text for several accounts; what the policy says of it stands beside it as you type."
    ),
)


@door(access.CHECK, help="review/drafts")
def drafts(request: PersonRequest) -> HttpResponseBase:
    """Every draft that I may see."""
    rows = access.access_drafts(request.user).select_related("author").distinct()
    return LISTING.answer(request, rows)


@door(access.WRITE, help="review/draft")
def new_draft(request: PersonRequest) -> HttpResponse:
    """A new draft."""
    return _composer(request, None)


@door(access.CHECK, help="review/draft")
def draft(request: PersonRequest, pk: int) -> HttpResponse:
    """One draft: to write, for whoever writes; otherwise to read."""
    return _composer(request, access.access_draft(request.user, pk))


@door(access.WRITE)
@require_POST
def ask(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for approval of the newest revision."""
    found = access.access_draft(request.user, pk)
    tied = _situation(request.POST.get("situation"))
    asked = actions.ask_approval(request.user, found, situation=tied)
    if asked.state == asked.State.APPROVED:
        messages.success(request, _("Nobody needs to look at this one; it is scheduled."))
    else:
        messages.success(request, _("It is with those who approve. You hear when they answer."))
    return redirect("post-draft", pk=pk)


@door(access.WRITE)
@require_POST
def give_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a draft up."""
    actions.give_up(request.user, access.access_draft(request.user, pk))
    messages.success(request, _("The draft is given up; it stays on record."))
    return redirect("post-drafts")


def _composer(request: PersonRequest, found: Draft | None) -> HttpResponse:
    content = found.revision.content if found and found.latest else _first(request)
    theirs = None
    if request.method == "POST":
        content = content_of(_filled(request.POST))
        if request.headers.get("X-Part") != "findings":
            try:
                saved = actions.save_draft(
                    request.user, found, content, latest=_number(request.POST.get("latest"))
                )
            except Overtaken as overtaken:
                theirs = overtaken.theirs
            else:
                messages.success(request, _("Saved."))
                return redirect("post-draft", pk=saved.pk)
    given = _given(request, found, content) | {"theirs": theirs}
    part = request.headers.get("X-Part") == "findings"
    name = "review/variants.html" if part else "review/draft.html"
    return render(request, name, given, status=409 if theirs else 200)


def _given(request: PersonRequest, found: Draft | None, content: Content) -> dict[str, object]:
    edition = access_in_force(request.user)
    person = found.author if found else request.user
    seats = list(seats_of(request.user))
    chosen = {one.account for one in content.variants}
    asked = found.requests.first() if found else None
    given: dict[str, object] = {
        "draft": found,
        "content": content,
        "variants": {one.account: one for one in content.variants},
        "shared_at": _shared_time(content),
        "seats": seats,
        "formats": list(Format),
        "motions": [one for one in Motion if one],
        "library": LibraryFile.objects.filter(is_gone=False)[:200],
        "chosen_media": {one.digest: one for one in content.media},
        "situations": Situation.objects.on(timezone.now()).filter(is_drill=False, level__gt=1),
        "may_write": may(request.user, access.WRITE),
        "asked": asked,
        "deliveries": found.deliveries.select_related("account") if found else [],
        "revisions": found.revisions.select_related("author").order_by("-number") if found else [],
        "pillars": sorted({pillar for one in seats for pillar in one.pillars}),
        "now": timezone.localtime(),
    }
    if edition is None:
        return given
    policy = policy_of(edition)
    accounts = [one for one in seats if one.key in chosen]
    if found and not given["may_write"]:
        accounts = [one.account for one in found.deliveries.select_related("account")]
    shown = []
    if content.text.strip() or any(one.text for one in content.variants):
        waivers = in_force_for(person, timezone.localdate())
        shown = show(policy, person, content, accounts, waivers)
    return given | {
        "edition": edition,
        "facts": yes_no_facts(policy),
        "answers": dict(content.answers),
        "shown": shown,
        "needs": together([one.weighed for one in shown]) if shown else None,
    }


def _situation(written: str | None) -> Situation | None:
    """The situation that a post is tied to, as the form says."""
    found = Situation.objects.filter(pk=_number(written)).first()
    if written and found is None:
        raise NotThere
    return found


def _first(request: PersonRequest) -> Content:
    """What a new draft begins with: a holding line where one was chosen."""
    line = HoldingLine.objects.filter(
        pk=_number(request.GET.get("line")), is_gone=False, approved_at__isnull=False
    ).first()
    return Content(text=line.text if line else "")


def _shared_time(content: Content) -> datetime | None:
    """The time at which all of them go out; None when they differ."""
    times = {one.planned_at for one in content.variants}
    return times.pop() if len(times) == 1 else None


def _filled(given: QueryDict) -> QueryDict:
    """A rewording that one click takes stands for the text."""
    filled = given.copy()
    if take := given.get("take", ""):
        filled["text"] = take
    return filled


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 8 else 0  # noqa: PLR2004
