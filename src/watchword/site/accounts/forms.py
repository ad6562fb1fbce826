"""What is given about accounts."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.forms import Form
from watchword.site.people.models import Person


class SeatsForm(Form):
    """Who writes for an account."""

    people = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5_000,
        required=False,
        label=_("Who writes for it"),
        help_text=_("Their addresses, one a line."),
    )
    area = forms.CharField(
        max_length=100,
        required=False,
        label=_("Site or service that it speaks for"),
        help_text=_("A freeze can stop one of them alone."),
    )

    def clean_people(self) -> list[Person]:
        """The people of these addresses."""
        written = [one.strip().lower() for one in self.cleaned_data["people"].splitlines()]
        found = []
        for address in filter(None, written):
            person = Person.objects.here(timezone.localdate()).filter(email__iexact=address).first()
            if person is None:
                raise forms.ValidationError(
                    _("Nobody here has the address %(a)s."), params={"a": address}
                )
            found.append(person)
        return found


class JoinForm(Form):
    """What a network gave."""

    server = forms.URLField(
        max_length=300,
        assume_scheme="https",
        label=_("Server"),
        help_text=_("For instance https://bsky.social or https://mastodon.example."),
    )
    identity = forms.CharField(
        max_length=300, required=False, label=_("Name there"), help_text=_("Bluesky: the handle.")
    )
    secret = forms.CharField(
        max_length=2_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        label=_("App password or token"),
        help_text=_("Kept encrypted; never shown again, not even to you."),
    )
