"""Addresses about people."""

from __future__ import annotations

from django.urls import path

from watchword.site.people import views

urlpatterns = [
    path("rights/", views.rights, name="rights"),
    path("second-factor/", views.second_factor_needed, name="second-factor-needed"),
]
