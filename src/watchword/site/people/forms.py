"""What is given about people."""

from __future__ import annotations

import zoneinfo
from datetime import date

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.forms import Form
from watchword.site.people.models import Person, Team

_DATE = forms.DateInput(attrs={"type": "date"})


class PersonForm(Form):
    """One person."""

    external_id = forms.CharField(max_length=100, label=_("Id in the HR system"))
    email = forms.EmailField(label=_("Email"))
    given_name = forms.CharField(max_length=150, label=_("Given name"))
    family_name = forms.CharField(max_length=150, required=False, label=_("Family name"))
    team = forms.CharField(max_length=200, required=False, label=_("Team"))
    job = forms.CharField(
        max_length=100,
        required=False,
        label=_("Job"),
        help_text=_("Decides which rules apply: charge nurse, volunteer."),
    )
    manager = forms.EmailField(required=False, label=_("Manager's email"))
    start_date = forms.DateField(widget=_DATE, required=False, label=_("First day"))
    end_date = forms.DateField(widget=_DATE, required=False, label=_("Last day"))
    away_until = forms.DateField(widget=_DATE, required=False, label=_("On leave until"))
    location = forms.CharField(max_length=100, required=False, label=_("Place of work"))

    def fields_of(self) -> dict[str, object]:
        """The person's fields, team and manager found or made."""
        given = dict(self.cleaned_data)
        team, manager = given.pop("team"), given.pop("manager")
        given["team"] = Team.objects.get_or_create(name=team)[0] if team else None
        given["reports_to"] = (
            Person.objects.filter(email__iexact=manager).first() if manager else None
        )
        return given

    def clean(self) -> dict[str, object]:
        """The last day is not before the first."""
        given: dict[str, object] = super().clean() or self.cleaned_data
        first, last = given.get("start_date"), given.get("end_date")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("end_date", _("The last day is before the first."))
        return given

    def clean_manager(self) -> str:
        """The manager's address; it must be somebody's."""
        found = str(self.cleaned_data.get("manager") or "")
        if found and not Person.objects.filter(email__iexact=found).exists():
            raise forms.ValidationError(_("Nobody here has this address."))
        return found


def _zones() -> list[tuple[str, str]]:
    zones = sorted(zoneinfo.available_timezones())
    return [("", str(_("as the organisation"))), *((one, one) for one in zones)]


class SettingsForm(Form):
    """One's own settings."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language"))
    zone = forms.ChoiceField(choices=_zones, required=False, label=_("Time zone"))
