"""Addresses that belong to no app."""

from __future__ import annotations

from django.urls import path

from watchword.site.kit import help_views, views

urlpatterns = [
    path("", views.today, name="today"),
    path("kept-filters/", views.keep_filter, name="keep-filter"),
    path("search/", views.search, name="search"),
    path("look/", help_views.look, name="look"),
    path("help/", help_views.index, name="help"),
    path("help/keys/", help_views.keys, name="help-keys"),
    path("help/glossary/", help_views.words, name="glossary"),
    path("help/<str:app>/<str:page>/", help_views.page, name="help-page"),
    path("health/", views.health, name="health"),
]
