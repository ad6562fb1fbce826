"""What is asked when a site is first opened."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from watchword.channels.base import channel, channel_names
from watchword.site.kit.forms import Form
from watchword.site.organisation.models import Organisation, Sector, Size

DAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
_OFFICE = ["09:00", "17:00"]
USUAL_HOURS: tuple[list[str] | None, ...] = (*[_OFFICE] * 5, None, None)
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*(?:-|–|to)\s*([01]\d|2[0-3]):([0-5]\d)")


class OrganisationForm(Form):
    """Whose site it is."""

    name = forms.CharField(max_length=120, label=_("Name of the organisation"))
    sector = forms.ChoiceField(choices=Sector, widget=forms.RadioSelect, label=_("What it is"))
    size = forms.ChoiceField(
        choices=[("", _("rather not say")), *Size.choices], required=False, label=_("How large")
    )
    networks = forms.MultipleChoiceField(
        choices=lambda: [(one, channel(one).title) for one in channel_names()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Networks that it posts on"),
    )
    languages = forms.CharField(
        max_length=200,
        required=False,
        label=_("Languages that it speaks to the public in"),
        help_text=_("Tags with commas between: en-GB, cy. The first is the policy's own."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for at, day in enumerate(DAYS):
            self.fields[f"hours_{at}"] = forms.CharField(
                required=False,
                max_length=20,
                label=day,
                widget=forms.TextInput(
                    attrs={"class": "form-control", "placeholder": "09:00-17:00"}
                ),
            )

    @property
    def about(self) -> list[forms.BoundField]:
        """All fields but the hours."""
        return [one for one in self.visible_fields() if not one.name.startswith("hours_")]

    @property
    def hours(self) -> list[forms.BoundField]:
        """A field a day."""
        return [one for one in self.visible_fields() if one.name.startswith("hours_")]

    def clean_languages(self) -> list[str]:
        """Tags in the order given, each once."""
        tags = [one for one in re.split(r"[\s,;]+", self.cleaned_data["languages"]) if one]
        for one in tags:
            if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}", one, re.ASCII):
                words = _("%(tag)s is no language tag; write en-GB, cy, de.")
                raise forms.ValidationError(words, params={"tag": one})
        return list(dict.fromkeys(tags))

    def clean(self) -> dict[str, object]:
        """All of it, the hours as pairs by day."""
        given = super().clean() or {}
        given["hours"] = [self._day(at, str(given.pop(f"hours_{at}", "") or "")) for at in range(7)]
        return given

    def _day(self, at: int, written: str) -> list[str] | None:
        if not written.strip():
            return None
        found = _HOURS.fullmatch(written.strip())
        if not found:
            self.add_error(f"hours_{at}", _("Write 09:00-17:00, or nothing for a closed day."))
            return None
        opens, closes = f"{found[1]}:{found[2]}", f"{found[3]}:{found[4]}"
        if opens >= closes:
            self.add_error(f"hours_{at}", _("The day closes before it opens."))
        return [opens, closes]


def first_values(organisation: Organisation | None) -> dict[str, object]:
    """What the form shows at first."""
    hours = organisation.hours if organisation else list(USUAL_HOURS)
    days = {f"hours_{at}": "-".join(day) if day else "" for at, day in enumerate(hours)}
    if organisation is None:
        return {"languages": "en-GB", **days}
    return {
        "name": organisation.name,
        "sector": organisation.sector,
        "size": organisation.size,
        "networks": organisation.networks,
        "languages": ", ".join(organisation.languages),
        **days,
    }
