"""Addresses of upkeep."""

from __future__ import annotations

from django.urls import path

from watchword.site.upkeep import views

urlpatterns = [
    path("policy/upkeep/", views.upkeep, name="upkeep"),
    path("policy/upkeep/review/", views.review, name="review-unchanged"),
    path("policy/upkeep/contacts/", views.ask, name="contacts-ask"),
    path("policy/upkeep/contacts/<int:pk>/", views.settle, name="contact-settle"),
    path("contact/<str:key>/", views.answer, name="contact-answer"),
    path("settings/calendar/", views.feed, name="feed"),
    path("settings/calendar/watchword.ics", views.download, name="feed-download"),
    path("calendar/<str:key>/watchword.ics", views.feed_file, name="feed-file"),
]
