"""What every request passes through."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.refusal import Invalid, Refusal, as_refusal
from watchword.site.people.models import Person
from watchword.site.people.second_factor import lacks_second_factor

Answer = Callable[[HttpRequest], HttpResponseBase]
NEVER_HELD_BACK = ("/sign-in/", "/static/", "/people/second-factor/")


class ReaderMiddleware:
    """Times in the reader's zone, words in the reader's language; leavers are signed out."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the reader's terms."""
        person = request.user
        if isinstance(person, Person):
            if not person.is_here(timezone.localdate()):
                logout(request)
                return render(request, "people/not_here.html", status=403)
            if not request.path.startswith(NEVER_HELD_BACK) and lacks_second_factor(person):
                return redirect(reverse("second-factor-needed"))
            return self._in_their_terms(request, person)
        return self.answer(request)

    def _in_their_terms(self, request: HttpRequest, person: Person) -> HttpResponseBase:
        with timezone.override(_zone(person.timezone)):
            if person.language and person.language in dict(settings.LANGUAGES):
                translation.activate(person.language)
            return self.answer(request)


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return (
            zoneinfo.ZoneInfo(name)
            if name
            else zoneinfo.ZoneInfo(timezone.get_default_timezone_name())
        )
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None


class RefusalMiddleware:
    """A refusal becomes a page, a fragment or JSON that says what stands in the way."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; refusals come by :meth:`process_exception`."""
        if _holds_nul(request):
            words = _("What was sent holds a character that cannot be kept.")
            return _refused(request, Invalid(words, _("Write it again; do not paste it.")))
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave everything else to be found."""
        refusal = as_refusal(error)
        return _refused(request, refusal) if refusal else None


def _holds_nul(request: HttpRequest) -> bool:
    """Whether an address or a form holds NUL, which PostgreSQL refuses and nobody types."""
    given = [request.path, *(value for values in request.GET.lists() for value in values[1])]
    if request.method == "POST" and not request.path.startswith("/api/"):
        given += [value for values in request.POST.lists() for value in values[1]]
    return any("\0" in value for value in given)


def _refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    if request.path.startswith("/api/"):
        words = {"detail": str(error.words), "remedy": str(error.remedy)}
        return JsonResponse(words, status=error.status)
    return refusal_page(request, error)


def refusal_page(request: HttpRequest, error: Refusal) -> HttpResponse:
    """A refusal as a page or fragment, with a way back to where somebody was."""
    page = "kit/refusal_part.html" if request.headers.get("HX-Request") else "kit/refusal.html"
    from_page = request.headers.get("Referer", "") if request.method == "POST" else ""
    is_ours = url_has_allowed_host_and_scheme(from_page, {request.get_host()}, request.is_secure())
    given = {"refusal": error, "back": from_page if is_ours else ""}
    return render(request, page, given, status=error.status)
