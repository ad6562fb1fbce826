"""Addresses of reading."""

from __future__ import annotations

from django.urls import path

from watchword.site.handbook import views
from watchword.site.handbook.views import asked, board, mine

urlpatterns = [
    path("", views.handbook, name="handbook"),
    path("as.<str:form>", views.document, name="handbook-document"),
    path("mine/", mine.my_rules, name="my-rules"),
    path("mine/<int:pk>/acknowledge/", mine.acknowledge, name="acknowledge"),
    path("mine/<int:pk>/receipt/", mine.receipt, name="receipt"),
    path("questions/", asked.questions, name="questions"),
    path("questions/ask/", asked.ask, name="ask"),
    path("questions/<int:pk>/answer/", asked.answer, name="answer"),
    path("acknowledgements/", board.board, name="acknowledgements"),
]
