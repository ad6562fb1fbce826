"""Addresses of the calendar, deliveries and the register."""

from __future__ import annotations

from django.urls import path

from watchword.site.publishing import views

urlpatterns = [
    path("calendar/", views.calendar, name="post-calendar"),
    path("queue/", views.queue, name="post-queue"),
    path("queue/<int:pk>/", views.delivery, name="delivery"),
    path("queue/<int:pk>/decide/", views.decide, name="delivery-decide"),
    path("queue/<int:pk>/enter/", views.enter, name="delivery-enter"),
    path("register/", views.register, name="register"),
    path("register/<int:pk>/", views.post, name="post"),
]
