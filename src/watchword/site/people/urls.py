"""Addresses about people."""

from __future__ import annotations

from django.urls import path

from watchword.site.people import views

urlpatterns = [
    path("", views.people, name="people"),
    path("add/", views.edit, name="person-add"),
    path("import/", views.import_, name="people-import"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/change/", views.edit, name="person-change"),
    path("<int:pk>/roles/", views.roles, name="person-roles"),
    path("settings/", views.own_settings, name="own-settings"),
    path("rights/", views.rights, name="rights"),
    path("second-factor/", views.second_factor_needed, name="second-factor-needed"),
]
