"""Addresses of the freeze."""

from __future__ import annotations

from django.urls import path

from watchword.site.crisis import views

urlpatterns = [
    path("", views.freeze, name="freeze"),
    path("<int:pk>/", views.situation, name="situation"),
    path("<int:pk>/end/", views.end, name="situation-end"),
    path("<int:pk>/note/", views.note, name="situation-note"),
    path("<int:pk>/tell/", views.tell, name="situation-tell"),
    path("<int:pk>/sign/", views.sign, name="situation-sign"),
    path("prepare/", views.prepare, name="crisis-prepare"),
    path("lines/<int:pk>/", views.line, name="holding-line"),
]
