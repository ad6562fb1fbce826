"""Pages about one's own tokens."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.refusal import Invalid
from watchword.site.tokens import access, actions
from watchword.site.tokens.forms import TokenForm

USUAL = timedelta(days=90)


@door(access.OWN, help="tokens/tokens")
@never_cache
def tokens(request: PersonRequest) -> HttpResponse:
    """My tokens, and a form for a new one; its secret is shown in this answer only."""
    first = {"expires_on": timezone.localdate() + USUAL, "scopes": ["read"]}
    form, made, secret = TokenForm(request.POST or None, initial=first), None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = actions.make_token(request.user, **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            form = TokenForm(initial=first)
    given = {
        "tokens": access.access_tokens(request.user)[:100],
        "form": form,
        "made": made,
        "secret": secret,
    }
    return render(request, "tokens/tokens.html", given, status=422 if form.errors else 200)


@door(access.OWN)
@require_POST
def revoke(request: PersonRequest, pk: int) -> HttpResponse:
    """Revoke one."""
    actions.revoke_token(request.user, access.access_token(request.user, pk))
    messages.success(request, _("The token opens nothing any more."))
    return redirect("tokens")
