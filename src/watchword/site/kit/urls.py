"""Addresses that belong to no app."""

from __future__ import annotations

from django.urls import path

from watchword.site.kit import views

urlpatterns = [
    path("", views.today, name="today"),
    path("kept-filters/", views.keep_filter, name="keep-filter"),
    path("search/", views.search, name="search"),
    path("health/", views.health, name="health"),
]
