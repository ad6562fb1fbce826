"""Addresses of drafts and approvals."""

from __future__ import annotations

from django.urls import path

from watchword.site.review.views import (
    approvals,
    checking,
    commenting,
    drafts,
    importing,
    library,
    outside,
    roles,
    templating,
)

urlpatterns = [
    path("check/", checking.check, name="check-draft"),
    path("check/ask/", checking.ask, name="check-ask"),
    path("drafts/", drafts.drafts, name="post-drafts"),
    path("drafts/new/", drafts.new_draft, name="new-post"),
    path("drafts/<int:pk>/", drafts.draft, name="post-draft"),
    path("drafts/<int:pk>/ask/", drafts.ask, name="post-draft-ask"),
    path("drafts/<int:pk>/give-up/", drafts.give_up, name="post-draft-give-up"),
    path("drafts/<int:pk>/comments/", commenting.comments, name="draft-comments"),
    path("comments/<int:pk>/resolve/", commenting.resolve, name="comment-resolve"),
    path("schedule/import/", importing.import_, name="schedule-import"),
    path("schedule/export/", importing.export, name="schedule-export"),
    path("templates/", templating.templates, name="post-templates"),
    path("templates/new/", templating.new_template, name="new-template"),
    path("templates/<int:pk>/", templating.template, name="post-template"),
    path("templates/<int:pk>/begin/", templating.begin, name="template-begin"),
    path("templates/<int:pk>/drop/", templating.drop, name="template-drop"),
    path("library/", library.library, name="library"),
    path("library/add/", library.add, name="library-add"),
    path("library/<str:digest>/", library.library_file, name="library-file"),
    path("library/<str:digest>/drop/", library.drop, name="library-drop"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/figures/", approvals.in_figures, name="approval-figures"),
    path("approvals/<int:pk>/", approvals.approval, name="approval"),
    path("approvals/<int:pk>/answer/", approvals.answer, name="approval-answer"),
    path("approvals/<int:pk>/withdraw/", approvals.withdraw, name="approval-withdraw"),
    path("approvers/", roles.approvers, name="approvers"),
    path("approvers/appoint/", roles.appoint, name="appoint"),
    path("approvers/outside/", roles.name_outsider, name="name-outsider"),
    path("approvers/<int:pk>/end/", roles.end, name="end-appointment"),
    path("approvers/outside/<int:pk>/end/", roles.end_outsider, name="end-outsider"),
    path("asked/<int:pk>/<str:token>/", outside.asked, name="asked-outside"),
    path("asked/<int:pk>/<str:token>/answer/", outside.answer, name="asked-outside-answer"),
    path("asked/<int:pk>/<str:token>/<str:digest>/", outside.file, name="asked-outside-file"),
]
