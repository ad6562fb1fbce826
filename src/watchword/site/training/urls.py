"""Addresses of training."""

from __future__ import annotations

from django.urls import path

from watchword.site.training import certificates, views

urlpatterns = [
    path("", views.modules, name="training"),
    path("plans/", views.plan, name="training-plan"),
    path("plans/<int:pk>/drop/", views.drop, name="training-drop"),
    path("lessons/", views.lessons, name="lessons"),
    path("certificates/", certificates.ask, name="certificate-ask"),
    path("certificates/<int:pk>/", certificates.certificate, name="certificate"),
    path("certificates/<int:pk>/certificate.pdf", certificates.paper, name="certificate-pdf"),
    path("certificates/verify/<str:number>/", certificates.verify, name="certificate-verify"),
    path("modules/<str:name>/", views.module, name="module"),
]
