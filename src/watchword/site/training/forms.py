"""What is given about training."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.forms import Form
from watchword.site.people.roles import Role
from watchword.site.training.modules import Module


class PlanForm(Form):
    """Who learns which module."""

    module = forms.ChoiceField(label=_("Module"))
    role = forms.ChoiceField(
        choices=[("", _("any role")), *Role.choices],
        required=False,
        label=_("For everybody with the role"),
    )
    job = forms.CharField(
        required=False,
        max_length=100,
        label=_("Or with the job"),
        help_text=_("As in the list of people: charge nurse."),
    )
    days_to_learn = forms.IntegerField(
        min_value=1, max_value=365, initial=30, label=_("Days to learn it")
    )
    again_after_days = forms.IntegerField(
        min_value=30, max_value=3650, initial=365, required=False, label=_("Again after days")
    )

    def __init__(self, *args: object, modules: Sequence[Module], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].choices = [(one.name, one.title) for one in modules]  # type: ignore[attr-defined]
