"""Comments on a draft: who may, who hears of it, and that they stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from watchword.site.audit.models import Entry
from watchword.site.kit.refusal import Invalid, NotAllowed, NotThere, Refusal
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.review.actions import ask_approval, comment, resolve
from watchword.site.review.models import Comment, Draft

pytestmark = pytest.mark.django_db
SAID = "The clinic opens at ten on Sundays; name the day."


def test_the_author_of_a_draft_hears_of_a_comment_and_not_of_their_own(
    author: Person, reviewer: Person, draft: Draft
) -> None:
    made = comment(reviewer, draft, f"  {SAID} ")
    assert (made.words, made.number, made.author) == (SAID, 1, reviewer)
    told = Notice.objects.get(kind="comment")
    assert told.person == author
    assert SAID in told.body
    assert f"/posts/drafts/{draft.pk}/comments/" in told.body
    comment(author, draft, "I named it.")
    assert Notice.objects.filter(kind="comment").count() == 1
    assert Entry.objects.filter(deed="comment-draft").count() == 2


def test_a_comment_has_words_but_not_too_many(reviewer: Person, draft: Draft) -> None:
    for words in (" ", "x" * 5_001):
        with pytest.raises(Invalid):
            comment(reviewer, draft, words)
    assert not Comment.objects.exists()


def test_who_may_not_see_a_draft_says_nothing_of_it(
    employee: Person, reviewer: Person, draft: Draft, make_person: Callable[..., Person]
) -> None:
    made = comment(reviewer, draft, SAID)
    for stranger in (employee, make_person("Pia Rowe", Role.AUTHOR)):
        with pytest.raises(NotThere):
            comment(stranger, draft, "Mine.")
        with pytest.raises(NotThere):
            resolve(stranger, made)


def test_whoever_made_it_or_writes_says_once_that_it_is_dealt_with(
    author: Person, reviewer: Person, compliance: Person, draft: Draft
) -> None:
    one, two = comment(reviewer, draft, SAID), comment(reviewer, draft, "Which door?")
    with pytest.raises(NotAllowed):
        resolve(compliance, one)
    assert resolve(author, one).resolved_by == author
    assert resolve(reviewer, two).resolved_by == reviewer
    with pytest.raises(Refusal, match="already"):
        resolve(author, one)


def test_a_comment_is_never_reworded_or_deleted(reviewer: Person, draft: Draft) -> None:
    made = comment(reviewer, draft, SAID)
    rows = Comment.objects.filter(pk=made.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(words="Fine.")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_a_comment_is_no_approval(author: Person, reviewer: Person, draft: Draft) -> None:
    asked = ask_approval(author, draft)
    comment(reviewer, draft, "Approved, as far as I am concerned.")
    asked.refresh_from_db()
    assert asked.state == "open"
    assert not asked.approvals.exists()


def test_the_page_shows_comments_takes_one_and_says_what_is_wrong(
    author: Person, reviewer: Person, draft: Draft, signed_in: Callable[[Person], Client]
) -> None:
    address = f"/posts/drafts/{draft.pk}/comments/"
    theirs = signed_in(reviewer)
    assert theirs.post(address, {"words": ""}).status_code == 422
    assert theirs.post(address, {"words": f"<b>{SAID}</b>"}).status_code == 302
    mine = signed_in(author)
    shown = mine.get(address).content.decode()
    assert "&lt;b&gt;The clinic" in shown
    assert address in mine.get(f"/posts/drafts/{draft.pk}/").content.decode()
    made = Comment.objects.get()
    assert mine.post(f"/posts/comments/{made.pk}/resolve/").status_code == 302
    assert "Dealt with by Nell Ford" in mine.get(address).content.decode()
