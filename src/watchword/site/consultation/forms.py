"""What is given about a consultation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from watchword.site.consultation.models import Disposition
from watchword.site.kit.forms import Form

_DATE = forms.DateInput(attrs={"type": "date"})


class RoundForm(Form):
    """A round."""

    title = forms.CharField(
        max_length=200,
        label=_("Title"),
        help_text=_("As it stands in the mails: Social media policy, edition 2."),
    )
    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), max_length=3_000, label=_("What you ask for"),
        help_text=_("Why the policy changes, and what you would like to hear about."),
    )  # fmt: skip
    opens_on = forms.DateField(widget=_DATE, label=_("First day"))
    closes_on = forms.DateField(widget=_DATE, label=_("Last day"))


class InviteForm(Form):
    """Somebody to be asked."""

    group = forms.CharField(
        max_length=120,
        label=_("Group"),
        help_text=_("Team leads, a union, data protection, equality..."),
    )
    name = forms.CharField(max_length=200, label=_("Name"))
    email = forms.EmailField(label=_("Email"))
    may_sign = forms.BooleanField(required=False, initial=True, label=_("Speaks for the group"))


class DispositionForm(Form):
    """An answer to a comment."""

    outcome = forms.ChoiceField(choices=Disposition.Outcome.choices, label=_("Answer"))
    because = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), max_length=3_000, label=_("Because")
    )


class CommentForm(Form):
    """A comment."""

    words = forms.CharField(max_length=5_000)
    rule = forms.CharField(max_length=60, required=False)
    answers = forms.IntegerField(required=False)
