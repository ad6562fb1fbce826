"""The programming interface: every deed and every list of the site, under the same rights."""

from __future__ import annotations

from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.throttling import AuthRateThrottle

from watchword.base.errors import PolicyError
from watchword.site.accounts.api import router as accounts
from watchword.site.audit.api import router as audit
from watchword.site.consultation.api import router as consultation
from watchword.site.crisis.api import router as crisis
from watchword.site.editions.api import drafts, editions
from watchword.site.handbook.api import router as handbook
from watchword.site.kit.door import open_door
from watchword.site.kit.refusal import Refusal, as_refusal
from watchword.site.notices.api import router as notices
from watchword.site.organisation.api import router as organisation
from watchword.site.people.api import router as people
from watchword.site.publishing.api import router as publishing
from watchword.site.review.api import approvals, checking, posts, templates
from watchword.site.tokens.api import router as tokens
from watchword.site.training.api import router as training
from watchword.site.upkeep.api import router as upkeep
from watchword.site.waivers.api import router as waivers
from watchword.site.webhooks.api import router as webhooks

RATE = "1200/m"
"""Requests of one token; a scheduler that checks each draft stays far below."""

api = NinjaAPI(
    title="Watchword",
    version=version("watchword"),
    description=(
        "The social media policy that runs. Every deed and every list of the site, by the same "
        "actions and under the same rights. Send a personal token as `Authorization: Bearer wwt_...`."
    ),
    urls_namespace="api",
    docs_url=None,
    throttle=[AuthRateThrottle(RATE)],
)
for prefix, router, name in (
    ("/editions", editions, "Editions"),
    ("/drafts", drafts, "Drafts"),
    ("", consultation, "Consultation"),
    ("/handbook", handbook, "Handbook"),
    ("/training", training, "Training"),
    ("/people", people, "People"),
    ("/check", checking, "Check"),
    ("/posts", posts, "Posts"),
    ("/post-templates", templates, "Templates"),
    ("/approvals", approvals, "Approvals"),
    ("/publishing", publishing, "Publishing"),
    ("/accounts", accounts, "Accounts"),
    ("/crisis", crisis, "Freeze"),
    ("/notices", notices, "Notices"),
    ("/audit", audit, "Audit record"),
    ("/organisation", organisation, "Organisation"),
    ("/tokens", tokens, "Tokens"),
    ("/waivers", waivers, "Waivers"),
    ("/upkeep", upkeep, "Upkeep"),
    ("/webhooks", webhooks, "Webhooks"),
):
    api.add_router(prefix, router, tags=[name])


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    fields = {name: str(words) for name, words in getattr(error, "fields", {}).items()}
    said = {"detail": str(error.words), "remedy": str(error.remedy), "fields": fields}
    return api.create_response(request, said, status=error.status)


@api.exception_handler(PolicyError)
def _unusable(request: HttpRequest, error: PolicyError) -> HttpResponse:
    return _refused(request, as_refusal(error) or Refusal(""))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {".".join(map(str, one["loc"][1:])): str(one["msg"]) for one in error.errors}
    said = {"detail": "Something is missing or cannot be used.", "remedy": "", "fields": fields}
    return api.create_response(request, said, status=422)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    del error
    said = {
        "detail": "There is no token, or one that opens nothing any more.",
        "remedy": "Make one on the site, under Settings, and send it as 'Authorization: Bearer'.",
    }
    answer = api.create_response(request, said, status=401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(Throttled)
def _slower(request: HttpRequest, error: Throttled) -> HttpResponse:
    said = {"detail": "Too many requests with this token.", "remedy": "Wait a little."}
    answer = api.create_response(request, said, status=429)
    answer["Retry-After"] = str(int(getattr(error, "wait", None) or 1))
    return answer


@api.exception_handler(HttpError)
def _said(request: HttpRequest, error: HttpError) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=error.status_code)


@open_door()
def reference(request: HttpRequest) -> HttpResponse:
    """What the interface offers, as a page made from its own description."""
    operations: dict[str, list[dict[str, object]]] = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, one in methods.items():
            operations.setdefault(one["tags"][0], []).append(
                {"path": path, "method": method.upper(), **one}
            )
    return render(request, "kit/api_reference.html", {"groups": operations, "rate": RATE})
