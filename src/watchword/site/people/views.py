"""Pages about people."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from watchword.site.audit.models import Entry
from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.kit.refusal import Invalid
from watchword.site.people import access, actions
from watchword.site.people.forms import PersonForm, SettingsForm
from watchword.site.people.models import Person, Team
from watchword.site.people.readiness import readiness_of, with_readiness
from watchword.site.people.records import COLUMNS, compared, read_people
from watchword.site.people.roles import PURPOSE, Role, all_rights


def _teams() -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in Team.objects.values_list("pk", "name")]


LISTING = Listing(
    name="people",
    title=gettext_lazy("People"),
    template="people/people.html",
    search=("given_name", "family_name", "email", "external_id", "job"),
    filters=(
        Filter("team", gettext_lazy("Team"), _teams),
        Filter(
            "grants__role",
            gettext_lazy("Role"),
            [one for one in Role.choices if one[0] not in (Role.EMPLOYEE, Role.MANAGER)],
        ),
    ),
    columns=(
        Column(
            "get_full_name", gettext_lazy("Name"), link=lambda one: reverse("person", args=[one.pk])
        ),
        Column("email", gettext_lazy("Email")),
        Column("team", gettext_lazy("Team")),
        Column("job", gettext_lazy("Job")),
        Column("reports_to", gettext_lazy("Manager")),
        Column("readiness.words", gettext_lazy("Readiness"), template="people/readiness_cell.html"),
        Column("start_date", gettext_lazy("First day")),
        Column("end_date", gettext_lazy("Last day")),
    ),
    prepare=with_readiness,
    empty=gettext_lazy(
        "Nobody is on record yet. Import a CSV file from the HR system, or add people by hand."
    ),
)


@door(access.TEAM, help="people/people")
def people(request: PersonRequest) -> HttpResponseBase:
    """Everybody, or a manager's own team."""
    return LISTING.answer(request, access.access_people(request.user))


@door(access.TEAM, help="people/person")
def person(request: PersonRequest, pk: int) -> HttpResponse:
    """One person: details, roles, history."""
    found = access.access_person(request.user, pk)
    given = {
        "person": found,
        "readiness": readiness_of([found], timezone.localdate())[found.pk],
        "is_own": found.pk == request.user.pk,
        "roles": [
            (one, one in found.roles) for one in Role if one not in (Role.EMPLOYEE, Role.MANAGER)
        ],
        "entries": Entry.objects.filter(subject=f"person:{found.external_id}")[:50]
        if may(request.user, access.SEE)
        else (),
    }
    return render(request, "people/person.html", given)


def _first(found: Person) -> dict[str, object]:
    names = (
        "external_id",
        "email",
        "given_name",
        "family_name",
        "job",
        "start_date",
        "end_date",
        "away_until",
        "location",
    )
    given: dict[str, object] = {name: getattr(found, name) for name in names}
    return given | {
        "team": found.team or "",
        "manager": found.reports_to.email if found.reports_to else "",
    }


@door(access.CHANGE, help="people/person")
def edit(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """Add or change somebody by hand."""
    found = access.access_person(request.user, pk) if pk else None
    form = PersonForm(request.POST or None, initial=_first(found) if found else {})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.save_person(request.user, found, **form.fields_of())
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Kept."))
            return redirect("person", pk=made.pk)
    return render(
        request,
        "people/edit.html",
        {"form": form, "person": found},
        status=422 if form.errors else 200,
    )


@door(access.GRANT)
@require_POST
def roles(request: PersonRequest, pk: int) -> HttpResponse:
    """Give and take roles."""
    found = access.access_person(request.user, pk)
    wanted = {Role(one) for one in request.POST.getlist("role") if one in Role.values}
    with transaction.atomic():  # all of them, or none
        for role in Role:
            if role in (Role.EMPLOYEE, Role.MANAGER):
                continue
            if role in wanted and role not in found.roles:
                actions.give_role(request.user, found, role)
            elif role not in wanted and role in found.roles:
                actions.take_role(request.user, found, role)
    messages.success(request, _("The roles are kept."))
    return redirect("person", pk=pk)


def _previewed(signed: str) -> bytes:
    """The file that was shown before; nothing else can be imported in its place.

    Raises:
        Invalid: It is not what was shown, or was shown more than an hour ago.
    """
    try:
        return base64.b64decode(signing.loads(signed, salt="people-import", max_age=3_600))
    except (signing.BadSignature, ValueError):
        raise Invalid(
            _("This preview has ended, or was changed on its way."), _("Choose the file again.")
        ) from None


@door(access.CHANGE, help="people/import")
def import_(request: PersonRequest) -> HttpResponse:
    """A CSV file: what it would change first, then the change."""
    if request.method != "POST":
        return render(request, "people/import.html", {"columns": ",".join(COLUMNS)})
    if "signed" in request.POST:
        body = _previewed(request.POST["signed"])
        rows, skipped, _ignored = read_people(body)
        done = actions.apply_people(
            request.user, rows, skipped, end_missing="end_missing" in request.POST
        )
        said = _("%(new)d added, %(changed)d changed, %(same)d as they were.")
        messages.success(
            request,
            said % {"new": len(done.new), "changed": len(done.changed), "same": done.unchanged},
        )
        return redirect("people")
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid(_("Choose a CSV file."))
    body = upload.read()
    rows, skipped, ignored = read_people(body)
    given = {
        "found": compared(rows, skipped, ignored),
        "signed": signing.dumps(
            base64.b64encode(body).decode(), salt="people-import", compress=True
        ),
        "name": upload.name,
    }
    return render(request, "people/preview.html", given)


@door(access.OWN, help="people/settings")
def own_settings(request: PersonRequest) -> HttpResponse:
    """Language and time zone."""
    first = {"language": request.user.language or "en", "zone": request.user.timezone}
    form = SettingsForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        actions.save_settings(request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("own-settings")
    return render(request, "people/settings.html", {"form": form})


@door(access.SEE_RIGHTS, help="people/rights")
def rights(request: PersonRequest) -> HttpResponse:
    """What each role may do: the table that the product itself obeys."""
    table = [(one, [role in one.roles for role in Role]) for one in all_rights()]
    roles_ = [(role, PURPOSE[role]) for role in Role]
    return render(request, "people/rights.html", {"roles": roles_, "table": table})


@door(access.OWN, help="people/second-factor")
def second_factor_needed(request: PersonRequest) -> HttpResponse:
    """A role asks for a second factor, and there is none yet."""
    return render(request, "people/second_factor_needed.html")
