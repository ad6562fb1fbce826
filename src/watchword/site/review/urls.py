"""Addresses of drafts."""

from __future__ import annotations

from django.urls import path

from watchword.site.review import views

urlpatterns = [
    path("check/", views.check, name="check-draft"),
    path("check/ask/", views.ask, name="check-ask"),
]
