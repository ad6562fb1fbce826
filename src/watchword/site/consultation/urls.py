"""Addresses of consultations."""

from __future__ import annotations

from django.urls import path

from watchword.site.consultation import views
from watchword.site.consultation.views import consultee

urlpatterns = [
    path("policy/drafts/<int:pk>/consultation/", views.consultation, name="consultation"),
    path("policy/rounds/<int:pk>/", views.room, name="round"),
    path("policy/rounds/<int:pk>/invite/", views.invite, name="round-invite"),
    path("policy/rounds/<int:pk>/close/", views.close, name="round-close"),
    path("policy/rounds/<int:pk>/report.<str:form>", views.report, name="round-report"),
    path("policy/rounds/<int:pk>/links/<int:consultee>/", views.take_back, name="round-take-back"),
    path("policy/comments/<int:pk>/", views.decide, name="comment-decide"),
    path("consult/<str:token>/", consultee.consult, name="consult"),
    path("consult/<str:token>/comment/", consultee.comment, name="consult-comment"),
    path("consult/<str:token>/support/<int:pk>/", consultee.support, name="consult-support"),
    path("consult/<str:token>/stand/", consultee.stand, name="consult-stand"),
]
