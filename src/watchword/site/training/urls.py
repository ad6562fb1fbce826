"""Addresses of training."""

from __future__ import annotations

from django.urls import path

from watchword.site.training import views

urlpatterns = [
    path("", views.modules, name="training"),
    path("plans/", views.plan, name="training-plan"),
    path("plans/<int:pk>/drop/", views.drop, name="training-drop"),
    path("lessons/", views.lessons, name="lessons"),
    path("certificates/<int:pk>/", views.certificate, name="certificate"),
    path("modules/<str:name>/", views.module, name="module"),
]
