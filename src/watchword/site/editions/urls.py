"""Addresses of the policy."""

from __future__ import annotations

from django.urls import path

from watchword.site.editions import views
from watchword.site.editions.views import publishing, reading, translating, writing

urlpatterns = [
    path("", views.home, name="policy-home"),
    path("editions/", views.editions, name="editions"),
    path("editions/<int:number>/", reading.edition, name="edition"),
    path("editions/<int:number>/compare/", reading.choose_comparison, name="edition-choose"),
    path("editions/<int:number>/compare/<int:other>/", reading.compare, name="edition-compare"),
    path("approvals/", publishing.approval_terms, name="approval-terms"),
    path("drafts/begin/", writing.begin, name="draft-begin"),
    path("drafts/new/", views.start, name="draft-start"),
    path("folders/<int:pk>.zip", writing.export, name="edition-export"),
    path("drafts/<int:pk>/rules/", writing.add_rule, name="draft-add-rule"),
    path("drafts/<int:pk>/pages/<path:path>/autosave/", writing.autosave, name="page-autosave"),
    path("drafts/<int:pk>/pages/<path:path>/check/", writing.take_check, name="page-check"),
    path("drafts/<int:pk>/pages/<path:path>/breaks/", writing.try_breaks, name="page-breaks"),
    path("drafts/<int:pk>/pages/<path:path>/history/", writing.history, name="page-history"),
    path("drafts/<int:pk>/pages/<path:path>/restore/", writing.restore, name="page-restore"),
    path("drafts/<int:pk>/pages/<path:path>/remove/", writing.remove, name="page-remove"),
    path("drafts/<int:pk>/pages/<path:path>/", writing.page, name="draft-page"),
    path("drafts/<int:pk>/", views.draft, name="draft"),
    path("drafts/<int:pk>/in-force/", views.in_force, name="draft-in-force"),
    path("drafts/<int:pk>/give-up/", views.give_up, name="draft-give-up"),
    path("drafts/<int:pk>/changes/", publishing.changes, name="draft-changes"),
    path("drafts/<int:pk>/changes/<str:rule>/", publishing.decide, name="draft-decide"),
    path("drafts/<int:pk>/languages/", translating.overview, name="draft-languages"),
    path("drafts/<int:pk>/languages/<str:language>/", translating.language, name="draft-language"),
    path(
        "drafts/<int:pk>/languages/<str:language>/<str:rule>/",
        translating.translate,
        name="draft-translate",
    ),
    path("drafts/<int:pk>/publish/", publishing.publish, name="draft-publish"),
    path("drafts/<int:pk>/approve/", publishing.approve, name="draft-approve"),
    path("drafts/<int:pk>/notice/", publishing.notice, name="draft-notice"),
]
