"""Pages of certificates: one's own, on paper, and what anybody may check by its number."""

from __future__ import annotations

from datetime import date
from importlib import resources

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from watchword.base.paper.typeset import typeset
from watchword.site.kit.door import BY_LINK, PersonRequest, door, open_door
from watchword.site.organisation.access import access_organisation
from watchword.site.training import access
from watchword.site.training.models import Lesson


@door(access.LEARN, help="training/certificate")
def certificate(request: PersonRequest, pk: int) -> HttpResponse:
    """One's own certificate, to be printed or kept."""
    one = access.access_certificate(request.user, pk)
    given = {"one": one, "address": _address(one), "organisation": _organisation()}
    return render(request, "training/certificate.html", given)


@door(access.LEARN)
def paper(request: PersonRequest, pk: int) -> HttpResponse:
    """The same on paper."""
    one = access.access_certificate(request.user, pk)
    answer = HttpResponse(render_certificate(one, _organisation()), content_type="application/pdf")
    name = f"certificate-{one.certificate}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@open_door()
def ask(request: HttpRequest) -> HttpResponse:
    """A box for a number."""
    number = request.GET.get("number", "").strip()[:40]
    if number:
        return redirect("certificate-verify", number=number.replace("/", "-"))
    return render(request, "training/verify.html", {"organisation": _organisation()})


@open_door(BY_LINK)
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """What stands on a certificate, for whoever has its number."""
    one = access.access_verified(number)
    given = {"one": one, "organisation": _organisation()}
    answer = render(request, "training/verify.html", given)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-store"
    return answer


def render_certificate(one: Lesson, organisation: str) -> bytes:
    """A certificate as a PDF: the same bytes whenever it is asked for."""
    assert one.passed_at is not None
    template = resources.files("watchword.site.training").joinpath("certificate.typ").read_bytes()
    passed = timezone.localdate(one.passed_at)
    until = _day(one.valid_until) if one.valid_until else _("no end")
    written = {
        "language": "en",
        "heading": _("Certificate"),
        "organisation": organisation,
        "name": str(one.person),
        "sentence": _("has passed the training module"),
        "title": one.title,
        "lines": [
            {"name": _("Passed on"), "words": _day(passed)},
            {"name": _("Lasts until"), "words": until},
            {"name": _("Edition of the policy"), "words": str(one.edition or "")},
            {"name": _("Number"), "words": one.certificate},
        ],
        "check": _("Anybody may check this certificate at"),
        "address": _address(one),
    }
    return typeset(template, written, passed)


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _address(one: Lesson) -> str:
    address = reverse("certificate-verify", args=[one.certificate])
    return f"{settings.CONFIGURATION.address}{address}"


def _organisation() -> str:
    found = access_organisation()
    return found.name if found else ""
