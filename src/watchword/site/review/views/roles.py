"""Who approves: the roles that the policy asks, who holds them, deputies, and those outside."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.forms import Form
from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Person
from watchword.site.review import access, actions
from watchword.site.review.roles import roles_held

_DAY = forms.DateInput(attrs={"type": "date"})


class AppointForm(Form):
    """Who holds a role, or stands in for its holder."""

    role = forms.CharField(
        max_length=100,
        widget=forms.TextInput(attrs={"list": "roles", "autocomplete": "off"}),
        label=_("Role"),
        help_text=_("As the policy names it."),
    )
    person = forms.EmailField(max_length=254, label=_("Address of the person"))
    deputy_for = forms.EmailField(
        max_length=254, required=False, label=_("As deputy for"), help_text=_("Their address.")
    )
    until = forms.DateField(widget=_DAY, required=False, label=_("Last day"))

    def clean_person(self) -> Person:
        """The person of this address."""
        return _person(self.cleaned_data["person"])

    def clean_deputy_for(self) -> Person | None:
        """The person of this address, if one is given."""
        given = self.cleaned_data["deputy_for"]
        return _person(given) if given else None


class OutsiderForm(Form):
    """Somebody outside who is asked by a signed link."""

    role = forms.CharField(
        max_length=100,
        widget=forms.TextInput(attrs={"list": "roles", "autocomplete": "off"}),
        label=_("Role"),
        help_text=_("As the policy names it."),
    )
    name = forms.CharField(max_length=150, label=_("Name"))
    organisation = forms.CharField(max_length=200, label=_("Organisation"))
    email = forms.EmailField(max_length=254, label=_("Address"))
    until = forms.DateField(widget=_DAY, required=False, label=_("Last day"))


@door(access.APPOINT, help="review/approvers")
def approvers(request: PersonRequest) -> HttpResponse:
    """Every role with its holders."""
    return _page(request, AppointForm(auto_id="a-%s"), OutsiderForm(auto_id="o-%s"))


@door(access.APPOINT, help="review/approvers")
@require_POST
def appoint(request: PersonRequest) -> HttpResponse:
    """Appoint a holder or a deputy."""
    form = AppointForm(request.POST, auto_id="a-%s")
    if form.is_valid():
        try:
            actions.appoint(request.user, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Appointed, and on record."))
            return redirect("approvers")
    return _page(request, form, OutsiderForm(auto_id="o-%s"))


@door(access.APPOINT, help="review/approvers")
@require_POST
def name_outsider(request: PersonRequest) -> HttpResponse:
    """Name somebody outside."""
    form = OutsiderForm(request.POST, auto_id="o-%s")
    if form.is_valid():
        try:
            actions.name_outsider(request.user, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("They get a link with each post that asks this role."))
            return redirect("approvers")
    return _page(request, AppointForm(auto_id="a-%s"), form)


@door(access.APPOINT)
@require_POST
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End an appointment."""
    actions.end_appointment(request.user, access.access_appointment(request.user, pk))
    messages.success(request, _("It is ended."))
    return redirect("approvers")


@door(access.APPOINT)
@require_POST
def end_outsider(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask somebody outside no longer."""
    actions.end_outsider(request.user, access.access_outsider(request.user, pk))
    messages.success(request, _("They are asked no longer; their links are closed."))
    return redirect("approvers")


def _page(request: PersonRequest, form: AppointForm, outsider: OutsiderForm) -> HttpResponse:
    edition = access_in_force(request.user)
    given = {
        "form": form,
        "outsider_form": outsider,
        "roles": roles_held(policy_of(edition), timezone.localdate()) if edition else [],
    }
    failed = form.errors or outsider.errors
    return render(request, "review/approvers.html", given, status=422 if failed else 200)


def _person(address: str) -> Person:
    here = Person.objects.here(timezone.localdate())
    found = here.filter(email__iexact=address).first()
    if found is None:
        raise forms.ValidationError(_("Nobody here has the address %(a)s."), params={"a": address})
    return found
