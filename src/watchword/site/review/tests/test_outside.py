"""Somebody outside who is asked for a yes, by a signed link; and the page of who approves."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from watchword.site.audit.models import Entry
from watchword.site.kit.refusal import Invalid, NotAllowed, NotThere, Refusal
from watchword.site.newsroom import GOOD, content
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person
from watchword.site.publishing.models import Delivery
from watchword.site.review import access
from watchword.site.review.actions import (
    Said,
    add_file,
    answer_outside,
    appoint,
    ask_approval,
    end_outsider,
    name_outsider,
    save_draft,
)
from watchword.site.review.content import Medium
from watchword.site.review.models import Approval, Draft, OutsideApprover, Request

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def partner(owner: Person) -> OutsideApprover:
    return name_outsider(
        owner,
        role="post-approver",
        name="Una Reid",
        organisation="Larch Street Trust",
        email="una@larchstreet.example",
    )


def said(asked: Request, answer: str = "yes", words: str = "") -> Said:
    return Said(answer=answer, digest=asked.revision.digest, words=words)


def link(partner: OutsideApprover, asked: Request) -> str:
    notice = Notice.objects.get(to=partner.email, about__startswith=f"approval:{asked.pk}:")
    found = re.search(r"https?://[^/]+(/\S+)", notice.body)
    assert found is not None
    return found[1]


def test_a_yes_by_the_link_from_the_mail_schedules_the_post(
    author: Person, partner: OutsideApprover, draft: Draft, client: Client
) -> None:
    asked = ask_approval(author, draft)
    address = link(partner, asked)
    page = client.get(address)
    assert GOOD in page.content.decode()
    assert "You are Una Reid, Larch Street Trust" in page.content.decode()
    given = {"answer": "yes", "digest": asked.revision.digest}
    assert client.post(f"{address}answer/", given).status_code == 302
    made = Approval.objects.get()
    assert (made.person, made.outsider, made.by_link) == (None, partner, str(partner))
    assert set(Delivery.objects.values_list("state", flat=True)) == {"scheduled"}
    entry = Entry.objects.get(deed="answer-request")
    assert entry.name == "Una Reid, Larch Street Trust"
    assert "There is nothing for you to do" in client.get(address).content.decode()
    assert client.post(f"{address}answer/", given).status_code == 409


def test_a_link_opens_one_request_only_and_not_when_altered_or_ended(
    author: Person, owner: Person, partner: OutsideApprover, draft: Draft, client: Client
) -> None:
    first = ask_approval(author, draft)
    second = ask_approval(author, save_draft(author, None, content("Another post, as harmless.")))
    address = link(partner, first)
    elsewhere = address.replace(f"/{first.pk}/", f"/{second.pk}/")
    for wrong in (elsewhere, address[:-3] + "x/", "/posts/asked/999/abc/"):
        assert client.get(wrong).status_code == 404
        assert client.post(f"{wrong}answer/", {"answer": "yes"}).status_code == 404
    end_outsider(owner, partner)
    assert client.get(address).status_code == 404
    with pytest.raises(NotThere):
        access.access_by_link(first.pk, address.split("/")[-2])
    with pytest.raises(Refusal):
        answer_outside(OutsideApprover.objects.get(), first, said(first))


def test_an_outsider_answers_only_for_their_role_once_and_not_what_they_wrote(
    author: Person, owner: Person, draft: Draft
) -> None:
    other = name_outsider(owner, role="funder", name="Bo", organisation="Fund", email="b@f.example")
    asked = ask_approval(author, draft)
    with pytest.raises(Refusal, match="does not wait for you"):
        answer_outside(other, asked, said(asked))
    partner = name_outsider(
        owner, role="post-approver", name="Una", organisation="Trust", email="u@t.example"
    )
    Person.objects.filter(pk=author.pk).update(email="U@T.example")
    with pytest.raises(Refusal, match="does not wait for you"):
        answer_outside(partner, asked, said(asked))
    assert not Approval.objects.exists()


def test_an_outsider_asks_for_a_change_with_a_reason_and_sees_only_this_revision(
    author: Person, partner: OutsideApprover, draft: Draft
) -> None:
    asked = ask_approval(author, draft)
    with pytest.raises(Invalid):
        answer_outside(partner, asked, said(asked, "change"))
    with pytest.raises(Refusal, match="changed after you opened"):
        answer_outside(partner, asked, Said(answer="yes", digest="0" * 64))
    answer_outside(partner, asked, said(asked, "change", "The street is Larch Road."))
    asked.refresh_from_db()
    assert asked.state == "returned"
    told = Notice.objects.get(about=f"answer:{asked.pk}:{partner.audit_id}")
    assert "Una Reid, Larch Street Trust" in told.subject
    assert "The street is Larch Road." in told.body


def test_the_pictures_of_the_post_are_behind_the_link_and_no_others(
    author: Person, partner: OutsideApprover, draft: Draft, client: Client
) -> None:
    kept = []
    for colour in ("red", "blue"):
        file = BytesIO()
        Image.new("RGB", (8, 8), colour).save(file, "PNG")
        given = ContentFile(file.getvalue(), name="one.png")
        kept.append(add_file(author, given, title=colour, description="A square", rights="ours",
                             consent="nobody is in it"))  # fmt: skip
    shown = content()
    with_one = type(shown)(
        text=shown.text, variants=shown.variants, media=(Medium(digest=kept[0].digest, description="A red square"),)
    )  # fmt: skip
    save_draft(author, draft, with_one, latest=1)
    address = link(partner, ask_approval(author, draft))
    assert f"{address}{kept[0].digest}/" in client.get(address).content.decode()
    assert client.get(f"{address}{kept[0].digest}/")["Content-Type"] == "image/png"
    assert client.get(f"{address}{kept[1].digest}/").status_code == 404


def test_only_who_appoints_names_somebody_outside_and_never_one_of_our_own(
    owner: Person, author: Person, reviewer: Person
) -> None:
    given = {"role": "funder", "name": "Bo", "organisation": "Fund", "email": "b@f.example"}
    with pytest.raises(NotAllowed):
        name_outsider(author, **given)
    with pytest.raises(Invalid) as told:
        name_outsider(owner, **given | {"email": reviewer.email.upper()})
    assert "email" in told.value.fields
    past = timezone.localdate() - timedelta(days=1)
    with pytest.raises(Invalid) as told:
        name_outsider(owner, **given | {"role": " ", "name": " "}, until=past)
    assert set(told.value.fields) == {"role", "name", "until"}


def test_the_page_shows_each_role_of_the_policy_and_appoints(
    owner: Person, author: Person, reviewer: Person, signed_in: SignIn, partner: OutsideApprover
) -> None:
    browser = signed_in(owner)
    page = browser.get("/posts/approvers/")
    text = page.content.decode()
    assert {one.role for one in page.context["roles"]} >= {"post-approver"}
    assert str(reviewer) in text
    assert "Una Reid, Larch Street Trust" in text
    empty = next(one for one in page.context["roles"] if one.is_empty)
    given = {"role": empty.role, "person": author.email}
    assert browser.post("/posts/approvers/appoint/", given).status_code == 302
    roles = {one.role: one for one in browser.get("/posts/approvers/").context["roles"]}
    assert roles[empty.role].holders == (author,)
    (made,) = roles[empty.role].appointments
    assert browser.post(f"/posts/approvers/{made.pk}/end/").status_code == 302
    wrong = browser.post("/posts/approvers/appoint/", {"role": "x", "person": "no@where.example"})
    assert wrong.status_code == 422
    outside = {"role": "funder", "name": "Bo", "organisation": "Fund", "email": reviewer.email}
    assert browser.post("/posts/approvers/outside/", outside).status_code == 422
    assert browser.post(f"/posts/approvers/outside/{partner.pk}/end/").status_code == 302
    assert signed_in(author).get("/posts/approvers/").status_code == 403


def test_a_deputy_who_wrote_the_post_is_no_candidate_either(
    owner: Person, author: Person, reviewer: Person, draft: Draft
) -> None:
    appoint(owner, role="post-approver", person=author, deputy_for=reviewer)
    asked = ask_approval(author, draft)
    assert not Notice.objects.filter(person=author, kind="approval").exists()
    assert asked.state == "open"
