"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from watchword.site.notices import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("<int:pk>/", views.notice, name="notice"),
    path("<int:pk>/again/", views.again, name="notice-again"),
]
