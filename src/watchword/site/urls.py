"""Every page of the site; each app names its own."""

from __future__ import annotations

from django.urls import include, path

from watchword.site.api import api, reference

urlpatterns = [
    path("", include("watchword.site.kit.urls")),
    path("sign-in/", include("allauth.urls")),
    path("people/", include("watchword.site.people.urls")),
    path("organisation/", include("watchword.site.organisation.urls")),
    path("policy/", include("watchword.site.editions.urls")),
    path("handbook/", include("watchword.site.handbook.urls")),
    path("", include("watchword.site.consultation.urls")),
    path("posts/", include("watchword.site.review.urls")),
    path("posts/", include("watchword.site.publishing.urls")),
    path("accounts/", include("watchword.site.accounts.urls")),
    path("freeze/", include("watchword.site.crisis.urls")),
    path("training/", include("watchword.site.training.urls")),
    path("notices/", include("watchword.site.notices.urls")),
    path("audit/", include("watchword.site.audit.urls")),
    path("waivers/", include("watchword.site.waivers.urls")),
    path("", include("watchword.site.upkeep.urls")),
    path("settings/tokens/", include("watchword.site.tokens.urls")),
    path("settings/webhooks/", include("watchword.site.webhooks.urls")),
    path("api/reference/", reference, name="api-reference"),
    path("api/v1/", api.urls),
]
handler404 = "watchword.site.kit.views.not_found"
handler403 = "watchword.site.kit.views.refused"
handler500 = "watchword.site.kit.views.failed"
