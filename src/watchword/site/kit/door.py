"""Doors: every address that can be asked for says who may ask.

A view without a door is a defect; a test walks the table of addresses and refuses one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from watchword.site.kit.deed import require
from watchword.site.kit.refusal import NotThere, TooOften
from watchword.site.kit.throttle import count_miss, must_wait
from watchword.site.people.models import Person
from watchword.site.people.roles import Right

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]
ANYBODY = "anybody"
BY_LINK = "by link"


class PersonRequest(HttpRequest):
    """A request by somebody who is signed in."""

    user: Person


def door(
    right: Right,
    *,
    help: str = "",  # noqa: A002 - what the page calls it
) -> Callable[[Callable[Concatenate[PersonRequest, Given], HttpResponseBase]], View[Given]]:
    """A page for those who hold a right; others are refused, strangers are asked to sign in.

    Args:
        right: Who may.
        help: Name of the help text that the page shows: ``editions/changes``.
    """

    def decorate(
        view: Callable[Concatenate[PersonRequest, Given], HttpResponseBase],
    ) -> View[Given]:
        @wraps(view)
        def opened(
            request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            require(request.user, right)
            request.help = help  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        opened.door = right  # type: ignore[attr-defined]
        opened.help = help  # type: ignore[attr-defined]
        return opened

    return decorate


def open_door(
    who: str = ANYBODY,
) -> Callable[[View[Given]], View[Given]]:
    """A page without sign-in: for anybody, or for whoever holds a signed link.

    Whoever tries links that open nothing is made to wait, so that none is found by trying.
    """

    def decorate(view: View[Given]) -> View[Given]:
        @wraps(view)
        def opened(
            request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponseBase:
            if who == BY_LINK and must_wait(request):
                raise TooOften
            try:
                return view(request, *args, **kwargs)
            except NotThere:
                if who == BY_LINK:
                    count_miss(request)
                raise

        opened.door = who  # type: ignore[attr-defined]
        return opened

    return decorate


def way_back(request: HttpRequest) -> str:
    """The page that a form was sent from, as it says in ``back``; never one of another site."""
    back = request.POST.get("back", "/")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if is_ours else "/"


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = redirect_to_login(request.get_full_path())["Location"]
        return answer
    return redirect_to_login(request.get_full_path())
