"""Approvals in figures, and rules on trial that count without being seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from watchword.api import check_post
from watchword.policy.load import load_files
from watchword.policy.model import Policy
from watchword.site.editions.folder import files_of
from watchword.site.editions.models import Edition
from watchword.site.newsroom import content
from watchword.site.people.models import Person
from watchword.site.review.actions import answer, ask_approval, save_draft
from watchword.site.review.figures import figures
from watchword.site.review.models import Request, ShadowHit
from watchword.site.review.trial import count_shadows
from watchword.terms.facts import Facts
from watchword.terms.post import Post

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
SHADOW = """---
id: HB-299
title: No appointment words
action: warn
severity: low
status: shadow
check:
  terms: [appointment]
message: "{match} is tried out."
---
## Rule
Do not speak of appointments.

## Why
To try what happens.
"""


@pytest.fixture
def with_shadow(first: Edition) -> Policy:
    files = dict(files_of(first)) | {"rules/HB-299-on-trial.md": SHADOW.encode()}
    return load_files(files)


def ask(author: Person, text: str) -> Request:
    return ask_approval(author, save_draft(author, None, content(text)))


def test_what_came_back_is_counted_with_its_reasons_and_hours(
    author: Person, reviewer: Person, signed_in: SignIn
) -> None:
    fine, back = ask(author, "One harmless post."), ask(author, "Another harmless post.")
    ask(author, "A third harmless post.")
    Request.objects.filter(pk=fine.pk).update(asked_at=timezone.now() - timedelta(hours=5))
    answer(reviewer, fine, answer="yes", digest=fine.revision.digest)
    answer(
        reviewer, back, answer="change", digest=back.revision.digest, words="Check.",
        tags=["facts", "tone"],
    )  # fmt: skip
    found = figures(None, timezone.now())
    (tier,) = [one for one in found.tiers if one.asked]
    assert (tier.tier, tier.asked, tier.at_once, tier.came_back) == ("routine", 3, 1, 1)
    assert tier.hours == pytest.approx(2.5, abs=0.1)
    assert dict(found.reasons) == {"facts": 1, "tone": 1}
    page = signed_in(reviewer).get("/posts/approvals/figures/").content.decode()
    assert "facts" in page
    assert signed_in(author).get("/posts/approvals/figures/").status_code == 403


def test_what_is_approved_the_second_time_is_not_approved_as_first_asked(
    author: Person, reviewer: Person
) -> None:
    first = ask(author, "One harmless post.")
    answer(reviewer, first, answer="change", digest=first.revision.digest, words="Check.")
    save_draft(author, first.draft, content("One better post."), latest=1)
    again = ask_approval(author, first.draft)
    answer(reviewer, again, answer="yes", digest=again.revision.digest)
    (tier,) = [one for one in figures(None, timezone.now()).tiers if one.asked]
    assert (tier.asked, tier.at_once, tier.came_back) == (2, 0, 1)


def test_a_rule_on_trial_is_counted_once_a_post_and_shown_to_no_author(
    with_shadow: Policy, author: Person, first: Edition
) -> None:
    text = "No appointment is needed, really no appointment."
    verdict = check_post(Post(text=text, facts=Facts({})), policy=with_shadow)
    assert "HB-299" in {one.rule for one in verdict.findings}
    assert "HB-299" not in {one.rule for one in verdict.shown}
    for _ in range(2):
        count_shadows(verdict.findings, "revision:1", first)
    assert ShadowHit.objects.count() == 1
    ask(author, "One harmless post.")
    ask(author, "Two harmless posts.")
    (trial,) = [one for one in figures(with_shadow, timezone.now()).trials if one.rule == "HB-299"]
    assert (trial.found, trial.of) == (1, 2)
    assert 0 < trial.low < 0.5 < trial.high < 1
