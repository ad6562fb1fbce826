"""Addresses of reading."""

from __future__ import annotations

from django.urls import path

from watchword.site.handbook import views
from watchword.site.handbook.views import asked, board, mine, preview

urlpatterns = [
    path("", views.handbook, name="handbook"),
    path("as.<str:form>", views.document, name="handbook-document"),
    path("public/", views.public, name="handbook-public"),
    path("public/as.<str:form>", views.public_document, name="handbook-public-document"),
    path("preview/<int:pk>/", preview.preview, name="notice-preview"),
    path("mine/", mine.my_rules, name="my-rules"),
    path("mine/<int:pk>/acknowledge/", mine.acknowledge, name="acknowledge"),
    path("mine/<int:pk>/receipt/", mine.receipt, name="receipt"),
    path("questions/", asked.questions, name="questions"),
    path("questions/ask/", asked.ask, name="ask"),
    path("questions/<int:pk>/answer/", asked.answer, name="answer"),
    path("acknowledgements/", board.board, name="acknowledgements"),
    path("acknowledgements/<int:pk>/remind/", board.nudge, name="nudge"),
    path("acknowledgements/teams/<int:pk>/remind/", board.nudge_team, name="nudge-team"),
]
