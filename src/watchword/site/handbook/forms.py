"""What people ask and answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.forms import Form


class AskForm(Form):
    """A question."""

    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        label=_("Your question"),
        help_text=_(
            "It goes to the owner of the policy. If the answer helps others, it is published without your name."
        ),
    )
    rule = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class AnswerForm(Form):
    """An answer."""

    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), max_length=5_000, label=_("Your answer")
    )
    is_public = forms.BooleanField(
        required=False, label=_("Show question and answer to everybody, without the asker's name")
    )
