"""What is given for a token."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.forms import Form
from watchword.site.tokens.models import Scope


class TokenForm(Form):
    """A new token."""

    name = forms.CharField(
        max_length=100, label=_("What it is for"), help_text=_("The newsroom's scheduler.")
    )
    scopes = forms.MultipleChoiceField(
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        label=_("It may"),
        help_text=_("Never more than you may yourself."),
    )
    expires_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}),
        label=_("Last day"),
        help_text=_("Within a year."),
    )
