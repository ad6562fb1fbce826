"""Certificates: on the screen, on paper, and checked by anybody who has the number."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.throttle import MISSES
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.training.actions import answer_module
from watchword.site.training.models import Lesson
from watchword.site.training.modules import modules_of

Make = Callable[..., Person]
SignIn = Callable[[Person], Client]


@pytest.fixture
def passed(make_person: Make, first: Edition) -> Lesson:
    author = make_person("Tom Ash", Role.AUTHOR, job="porter", team="Wards")
    module = modules_of(policy_of(first))[0]
    right = {one.key: one.right_key for one in module.questions}
    lesson, _wrong = answer_module(author, module, right, edition=first, is_first_try=True)
    assert lesson is not None
    return lesson


def test_a_number_cannot_be_guessed_and_is_read_aloud_without_mistakes(passed: Lesson) -> None:
    assert re.fullmatch(r"([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}", passed.certificate)


def test_anybody_with_the_number_learns_what_the_certificate_says_and_no_more(
    passed: Lesson, client: Client
) -> None:
    page = client.get(f"/training/certificates/verify/{passed.certificate}/")
    text = page.content.decode()
    for said in ("Tom Ash", "Before your first post", passed.certificate, "genuine, and lasts"):
        assert said in text
    for secret in (passed.person.email, "porter", "Wards", passed.person.external_id):
        assert secret not in text
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "how", [str.lower, lambda one: one.replace("-", ""), lambda one: one.replace("-", " ")]
)
def test_a_number_is_taken_as_people_type_it(
    passed: Lesson, client: Client, how: Callable[[str], str]
) -> None:
    answer = client.get("/training/certificates/", {"number": how(passed.certificate)}, follow=True)
    assert "Tom Ash" in answer.content.decode()


def test_an_old_certificate_is_genuine_but_out_of_date(passed: Lesson, client: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Lesson.objects.filter(pk=passed.pk).update(valid_until=yesterday)
    page = client.get(f"/training/certificates/verify/{passed.certificate}/").content.decode()
    assert "out of date" in page


def test_numbers_that_are_tried_out_open_nothing_and_are_slowed(
    passed: Lesson, client: Client
) -> None:
    codes = [
        client.get(f"/training/certificates/verify/AAAA-{n}/").status_code for n in range(MISSES)
    ]
    assert set(codes) == {404}
    found = client.get(f"/training/certificates/verify/{passed.certificate}/")
    assert found.status_code == 429, "whoever has been trying waits"


def test_the_paper_says_the_same_each_time_and_is_tagged_for_screen_readers(
    passed: Lesson, signed_in: SignIn
) -> None:
    browser = signed_in(passed.person)
    first, again = (
        browser.get(f"/training/certificates/{passed.pk}/certificate.pdf") for _ in "12"
    )
    assert first["Content-Type"] == "application/pdf"
    assert first.content == again.content
    read = PdfReader(io.BytesIO(first.content))
    text = read.pages[0].extract_text()
    assert len(read.pages) == 1
    for said in ("Tom Ash", "Before your first post", passed.certificate):
        assert said in text
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_nobody_opens_another_s_certificate_by_its_place(
    passed: Lesson, make_person: Make, signed_in: SignIn
) -> None:
    browser = signed_in(make_person("Tess Lowe", Role.TRAINER))
    for end in ("", "certificate.pdf"):
        assert browser.get(f"/training/certificates/{passed.pk}/{end}").status_code == 404
