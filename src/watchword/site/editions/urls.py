"""Addresses of the policy."""

from __future__ import annotations

from django.urls import path

from watchword.site.editions import views

urlpatterns = [path("", views.home, name="policy-home")]
