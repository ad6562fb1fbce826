"""What people give about the policy."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchword.site.editions.access import APPROVE
from watchword.site.editions.models import Materiality
from watchword.site.kit.forms import Form
from watchword.site.people.models import Person


class DecisionForm(Form):
    """What the change of one rule asks of people."""

    materiality = forms.ChoiceField(
        choices=Materiality.choices, widget=forms.RadioSelect, label=_("What this change is")
    )
    sentence = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=600,
        label=_("In the key changes"),
        help_text=_(
            "One sentence that everybody understands. Leave it empty for an editorial change."
        ),
    )
    why = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=600,
        label=_("Why it changed"),
    )
    asks_again = forms.BooleanField(
        required=False, label=_("Those whom it concerns acknowledge again")
    )
    loosening = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=600,
        label=_("Why it may ask for less"),
    )
    approver = forms.CharField(required=False, max_length=200, label=_("Who approved that"))


class ApprovalForm(Form):
    """A yes or no."""

    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2_000,
        label=_("Your words"),
        help_text=_("A no needs a reason; a yes may have one."),
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


def _approvers() -> QuerySet[Person]:
    here = Person.objects.here(timezone.localdate())
    return here.filter(grants__role__in=APPROVE.roles).distinct().order_by("family_name")


class TermsForm(Form):
    """Who must approve."""

    quorum = forms.IntegerField(
        min_value=1, max_value=20, label=_("How many people say yes, at least")
    )
    named = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Nothing is published without the yes of"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["named"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = _approvers()


class NoticeForm(Form):
    """What people are told."""

    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=5_000,
        label=_("Notice"),
    )


class PublishForm(Form):
    """The last step."""

    effective_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}), label=_("In force from")
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class TranslationForm(Form):
    """One rule in another language."""

    title = forms.CharField(max_length=200, label=_("Title"))
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), max_length=5_000, label=_("The rule")
    )
    why = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5_000,
        required=False,
        label=_("Why"),
        help_text=_("Left empty, the reason is shown in the policy's own language."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
