"""Check a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from watchword.channels.base import channel_names
from watchword.site.crisis.advice import advice_on
from watchword.site.crisis.queries import site_facts
from watchword.site.editions.access import access_in_force
from watchword.site.editions.folder import policy_of
from watchword.site.handbook.actions import ask as ask_owner
from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import Invalid, NotThere
from watchword.site.people.roles import SPEAKS
from watchword.site.review import access
from watchword.site.review.checking import LONGEST, MOST_PICTURES, Draft, check_draft, yes_no_facts
from watchword.site.waivers.queries import in_force_for


def _draft(request: PersonRequest) -> Draft:
    given = request.POST
    text = given.get("text", "").replace("\r\n", "\n")
    if len(text) > LONGEST:
        raise Invalid(_("The text is longer than any network takes."), _("Check a part of it."))
    count = given.get("pictures", "0")
    number = min(int(count), MOST_PICTURES) if count.isdecimal() and len(count) < 4 else 0  # noqa: PLR2004
    return Draft(
        text=text,
        account="official" if given.get("account") == "official" else "personal",
        channel=given.get("channel", ""),
        pictures=tuple(given.get(f"alt-{at}", "")[:2_000] for at in range(number)),
        yes=tuple(given.getlist("yes")),
    )


@door(access.CHECK, help="review/check")
@sensitive_post_parameters()
def check(request: PersonRequest) -> HttpResponse:
    """The text, the findings beside it; the whole page, or the findings as one types."""
    edition = access_in_force(request.user)
    if edition is None:
        return render(request, "handbook/none.html")
    policy = policy_of(edition)
    draft = _draft(request) if request.method == "POST" else Draft(text="")
    waivers = in_force_for(request.user, timezone.localdate())
    given = {
        "edition": edition,
        "draft": draft,
        "checked": check_draft(policy, request.user, draft, waivers, site_facts())
        if draft.text.strip()
        else None,
        "advised": advice_on(draft.text, timezone.now()) if draft.account == "personal" else [],
        "channels": channel_names(),
        "facts": yes_no_facts(policy),
        "speaks": bool(request.user.roles & SPEAKS),
        "numbers": range(len(draft.pictures)),
    }
    part = request.headers.get("X-Part") == "findings"
    answer = render(request, "review/findings.html" if part else "review/check.html", given)
    answer["Cache-Control"] = "no-store"
    return answer


@door(access.CHECK)
@require_POST
@sensitive_post_parameters()
def ask(request: PersonRequest) -> HttpResponse:
    """Ask a person: only now is the text kept, as part of the question."""
    edition = access_in_force(request.user)
    draft = _draft(request)
    if edition is None or not draft.text.strip():
        raise NotThere
    words = _("May I post this from %(account)s?\n\n%(text)s") % {
        "account": _("an official account") if draft.account == "official" else _("my own account"),
        "text": draft.text[:1_800],
    }
    ask_owner(request.user, edition, words=words)
    messages.success(
        request,
        _("Your question is with the owner of the policy. The answer comes here and by mail."),
    )
    return redirect("questions")
