"""Pages of training."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from watchword.policy.model import Policy
from watchword.policy.render.html_prose import prose_html
from watchword.policy.render.prose import read_prose
from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.handbook.queries import rules_shown
from watchword.site.kit.deed import may
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.listing import Column, Filter, Listing
from watchword.site.kit.refusal import Invalid, NotThere
from watchword.site.people.models import Person
from watchword.site.people.readiness import with_readiness
from watchword.site.people.roles import Role
from watchword.site.training import access, actions, queries
from watchword.site.training.forms import PlanForm
from watchword.site.training.models import Medium, OwnModule, Plan
from watchword.site.training.modules import Module
from watchword.terms.facts import Facts

LISTING = Listing(
    name="lessons",
    title=_("Who has learned what"),
    template="training/lessons.html",
    search=("person__given_name", "person__family_name", "title", "person__team__name"),
    filters=(
        Filter("passed_at__isnull", _("State"), (("True", _("open")), ("False", _("passed")))),
    ),
    columns=(
        Column("person", _("Person")),
        Column("person.team", _("Team")),
        Column("title", _("Module")),
        Column("due_on", _("By")),
        Column("state_words", _("State")),
        Column("passed_at", _("Passed")),
        Column("valid_until", _("Lasts until")),
        Column("certificate", _("Certificate")),
        Column("readiness.words", _("Readiness"), template="people/readiness_cell.html"),
    ),
    prepare=with_readiness,
    empty=_(
        "Nobody has been asked to learn a module yet. Plan one for a role, and people stand here."
    ),
)


def _now(request: PersonRequest) -> tuple[Edition, Policy]:
    edition = access_in_force(request.user)
    if edition is None:
        raise NotThere(_("There is no edition in force yet, and so no module."))
    return edition, policy_of(edition)


def _module(policy: Policy, name: str, person: Person) -> Module:
    found = next((one for one in queries.with_own(policy) if one.name == name), None)
    if found is None and may(person, access.WRITE):  # who writes looks at it before it is open
        held = OwnModule.objects.filter(name=name).first()
        found = queries.drawn(held) if held else None
    if found is None:
        raise NotThere
    return found


def _pieces(module: Module) -> list[tuple[SafeString | None, Medium | None]]:
    """Material with its pictures and videos, in their places; a module of the folder has none."""
    media = list(Medium.objects.filter(module__name=module.name))
    return [
        (None, one) if isinstance(one, Medium) else (_prose(one), None)
        for one in queries.pieces(module.material, media)
    ]


def _prose(text: str) -> SafeString:
    made = prose_html(read_prose(text, lambda target: target, top=2), str)
    return mark_safe(str(made))  # noqa: S308 - the renderer escapes every text


@door(access.LEARN, help="training/modules")
def modules(request: PersonRequest) -> HttpResponse:
    """Every module; what I have learned; for the trainer, who learns what."""
    _edition, policy = _now(request)
    given = {
        "modules": queries.modules_shown(policy, request.user),
        "own": OwnModule.objects.all() if may(request.user, access.WRITE) else (),
        "plans": Plan.objects.all(),
        "missed": queries.most_missed(),
        "form": PlanForm(modules=queries.with_own(policy)),
    }
    return render(request, "training/modules.html", given)


@door(access.LEARN, help="training/module")
def module(request: PersonRequest, name: str) -> HttpResponse:
    """One module: material, then questions; wrong answers open the rule."""
    edition, policy = _now(request)
    found = _module(policy, name, request.user)
    wrong: tuple[str, ...] = ()
    given_answers: dict[str, str] = {}
    if request.method == "POST":
        given_answers = {
            key.removeprefix("q-"): str(value)
            for key, value in request.POST.items()
            if key.startswith("q-")
        }
        first = not request.session.get(f"tried-{name}")
        request.session[f"tried-{name}"] = True
        lesson, missed = actions.answer_module(
            request.user, found, given_answers, edition=edition, is_first_try=first
        )
        if lesson is not None:
            messages.success(request, _("You have passed. Well done."))
            return redirect("certificate", pk=lesson.pk)
        wrong = tuple(one.key for one in missed)
    asked = [one for one in found.questions if len(one.choices) > 1]
    opened = [one.rule for one in asked if one.key in wrong]
    context = {
        "module": found,
        "opening": _prose(found.opening),
        "material": _pieces(found),
        "questions": [(one, given_answers.get(one.key, ""), one.key in wrong) for one in asked],
        "rules": rules_shown(policy, Facts({}), dict.fromkeys(opened)),
        "passed": min(found.pass_mark, len(asked)),
        "lesson": access.access_own_lesson(request.user, name),
    }
    return render(request, "training/module.html", context, status=422 if wrong else 200)


@door(access.PLAN)
@require_POST
def plan(request: PersonRequest) -> HttpResponse:
    """Plan who learns a module."""
    _edition, policy = _now(request)
    form = PlanForm(request.POST, modules=queries.with_own(policy))
    if not form.is_valid():
        raise Invalid(_("Choose a module, and a role or job."))
    given = form.cleaned_data
    actions.plan_module(
        request.user,
        _module(policy, given["module"], request.user),
        role=given["role"],
        job=given["job"],
        days_to_learn=given["days_to_learn"],
        again_after_days=given["again_after_days"],
    )
    messages.success(request, _("The module is assigned to everybody whom the plan is for."))
    return redirect("training")


@door(access.PLAN)
@require_POST
def drop(request: PersonRequest, pk: int) -> HttpResponse:
    """Drop a plan."""
    actions.drop_plan(request.user, access.access_plan(request.user, pk))
    return redirect("training")


@door(access.BOARD, help="training/lessons")
def lessons(request: PersonRequest) -> HttpResponseBase:
    """Person by person; managers see their own people."""
    rows = access.access_lessons(request.user).order_by("passed_at", "due_on", "pk")
    today = timezone.localdate()
    late = rows.filter(passed_at__isnull=True, due_on__lt=today).count()
    given = {
        "late": late,
        "open": rows.filter(passed_at__isnull=True).count(),
        "passed": rows.filter(passed_at__isnull=False).count(),
        "missed": queries.most_missed() if request.user.roles & {Role.TRAINER, Role.OWNER} else (),
    }
    return LISTING.answer(request, rows, given)
