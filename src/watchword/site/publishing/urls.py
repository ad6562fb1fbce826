"""Addresses of the calendar, deliveries and the register."""

from __future__ import annotations

from django.urls import path

from watchword.site.publishing.views import deliveries, planning, register, sample

urlpatterns = [
    path("calendar/", planning.calendar, name="post-calendar"),
    path("plan/", planning.plan, name="content-plan"),
    path("queue/", deliveries.queue, name="post-queue"),
    path("queue/<int:pk>/", deliveries.delivery, name="delivery"),
    path("queue/<int:pk>/decide/", deliveries.decide, name="delivery-decide"),
    path("queue/<int:pk>/enter/", deliveries.enter, name="delivery-enter"),
    path("register/", register.register, name="register"),
    path("register/<int:pk>/", register.post, name="post"),
    path("sample/", sample.sample, name="sample"),
    path("sample/<int:pk>/look/", sample.look, name="look"),
]
