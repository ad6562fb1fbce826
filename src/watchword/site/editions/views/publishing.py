"""Pages on which a draft becomes an edition."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from watchword.site.editions import access, actions, queries
from watchword.site.editions.changes import Change
from watchword.site.editions.checklist import checklist
from watchword.site.editions.folder import problems_of
from watchword.site.editions.forms import (
    ApprovalForm,
    DecisionForm,
    NoticeForm,
    PublishForm,
    TermsForm,
)
from watchword.site.editions.models import ApprovalTerms, Edition, Materiality
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.forms import Form
from watchword.site.kit.refusal import Invalid, NotThere


@door(access.READ_DRAFT, help="editions/changes")
def changes(request: PersonRequest, pk: int) -> HttpResponse:
    """Rule by rule: old and new, what it is, what it asks."""
    draft = access.access_edition(request.user, pk)
    return _changes_page(request, draft)


def _changes_page(
    request: PersonRequest, draft: Edition, wrong: DecisionForm | None = None, rule: str = ""
) -> HttpResponse:
    problems = problems_of(draft)
    found = (
        ()
        if problems
        else queries.with_posts(draft, queries.draft_changes(draft, timezone.localdate()))
    )
    given = {
        "edition": draft,
        "problems": problems,
        "changes": [(one, wrong if wrong and one.rule_id == rule else _form(one)) for one in found],
        "undecided": sum(one.decision is None for one in found),
        "asked": None if problems else queries.asked_again(draft, found, timezone.localdate()),
    }
    return render(request, "editions/changes.html", given, status=422 if wrong else 200)


def _form(change: Change) -> DecisionForm:
    made = change.decision
    first = {
        "materiality": made.materiality if made else change.proposal,
        "sentence": made.sentence if made else change.sentence,
        "why": made.why if made else "",
        "asks_again": made.asks_again if made else change.proposal == Materiality.NEW_DUTY,
        "loosening": made.loosening if made else "",
        "approver": made.approver if made else "",
    }
    return _fitted(DecisionForm(initial=first, prefix=change.rule_id), change)


def _fitted(form: DecisionForm, change: Change) -> DecisionForm:
    """The form without what is asked only of a rule that became looser."""
    if not change.is_looser:
        del form.fields["loosening"], form.fields["approver"]
    return form


@door(access.DECIDE)
@require_POST
def decide(request: PersonRequest, pk: int, rule: str) -> HttpResponse:
    """Decide what the change of one rule asks."""
    draft = access.access_edition(request.user, pk)
    found = {one.rule_id: one for one in queries.draft_changes(draft, timezone.localdate())}
    if rule not in found:
        raise NotThere(_("This rule does not change."))
    form = _fitted(DecisionForm(request.POST, prefix=rule), found[rule])
    if form.is_valid():
        try:
            actions.decide_change(request.user, draft, found[rule], **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            return redirect(f"{reverse('draft-changes', args=[pk])}#{rule}")
    return _changes_page(request, draft, form, rule)


@door(access.READ_DRAFT, help="editions/publish")
def publish(request: PersonRequest, pk: int) -> HttpResponse:
    """The checklist, the notice, the approvals, and the button."""
    draft = access.access_edition(request.user, pk)
    form = PublishForm(
        request.POST or None,
        initial={"effective_on": timezone.localdate(), "digest": draft.digest},
    )
    if request.method == "POST" and form.is_valid():
        reasons = {
            name.removeprefix("override-"): str(words)
            for name, words in request.POST.items()
            if name.startswith("override-")
        }
        try:
            made = actions.publish_edition(
                request.user, draft, **form.cleaned_data, overrides=reasons
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("%(edition)s is published.") % {"edition": made})
            return redirect("policy-home")
    return _publish_page(request, draft, form=form)


def _publish_page(request: PersonRequest, draft: Edition, **forms: Form) -> HttpResponse:
    """The page with its three forms; those that were filled in wrongly keep their words."""
    items = checklist(draft) if draft.is_draft else ()
    today = timezone.localdate()
    given = {
        "edition": draft,
        "items": items,
        "is_ready": all(one.is_met or one.may_override for one in items),
        "form": PublishForm(initial={"effective_on": today, "digest": draft.digest}),
        "notice": NoticeForm(initial={"words": draft.notice}, auto_id="notice-%s"),
        "approval": ApprovalForm(initial={"digest": draft.digest}, auto_id="approval-%s"),
        "approvals": draft.approvals.select_related("person"),
    } | forms
    wrong = any(one.errors for one in forms.values())
    return render(request, "editions/publish.html", given, status=422 if wrong else 200)


@door(access.APPROVE)
@require_POST
def approve(request: PersonRequest, pk: int) -> HttpResponse:
    """Say yes or no to a draft."""
    draft = access.access_edition(request.user, pk)
    form, answer = ApprovalForm(request.POST, auto_id="approval-%s"), request.POST.get("answer")
    if answer not in ("yes", "no"):
        raise Invalid(_("Say yes or no."))
    if form.is_valid():
        try:
            actions.approve_draft(request.user, draft, is_yes=answer == "yes", **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            return redirect("draft-publish", pk=pk)
    return _publish_page(request, draft, approval=form)


@door(access.PUBLISH)
@require_POST
def notice(request: PersonRequest, pk: int) -> HttpResponse:
    """Write the notice."""
    draft = access.access_edition(request.user, pk)
    form = NoticeForm(request.POST, auto_id="notice-%s")
    if not form.is_valid():
        return _publish_page(request, draft, notice=form)
    actions.write_notice(request.user, draft, words=form.cleaned_data["words"])
    messages.success(request, _("The notice is kept."))
    return redirect("draft-publish", pk=pk)


@door(access.SET_TERMS, help="editions/approval-terms")
def approval_terms(request: PersonRequest) -> HttpResponse:
    """How many approvers, and who must be among them."""
    found = ApprovalTerms.objects.filter(pk=1).first()
    first = {"quorum": found.quorum, "named": found.named.all()} if found else {"quorum": 1}
    form = TermsForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.set_approval_terms(request.user, quorum=given["quorum"], named=list(given["named"]))
        messages.success(request, _("Kept."))
        return redirect("approval-terms")
    status = 422 if form.errors else 200
    return render(request, "editions/approval_terms.html", {"form": form}, status=status)
