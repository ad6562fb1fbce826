"""What is given about reviews and contacts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.forms import Form


class ReviewForm(Form):
    """A review that changes nothing."""

    because = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=3_000,
        label=_("What was looked at, and why nothing changes"),
    )
    next_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
        label=_("Next review by"),
        help_text=_("Left empty, as often as the policy says."),
    )


class ContactForm(Form):
    """Whether a contact is right."""

    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        required=False,
        label=_("What is right now"),
        help_text=_("Only if something has changed: who, where, for what."),
    )
