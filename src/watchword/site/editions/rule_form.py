"""One rule as a form, over the same file that stands in the folder."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.utils.translation import gettext_lazy as _

from watchword.base.header import read_header, write_scalar
from watchword.policy.header import Status
from watchword.site.editions.pagefile import PageFile, taken_apart
from watchword.site.kit.forms import Form
from watchword.terms.finding import Action, Severity

PLAIN = ("title", "status", "severity", "action", "approver", "message", "fix", "when", "unless")
"""Keys with one value, shown without the quotes that the file may need."""
NESTED = ("applies", "check", "rests_on")
"""Keys with more below them, shown as written."""

UNWRITTEN = "To be written."
"""What stands where nobody has written yet; the form shows nothing there."""

_STATUS = {
    Status.DRAFT: _("draft"),
    Status.SHADOW: _("on trial: counts, shows nobody"),
    Status.ACTIVE: _("in force"),
    Status.RETIRED: _("retired"),
}
_ACTION = {
    Action.NOTE: _("note: a thought, nothing stops"),
    Action.WARN: _("warn: better change it"),
    Action.HOLD: _("hold: somebody decides"),
    Action.BLOCK: _("block: does not go out"),
}
_SEVERITY = {
    Severity.NOTE: _("note"),
    Severity.LOW: _("low"),
    Severity.MEDIUM: _("medium"),
    Severity.HIGH: _("high"),
    Severity.CRITICAL: _("critical"),
}


def _area(rows: int, **more: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **more})


class WantedField(forms.CharField):
    """May be empty while one writes, but not for good; so it is not called a matter of liking."""

    is_wanted = True


class RuleForm(Form):
    """One rule: first what people read, then what the machine decides by."""

    title = forms.CharField(max_length=200, label=_("Title"))
    rule = forms.CharField(widget=_area(3), label=_("The rule: one duty, at most 40 words"))
    why = WantedField(
        widget=_area(4), required=False, label=_("Why: the harm it prevents, or the good it does")
    )
    examples = forms.CharField(
        widget=_area(12), required=False, label=_("Examples"),
        help_text=_("A heading such as '### Bad: too many' or '### Good: five', then the post behind '>'. 'Finds:' names the words that must be found."),
    )  # fmt: skip
    status = forms.ChoiceField(
        choices=[(one.value, words) for one, words in _STATUS.items()],
        required=False,
        label=_("Status"),
    )
    action = forms.ChoiceField(
        choices=[("", "-"), *((one.value, words) for one, words in _ACTION.items())],
        required=False,
        label=_("What happens to a draft"),
    )
    severity = forms.ChoiceField(
        choices=[("", "-"), *((one.value, words) for one, words in _SEVERITY.items())],
        required=False,
        label=_("How bad a breach is"),
    )
    approver = forms.CharField(
        required=False, max_length=100, label=_("Who may let a held draft go")
    )
    message = forms.CharField(widget=_area(2), required=False, label=_("What its author is told"))
    fix = forms.CharField(widget=_area(2), required=False, label=_("What to do instead"))
    check = forms.CharField(
        widget=_area(6, spellcheck="false"),
        required=False,
        strip=False,
        label=_("The check"),
        help_text=_("As in the file. Empty: the rule is kept by people."),
    )
    applies = forms.CharField(
        widget=_area(4, spellcheck="false"),
        required=False,
        strip=False,
        label=_("Where it applies"),
    )
    when = forms.CharField(required=False, label=_("Only when"))
    unless = forms.CharField(required=False, label=_("Not when"))
    rests_on = forms.CharField(widget=_area(2), required=False, strip=False, label=_("Rests on"))


def first_values(text: str) -> dict[str, str]:
    """What the form shows of a page."""
    page = taken_apart(text)
    found = {name: _plain(name, page.key(name)) for name in PLAIN}
    found |= {name: page.key(name) for name in NESTED}
    found["rule"] = page.section(_duty(page))
    why = page.section("Why")
    found["why"] = "" if why == UNWRITTEN else why
    return found | {"examples": page.section("Examples")}


def written(text: str, values: dict[str, str]) -> str:
    """A page with what the form holds; parts that did not change stay as they are, to the byte."""
    page = taken_apart(text)
    for name in PLAIN:
        value = values.get(name, "").replace("\r\n", "\n").strip()
        if name in values and value != _plain(name, page.key(name)):
            page.set_key(name, write_scalar(value) if value else "")
    for name in NESTED:
        if name in values:
            page.set_key(name, values[name])
    for name, heading in (("rule", _duty(page)), ("why", "Why"), ("examples", "Examples")):
        is_left = not values.get(name, "").strip() and page.section(heading) == UNWRITTEN
        if name in values and not is_left:
            page.set_section(heading, values[name])
    return str(page)


def is_rule(path: str) -> bool:
    """Whether a page holds a rule or guideline."""
    return path.startswith(("rules/", "guidelines/")) and path.endswith(".md")


def _duty(page: PageFile) -> str:
    return "Guideline" if page.section("Guideline") else "Rule"


def _plain(name: str, value: str) -> str:
    """A value as people read it, without quotes; as written where it cannot be read."""
    node, problems = read_header(f"{name}: {value}" if value else "", Path(name))
    if problems or not isinstance(node.value, dict) or name not in node.value:
        return value
    found = node.value[name].value
    return found.strip() if isinstance(found, str) else value
