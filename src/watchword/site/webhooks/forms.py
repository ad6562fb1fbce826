"""What is given for a receiver."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.forms import Form
from watchword.site.webhooks.models import EVENTS


class ReceiverForm(Form):
    """A receiver."""

    name = forms.CharField(max_length=100, label=_("Name"))
    address = forms.CharField(
        max_length=500,
        label=_("Address"),
        widget=forms.URLInput,
        help_text=_("Where it listens: https://tools.example.org/watchword"),
    )
    deeds = forms.MultipleChoiceField(
        choices=EVENTS, widget=forms.CheckboxSelectMultiple, label=_("It is told when")
    )
    is_on = forms.BooleanField(required=False, initial=True, label=_("Tell it"))
