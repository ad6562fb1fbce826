"""Addresses of the register of accounts."""

from __future__ import annotations

from django.urls import path

from watchword.site.accounts import views

urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("<str:key>/", views.account, name="account"),
    path("<str:key>/seats/", views.seats, name="account-seats"),
    path("<str:key>/join/", views.join, name="account-join"),
]
