"""Addresses of the policy."""

from __future__ import annotations

from django.urls import path

from watchword.site.editions import views
from watchword.site.editions.views import publishing

urlpatterns = [
    path("", views.home, name="policy-home"),
    path("editions/", views.editions, name="editions"),
    path("drafts/new/", views.start, name="draft-start"),
    path("drafts/<int:pk>/", views.draft, name="draft"),
    path("drafts/<int:pk>/give-up/", views.give_up, name="draft-give-up"),
    path("drafts/<int:pk>/changes/", publishing.changes, name="draft-changes"),
    path("drafts/<int:pk>/changes/<str:rule>/", publishing.decide, name="draft-decide"),
    path("drafts/<int:pk>/publish/", publishing.publish, name="draft-publish"),
    path("drafts/<int:pk>/approve/", publishing.approve, name="draft-approve"),
    path("drafts/<int:pk>/notice/", publishing.notice, name="draft-notice"),
]
