"""Addresses of webhooks."""

from __future__ import annotations

from django.urls import path

from watchword.site.webhooks import views

urlpatterns = [
    path("", views.webhooks, name="webhooks"),
    path("new/", views.receiver, name="webhook-new"),
    path("deliveries/", views.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/again/", views.again, name="deliver-again"),
    path("<int:pk>/", views.receiver, name="webhook"),
    path("<int:pk>/secret/", views.renew, name="webhook-secret"),
    path("<int:pk>/drop/", views.drop, name="webhook-drop"),
]
