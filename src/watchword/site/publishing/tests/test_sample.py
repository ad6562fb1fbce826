"""The monthly sample: drawn once when a month is over, and looked at by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from watchword.policy.sampling import Share, draw_sample
from watchword.site.accounts.models import Account
from watchword.site.audit.models import Entry
from watchword.site.editions.models import Edition
from watchword.site.kit.refusal import Invalid, NotAllowed, Refusal
from watchword.site.newsroom import BLUESKY, FACEBOOK, content
from watchword.site.people.models import Person
from watchword.site.publishing.actions import draw_last_month, look
from watchword.site.publishing.models import Look, Post, Sample
from watchword.site.review.actions import save_draft

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
NEXT_MONTH = timezone.localtime() + timedelta(days=32)


@pytest.fixture
def posts(register: dict[str, Account], author: Person, first: Edition) -> list[Post]:
    """Forty posts of this month, the first written by the author here."""
    revision = save_draft(author, None, content()).revision
    at = timezone.localtime().replace(day=1, hour=12)
    made = [
        Post.objects.create(
            account=register[(FACEBOOK, BLUESKY)[number % 2]],
            network_id=f"id-{number}",
            text=f"Post {number}",
            made="native",
            digest="0" * 64,
            published_at=at,
            revision=None if number else revision,
        )
        for number in range(40)
    ]
    Post.objects.create(
        account=register[FACEBOOK], network_id="older", text="Older", made="native",
        digest="0" * 64, published_at=at - timedelta(days=40),
    )  # fmt: skip
    return made


def test_the_share_of_the_policy_is_drawn_once_and_anybody_can_draw_again(
    posts: list[Post],
) -> None:
    made = draw_last_month(NEXT_MONTH)
    assert made is not None
    assert (made.percent, made.posts, made.looks.count()) == (5, 40, 2)
    assert made.month == timezone.localdate().replace(day=1)
    assert draw_last_month(NEXT_MONTH) is None
    assert Sample.objects.count() == 1
    entry = Entry.objects.get(pk=made.entry)
    assert entry.digest == made.seed
    names = [f"{one.account.key} {one.network_id}" for one in posts]
    again = draw_sample(names, Share(5), made.seed)
    assert {f"{one.post.account.key} {one.post.network_id}" for one in made.looks.all()} == set(
        again
    )
    assert Entry.objects.get(deed="draw-sample").after["posts"] == again


def test_the_seed_is_the_record_s_end_of_the_month_not_of_the_day_of_the_draw(
    posts: list[Post], author: Person
) -> None:
    before = Entry.objects.order_by("-number").first()
    assert before is not None
    later = NEXT_MONTH.replace(day=9)
    made = draw_last_month(later)
    assert made is not None
    assert made.entry == before.number


def test_a_month_without_posts_or_a_policy_without_a_share_draws_nothing(first: Edition) -> None:
    assert draw_last_month(NEXT_MONTH) is None
    assert not Sample.objects.exists()


def test_nobody_looks_at_their_own_and_a_fault_needs_words(
    posts: list[Post], make_person: Callable[..., Person], reviewer: Person, author: Person,
    employee: Person,
) -> None:  # fmt: skip
    made = Sample.objects.create(
        month=timezone.localdate().replace(day=1), edition=Edition.objects.first(), percent=5,
        posts=40, entry=1, seed="0" * 64,
    )  # fmt: skip
    own, other = (Look.objects.create(sample=made, post=one) for one in posts[:2])
    from watchword.site.people.models import Grant
    from watchword.site.people.roles import Role

    Grant.objects.create(person=author, role=Role.REVIEWER)
    author = Person.objects.get(pk=author.pk)
    with pytest.raises(Refusal, match="You wrote this"):
        look(author, own, is_fine=True)
    with pytest.raises(NotAllowed):
        look(employee, own, is_fine=True)
    with pytest.raises(Invalid):
        look(reviewer, own, is_fine=False, words=" ")
    look(reviewer, own, is_fine=False, words="A surname is in the picture.")
    with pytest.raises(Refusal, match="already"):
        look(reviewer, own, is_fine=True)
    look(author, other, is_fine=True)
    assert Entry.objects.filter(deed="look-at-post").count() == 2


def test_the_pages_show_what_is_to_be_looked_at_and_take_the_answer(
    posts: list[Post], reviewer: Person, signed_in: SignIn
) -> None:
    made = draw_last_month(NEXT_MONTH)
    assert made is not None
    browser = signed_in(reviewer)
    assert "Look at the monthly sample" in browser.get("/").content.decode()
    page = browser.get("/posts/sample/").content.decode()
    assert made.seed in page
    found = made.looks.first()
    shown = browser.get(f"/posts/register/{found.post_id}/").content.decode()
    assert "It is not as it should be" in shown
    answered = browser.post(f"/posts/sample/{found.pk}/look/", {"answer": "fine"})
    assert answered.status_code == 302
    found.refresh_from_db()
    assert (found.is_fine, found.person) == (True, reviewer)
