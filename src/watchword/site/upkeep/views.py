"""Pages of upkeep."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.dates import dates_for
from watchword.site.kit.door import BY_LINK, PersonRequest, door, open_door
from watchword.site.kit.refusal import Invalid, NotThere
from watchword.site.people.models import Person
from watchword.site.upkeep import access, actions, queries
from watchword.site.upkeep.calendar import calendar_of
from watchword.site.upkeep.forms import ContactForm, ReviewForm
from watchword.site.upkeep.models import Feed


@door(access.SEE, help="upkeep/upkeep")
def upkeep(request: PersonRequest) -> HttpResponse:
    """When the policy is reviewed, what reviews said, and whether contacts are right."""
    edition = access_in_force(request.user)
    if edition is None:
        return render(request, "handbook/none.html")
    return _page(request, edition, ReviewForm(), 200)


def _page(request: PersonRequest, edition: Edition, form: ReviewForm, status: int) -> HttpResponse:
    given = {
        "edition": edition,
        "every": policy_of(edition).header.review_every,
        "due": queries.review_due(edition, timezone.localdate()),
        "reviews": edition.reviews.select_related("by"),
        "form": form,
        "contacts": queries.contacts_of(edition),
        "checks": queries.checks_of(edition),
        "contact_form": ContactForm(auto_id=False),
        "drafts": Edition.objects.drafts(),
    }
    return render(request, "upkeep/upkeep.html", given, status=status)


@door(access.REVIEW)
@require_POST
def review(request: PersonRequest) -> HttpResponse:
    """Record a review that changes nothing."""
    edition, form = access_in_force(request.user), ReviewForm(request.POST)
    if edition is None:
        raise NotThere
    if form.is_valid():
        try:
            actions.record_review(request.user, edition, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("The review is on record."))
            return redirect("upkeep")
    return _page(request, edition, form, 422)


@door(access.CONTACTS)
@require_POST
def ask(request: PersonRequest) -> HttpResponse:
    """Ask every contact now."""
    edition = access_in_force(request.user)
    if edition is None:
        raise NotThere
    actions.ask_contacts(request.user, edition)
    messages.success(request, _("The contacts are asked."))
    return redirect(reverse("upkeep") + "#contacts")


@door(access.CONTACTS)
@require_POST
def settle(request: PersonRequest, pk: int) -> HttpResponse:
    """Say for a contact whether it is right."""
    form = ContactForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    is_right = request.POST.get("answer") == "right"
    actions.settle_contact(request.user, access.access_check(pk), is_right=is_right, words=words)
    return redirect(reverse("upkeep") + "#contacts")


@open_door(BY_LINK)
@never_cache
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """A contact's own answer."""
    found = access.access_check_by_key(key)
    form, status = ContactForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        is_right = request.POST.get("answer") == "right"
        try:
            actions.answer_contact(found, is_right=is_right, words=form.cleaned_data["words"])
        except Invalid as refusal:
            form.take(refusal)
            status = 422
        else:
            return redirect("contact-answer", key=key)
    return render(request, "upkeep/answer.html", {"check": found, "form": form}, status=status)


@door(access.FEED, help="upkeep/feed")
@never_cache
def feed(request: PersonRequest) -> HttpResponse:
    """My dates, and the address that puts them into my calendar."""
    if request.method == "POST":
        actions.renew_feed(request.user)
        return redirect("feed")
    found = Feed.objects.filter(person=request.user).first()
    address = reverse("feed-file", args=[found.key]) if found else ""
    given = {
        "address": settings.CONFIGURATION.address + address if found else "",
        "days": dates_for(request.user),
    }
    return render(request, "upkeep/feed.html", given)


@door(access.FEED)
def download(request: PersonRequest) -> HttpResponse:
    """My dates as a file."""
    return _calendar(request.user)


@open_door(BY_LINK)
@never_cache
def feed_file(request: HttpRequest, key: str) -> HttpResponse:
    """A person's dates, for a calendar program that has the address."""
    del request
    return _calendar(access.access_feed(key))


def _calendar(person: Person) -> HttpResponse:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        made = calendar_of(
            dates_for(person),
            title=_("Watchword"),
            address=settings.CONFIGURATION.address,
            now=timezone.now(),
        )
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="watchword.ics"'
    return answer
