"""Forms as every page shows them: label, help, errors beside the field and summed up above."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.forms.boundfield import BoundField

from watchword.site.kit.refusal import Invalid

_LOOK = {
    forms.CheckboxInput: "form-check-input",
    forms.RadioSelect: "form-check-input",
    forms.CheckboxSelectMultiple: "form-check-input",
    forms.Select: "form-select",
    forms.HiddenInput: "",
}


class Form(forms.Form):
    """A form in the site's look; ``{{ form }}`` draws it whole."""

    template_name = "kit/form.html"
    template_name_div = "kit/form.html"

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            look = next(
                (name for kind, name in _LOOK.items() if type(field.widget) is kind), "form-control"
            )
            if look:
                field.widget.attrs.setdefault("class", look)

    def take(self, refusal: Invalid) -> None:
        """Show what an action refused, beside the fields that it is about."""
        for name, words in refusal.fields.items():
            self.add_error(name if name in self.fields else None, str(words))
        if not refusal.fields:
            self.add_error(None, f"{refusal.words} {refusal.remedy}".strip())

    @property
    def shown_fields(self) -> Iterable[BoundField]:
        """Fields that people see."""
        return self.visible_fields()
