"""Addresses of training."""

from __future__ import annotations

from django.urls import path

from watchword.site.training.views import certificates, media, writing
from watchword.site.training.views import learning as views

urlpatterns = [
    path("", views.modules, name="training"),
    path("plans/", views.plan, name="training-plan"),
    path("plans/<int:pk>/drop/", views.drop, name="training-drop"),
    path("lessons/", views.lessons, name="lessons"),
    path("certificates/", certificates.ask, name="certificate-ask"),
    path("certificates/<int:pk>/", certificates.certificate, name="certificate"),
    path("certificates/<int:pk>/certificate.pdf", certificates.paper, name="certificate-pdf"),
    path("certificates/verify/<str:number>/", certificates.verify, name="certificate-verify"),
    path("write/", writing.write, name="module-add"),
    path("write/<int:pk>/", writing.write, name="module-write"),
    path("write/<int:pk>/open/", writing.open_, name="module-open"),
    path("write/<int:pk>/add/<str:kind>/", writing.add, name="medium-add"),
    path("media/<int:pk>/", media.medium, name="medium"),
    path("media/<int:pk>/captions.vtt", media.captions, name="medium-captions"),
    path("media/<int:pk>/drop/", writing.drop, name="medium-drop"),
    path("modules/<str:name>/", views.module, name="module"),
]
