"""What is given about training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.forms import Form
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.training import actions
from watchword.site.training.actions.writing import Written
from watchword.site.training.models import OwnModule
from watchword.site.training.modules import Module

MOST_QUESTIONS = 40


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


class ModuleForm(Form):
    """What a module says."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(max_length=200, label=_("Title"))
    minutes = forms.IntegerField(
        min_value=0, max_value=600, initial=10, label=_("Minutes that it takes")
    )
    pass_mark = forms.IntegerField(
        min_value=0, max_value=MOST_QUESTIONS, initial=0, label=_("Right answers that it takes")
    )
    opening = forms.CharField(
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Before the material"),
        help_text=_("For whom it is, and what they can do afterwards. Markdown."),
    )
    material = forms.CharField(
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        label=_("Material"),
        help_text=_(
            "Markdown. Write [medium 1] alone on a line where the first picture, video or link stands."
        ),
    )

    @staticmethod
    def first(held: OwnModule | None) -> dict[str, Any]:
        """What the form shows at first."""
        if held is None:
            return {"version": 0, "minutes": 10, "pass_mark": 0, "questions": []}
        names = ("version", "title", "minutes", "pass_mark", "opening", "material")
        questions = [{**one, "wrong": "\n".join(one["wrong"])} for one in held.questions]
        return {name: getattr(held, name) for name in names} | {"questions": questions}

    def written(self, questions: list[dict[str, object]]) -> Written:
        """What was written."""
        given = self.cleaned_data
        names = ("title", "minutes", "pass_mark", "opening", "material")
        return Written(questions=questions, **{name: given[name] for name in names})


class QuestionForm(Form):
    """One question."""

    words = forms.CharField(required=False, max_length=500, label=_("Question"))
    right = forms.CharField(required=False, max_length=500, label=_("Right answer"))
    wrong = forms.CharField(
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Wrong answers, one a line"),
    )
    rule = forms.CharField(
        required=False, max_length=60, label=_("Rule that it is about"), help_text=_("HB-408")
    )

    def clean(self) -> dict[str, Any]:
        """A question is whole or empty."""
        given: dict[str, Any] = self.cleaned_data
        filled = [name for name in ("words", "right", "wrong", "rule") if given.get(name)]
        if filled and len(filled) < 4:  # noqa: PLR2004 - all of them
            raise forms.ValidationError(
                _("A question needs its words, a right answer, a wrong one and its rule.")
            )
        return given


Questions = forms.formset_factory(
    QuestionForm, extra=2, max_num=MOST_QUESTIONS, validate_max=True, absolute_max=60
)


def asked_of(questions: forms.BaseFormSet[QuestionForm]) -> list[dict[str, object]]:
    """The questions that are whole; emptied ones are taken out."""
    return [
        {
            "words": one["words"].strip(),
            "right": one["right"].strip(),
            "wrong": [line.strip() for line in one["wrong"].splitlines() if line.strip()],
            "rule": one["rule"].strip().upper(),
        }
        for one in (form.cleaned_data for form in questions.forms)
        if one.get("words")
    ]


class MediumForm(Form):
    """A picture, a video or a link."""

    def add(self, actor: Person, module: OwnModule) -> None:
        """Add it to a module."""
        raise NotImplementedError


class PictureForm(MediumForm):
    """A picture."""

    file = forms.FileField(
        label=_("Picture"), help_text=_("PNG, JPEG, WebP or GIF, 10 MB at most.")
    )
    words = forms.CharField(
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("What it shows, for those who do not see it"),
    )

    def add(self, actor: Person, module: OwnModule) -> None:
        """Add it to a module."""
        given = self.cleaned_data
        actions.add_picture(actor, module, given["file"], words=given["words"])


class VideoForm(MediumForm):
    """A video."""

    file = forms.FileField(label=_("Video"), help_text=_("MP4 or WebM, 250 MB at most."))
    words = forms.CharField(max_length=300, label=_("Title"))
    captions = forms.FileField(
        required=False, label=_("Captions"), help_text=_("A WebVTT file (.vtt), 500 KB at most.")
    )
    is_silent = forms.BooleanField(required=False, label=_("Nobody speaks in it"))

    def add(self, actor: Person, module: OwnModule) -> None:
        """Add it to a module."""
        given = self.cleaned_data
        actions.add_video(
            actor,
            module,
            given["file"],
            words=given["words"],
            captions=given["captions"],
            is_silent=given["is_silent"],
        )


class LinkForm(MediumForm):
    """A link to a video elsewhere."""

    address = forms.URLField(max_length=500, assume_scheme="https", label=_("Address"))
    words = forms.CharField(max_length=300, label=_("Title"))
    has_captions = forms.BooleanField(required=False, label=_("The video has captions"))

    def add(self, actor: Person, module: OwnModule) -> None:
        """Add it to a module."""
        given = self.cleaned_data
        actions.add_link(actor, module, **given)


MEDIA: dict[str, type[MediumForm]] = {
    "picture": PictureForm,
    "video": VideoForm,
    "link": LinkForm,
}
