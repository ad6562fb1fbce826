"""Addresses about the organisation."""

from __future__ import annotations

from django.urls import path

from watchword.site.organisation import views

urlpatterns = [
    path("", views.organisation, name="organisation"),
    path("look-around/", views.look_around, name="look-around"),
    path("handbook/", views.handbook, name="organisation-handbook"),
]
