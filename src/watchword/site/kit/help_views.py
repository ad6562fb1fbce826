"""Pages of help, the words of the site, its keys, and how it looks in this browser."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from watchword.site.kit import access
from watchword.site.kit.door import PersonRequest, door, open_door, way_back
from watchword.site.kit.frame import areas
from watchword.site.kit.help import glossary, help_for, help_text
from watchword.site.kit.look import A_YEAR, CHOICES, KEYS
from watchword.site.kit.refusal import NotThere


def _answer(request: HttpRequest, template: str, given: dict[str, object]) -> HttpResponse:
    """A page of its own, or its part for the panel beside another page."""
    is_part = request.headers.get("X-Part") == "help"
    base = "kit/help_part.html" if is_part else "kit/help_page.html"
    answer = render(request, template, {**given, "base": base, "is_part": is_part})
    answer["Vary"] = "X-Part, Cookie"
    return answer


@door(access.HELP)
def index(request: PersonRequest) -> HttpResponse:
    """Help about every page that the reader may open."""
    return _answer(request, "kit/help_index.html", {"texts": help_for(request.user)})


@door(access.HELP)
def page(request: PersonRequest, app: str, page: str) -> HttpResponse:
    """Help about one page."""
    found = help_text(f"{app}/{page}")
    if found is None:
        raise NotThere
    return _answer(request, "kit/help_text.html", {"text": found})


@door(access.HELP)
def words(request: PersonRequest) -> HttpResponse:
    """The words of the site, each with its meaning."""
    return _answer(request, "kit/help_text.html", {"text": glossary()})


@door(access.HELP)
def keys(request: PersonRequest) -> HttpResponse:
    """Which keys do what, and whether they do."""
    given: dict[str, object] = {"areas": areas(request.user, request.path), "switch": KEYS}
    return _answer(request, "kit/help_keys.html", given)


@open_door()
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen for this browser; then back to the page."""
    answer = redirect(way_back(request))
    for name, words_ in CHOICES.items():
        if request.POST.get(name) in words_:
            answer.set_cookie(
                name,
                request.POST[name],
                max_age=A_YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
    return answer
