"""The freeze: one page with one button, and a page for each situation."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.accounts.models import Account
from watchword.site.crisis import access, actions
from watchword.site.crisis.actions import Named, Scope
from watchword.site.crisis.models import HoldingLine, Situation, Spokesperson
from watchword.site.crisis.overview import already_leaving, waiting_for, would_have_stopped
from watchword.site.crisis.proof import prove
from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import Invalid
from watchword.site.kit.times import read_time
from watchword.site.people.models import Person
from watchword.site.publishing.models import Post


@door(access.SEE, help="crisis/freeze")
def freeze(request: PersonRequest) -> HttpResponse:
    """The state, and the button."""
    if request.method == "POST":
        given = request.POST
        made = actions.declare(
            request.user,
            title=given.get("title", ""),
            reason=given.get("reason", "")[:5_000],
            level=_number(given.get("level", "3")),
            scope=_scope(given.get("scope", "all"), given.getlist("named")),
            declared_for=given.get("declared_for", ""),
            is_drill=bool(given.get("is_drill")),
        )
        actions.record_proof(made)
        return redirect("situation", pk=made.pk)
    now = timezone.now()
    accounts = Account.objects.open()
    given_ = {
        "on": Situation.objects.on(now),
        "planned": Situation.objects.filter(starts_at__gt=now).order_by("starts_at"),
        "past": Situation.objects.filter(ended_at__lte=now)[:20],
        "accounts": accounts,
        "channels": sorted({one.channel for one in accounts}),
        "areas": sorted({one.area for one in accounts if one.area}),
        "speakers": Spokesperson.objects.filter(deputy_for=None).prefetch_related("deputies__person").select_related("person"),
        "lines": HoldingLine.objects.filter(is_gone=False),
        "written_speakers": _written(),
        "may_declare": may(request.user, access.DECLARE),
    }  # fmt: skip
    return render(request, "crisis/freeze.html", given_)


@door(access.SEE, help="crisis/situation")
def situation(request: PersonRequest, pk: int) -> HttpResponse:
    """One situation: the proof, what waits, the timeline."""
    found = access.access_situation(request.user, pk)
    is_on = found.is_on(timezone.now())
    given = {
        "situation": found,
        "is_on": is_on,
        "proof": prove(found) if is_on else None,
        "waiting": waiting_for(found)[:200],
        "waiting_count": waiting_for(found).count(),
        "leaving": already_leaving(found)[:50] if is_on else [],
        "would_have": _would_have(found) if found.is_drill else [],
        "timeline": found.timeline.select_related("person"),
        "speakers": Spokesperson.objects.filter(deputy_for=None)
        .prefetch_related("deputies__person")
        .select_related("person"),
        "lines": HoldingLine.objects.filter(is_gone=False, approved_at__isnull=False),
        "may_declare": may(request.user, access.DECLARE),
    }
    return render(request, "crisis/situation.html", given)


@door(access.DECLARE)
@require_POST
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End it."""
    found = access.access_situation(request.user, pk)
    actions.end(request.user, found, words=request.POST.get("words", "")[:2_000])
    messages.success(request, _("It is over. Decide about each held post; none goes by itself."))
    return redirect("situation", pk=pk)


@door(access.DECLARE)
@require_POST
def note(request: PersonRequest, pk: int) -> HttpResponse:
    """Write a line of the timeline."""
    found, given = access.access_situation(request.user, pk), request.POST
    words = given.get("words", "")[:5_000]
    actions.note(request.user, found, words=words, is_decision=bool(given.get("is_decision")))
    return redirect("situation", pk=pk)


@door(access.DECLARE)
@require_POST
def tell(request: PersonRequest, pk: int) -> HttpResponse:
    """Tell employees."""
    found = access.access_situation(request.user, pk)
    actions.tell_employees(request.user, found, words=request.POST.get("words", "")[:5_000])
    messages.success(request, _("Everybody is being told."))
    return redirect("situation", pk=pk)


@door(access.DECLARE)
@require_POST
def sign(request: PersonRequest, pk: int) -> HttpResponse:
    """Sign the after-action note."""
    found = access.access_situation(request.user, pk)
    actions.sign_note(request.user, found, words=request.POST.get("words", "")[:20_000])
    messages.success(request, _("The note is signed."))
    return redirect("situation", pk=pk)


@door(access.PREPARE)
@require_POST
def prepare(request: PersonRequest) -> HttpResponse:
    """Write a holding line, or plan a time in which other rules hold."""
    given = request.POST
    if given.get("deed") == "line":
        actions.write_line(
            request.user, title=given.get("title", ""), text=given.get("text", "")[:5_000]
        )
        messages.success(request, _("Written. It counts once somebody else has approved it."))
    elif given.get("deed") == "plan":
        actions.plan_situation(
            request.user,
            title=given.get("title", ""),
            reason=given.get("reason", "")[:5_000],
            starts_at=_time(given.get("starts_at", "")),
            ends_at=_time(given.get("ends_at", "")),
            kind=given.get("kind", ""),
            stops=bool(given.get("stops")),
        )
        messages.success(request, _("Planned. It begins and ends by itself."))
    elif given.get("deed") == "speakers":
        actions.name_spokespeople(request.user, _named(given.get("speakers", "")[:10_000]))
        messages.success(request, _("They are named, and on record."))
    else:
        raise Invalid(_("Choose what to do."))
    return redirect("freeze")


@door(access.SEE)
@require_POST
def line(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve or drop a holding line."""
    found = get_object_or_404(HoldingLine, pk=pk)
    if request.POST.get("deed") == "drop":
        actions.drop_line(request.user, found)
    else:
        actions.approve_line(request.user, found)
    return redirect("freeze")


def _named(written: str) -> list[Named]:
    """Who speaks, a line each: subject, address, addresses of deputies, phone, apart by bars."""
    found = []
    for line_ in filter(str.strip, written.splitlines()):
        subject, speaker, deputies, phone = [*map(str.strip, line_.split("|")), "", "", ""][:4]
        people = [_person(one) for one in (speaker, *deputies.replace(",", " ").split())]
        first, *rest = people
        found.append(Named(subject=subject, person=first, deputies=tuple(rest), phone=phone))
    return found


def _written() -> str:
    """Who speaks now, as the form takes it."""
    rows = Spokesperson.objects.filter(deputy_for=None).prefetch_related("deputies__person")
    return "\n".join(
        " | ".join(
            (
                one.subject,
                one.person.email,
                " ".join(each.person.email for each in one.deputies.all()),
                one.phone,
            )
        )
        for one in rows.select_related("person")
    )


def _person(address: str) -> Person:
    here = Person.objects.here(timezone.localdate())
    found = here.filter(email__iexact=address).first() if address else None
    if found is None:
        raise Invalid(_("Nobody here has the address “%(a)s”.") % {"a": address})
    return found


def _would_have(found: Situation) -> list[Post]:
    """Posts of the day before a drill that a freeze would have stopped."""
    since = found.starts_at - timedelta(days=1)
    return list(would_have_stopped(found, since, found.starts_at)[:50])


def _scope(kind: str, named: list[str]) -> Scope:
    """What is stopped: everything, or what is named as ``account:key``, ``channel:x``, ``area:y``."""
    if kind == "all":
        return Scope()
    parts = [one.partition(":") for one in named]
    if not parts:
        raise Invalid(_("Nothing is frozen yet."), fields={"scope": _("Choose what is stopped.")})
    return Scope(
        accounts=tuple(value for name, _sign, value in parts if name == "account"),
        channels=tuple(value for name, _sign, value in parts if name == "channel"),
        areas=tuple(value for name, _sign, value in parts if name == "area"),
    )


def _time(written: str) -> datetime:
    try:
        return read_time(written)
    except ValueError:
        raise Invalid(_("The time cannot be read."), _("Write it like 2026-12-01T10:30.")) from None


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 3 else 0  # noqa: PLR2004
