"""Addresses of tokens."""

from __future__ import annotations

from django.urls import path

from watchword.site.tokens import views

urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("<int:pk>/revoke/", views.revoke, name="token-revoke"),
]
