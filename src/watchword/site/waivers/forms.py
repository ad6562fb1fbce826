"""What is given about a waiver."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.channels.base import channel, channel_names
from watchword.site.kit.forms import Form
from watchword.site.people.models import Person, Team

_DATE = forms.DateInput(attrs={"type": "date"})


def _here() -> QuerySet[Person]:
    return Person.objects.here(timezone.localdate())


class PersonField(forms.EmailField):
    """Somebody by their address; a list of a hundred thousand names would help nobody."""

    def clean(self, value: object) -> Person | None:
        """The person of that address."""
        address = super().clean(value)
        if not address:
            return None
        found = _here().filter(email__iexact=address).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has this address."))
        return found


class WaiverForm(Form):
    """A waiver to be asked for."""

    rule = forms.CharField(max_length=60, label=_("Rule"), help_text=_("Its id: HB-207."))
    because = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000, label=_("Why it is needed")
    )
    owner = PersonField(
        label=_("Who answers for it"), help_text=_("Their address; they are told before it ends.")
    )
    starts_on = forms.DateField(widget=_DATE, label=_("First day"))
    ends_on = forms.DateField(widget=_DATE, label=_("Last day"), help_text=_("Within a year."))
    person = PersonField(required=False, label=_("Only for this person"))
    team = forms.ModelChoiceField(
        queryset=Team.objects.all(), required=False, label=_("Only for this team")
    )
    job = forms.CharField(max_length=100, required=False, label=_("Only for this job"))
    account = forms.CharField(
        max_length=60,
        required=False,
        label=_("Only from this kind of account"),
        help_text=_("official or personal, or as the policy calls it."),
    )
    channel = forms.ChoiceField(
        choices=lambda: [("", _("any")), *((one, channel(one).title) for one in channel_names())],
        required=False,
        label=_("Only on this network"),
    )
    campaign = forms.CharField(max_length=100, required=False, label=_("Only in this campaign"))


class WordsForm(Form):
    """Why it is decided so."""

    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        required=False,
        label=_("Your words"),
        help_text=_("A refusal, and an end before the day, need a reason."),
    )
