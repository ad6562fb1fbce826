"""Addresses of waivers."""

from __future__ import annotations

from django.urls import path

from watchword.site.waivers import views

urlpatterns = [
    path("", views.waivers, name="waivers"),
    path("ask/", views.ask, name="waiver-ask"),
    path("<int:pk>/", views.waiver, name="waiver"),
    path("<int:pk>/decide/", views.decide, name="waiver-decide"),
]
