"""Addresses of the record."""

from __future__ import annotations

from django.urls import path

from watchword.site.audit import views

urlpatterns = [
    path("", views.entries, name="audit"),
    path("<int:number>/", views.entry, name="audit-entry"),
    path("export.jsonl", views.export, name="audit-export"),
]
