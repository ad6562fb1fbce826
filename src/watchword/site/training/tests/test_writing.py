"""Modules written in the browser: pictures with descriptions, videos with captions, questions on rules."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from watchword.site.audit.models import Entry
from watchword.site.editions.folder import policy_of
from watchword.site.editions.models import Edition
from watchword.site.kit.media import kind_of_video, read_captions, read_picture
from watchword.site.kit.refusal import Invalid, NotAllowed, Refusal
from watchword.site.people.models import Person
from watchword.site.people.roles import Role
from watchword.site.training.actions import (
    add_link,
    add_picture,
    add_video,
    answer_module,
    drop_medium,
    open_module,
    plan_module,
    save_module,
)
from watchword.site.training.actions.writing import Written
from watchword.site.training.models import Lesson, Medium, OwnModule
from watchword.site.training.modules import modules_of
from watchword.site.training.queries import drawn, modules_now, pieces

Make = Callable[..., Person]
SignIn = Callable[[Person], Client]
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n"
QUESTION = {
    "words": "May you hide criticism?",
    "right": "No, never.",
    "wrong": ["Yes.", "On Sundays."],
    "rule": "HB-801",
}


def box(name: bytes, body: bytes = b"") -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + name + body


MP4 = box(b"ftyp", b"isom\0\0\2\0isomavc1") + box(b"moov", b"x" * 40) + box(b"mdat", b"y" * 5_000)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + b"z" * 100


def file(body: bytes, name: str = "a.bin") -> File[bytes]:
    return ContentFile(body, name)


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    sink = io.BytesIO()
    Image.new("RGB", size, "teal").save(sink, kind, **more)
    return sink.getvalue()


def written(**more: object) -> Written:
    said: dict[str, object] = {
        "title": "Kind answers",
        "minutes": 5,
        "pass_mark": 1,
        "opening": "For everybody.",
        "material": "Before.\n\n[medium 1]\n\nAfter.",
        "questions": [QUESTION],
    }
    return Written(**(said | more))  # type: ignore[arg-type]


@pytest.fixture
def trainer(make_person: Make) -> Person:
    return make_person("Tess Lowe", Role.TRAINER)


@pytest.fixture
def module(trainer: Person, first: Edition) -> OwnModule:
    return save_module(trainer, None, written())


def test_a_module_written_here_is_learned_like_any_other_once_it_is_open(
    trainer: Person, employee: Person, module: OwnModule, first: Edition, signed_in: SignIn
) -> None:
    address = f"/training/modules/{module.name}/"
    assert signed_in(employee).get(address).status_code == 404, "it is not open yet"
    assert signed_in(trainer).get(address).status_code == 200
    open_module(trainer, module, is_open=True)
    assert "Kind answers" in signed_in(employee).get("/training/").content.decode()
    found = next(one for one in modules_now(timezone.localdate()) if one.name == module.name)
    plan_module(trainer, found, job="nurse")
    assert Lesson.objects.filter(person=employee, module=module.name).exists()
    answers = {found.questions[0].key: found.questions[0].right_key}
    lesson, _wrong = answer_module(employee, found, answers, edition=first, is_first_try=True)
    assert lesson is not None
    assert modules_of(policy_of(first))[0].name != module.name, "the policy's stay as they are"
    said = list(
        Entry.objects.filter(subject=f"module:{module.name}").values_list("deed", flat=True)
    )
    assert {"write-module", "open-module", "plan-module", "pass-module"} <= set(said)


def test_two_who_write_at_once_lose_nothing(trainer: Person, module: OwnModule) -> None:
    save_module(trainer, module, written(title="Kinder answers"), version=1)
    with pytest.raises(Refusal, match="meanwhile"):
        save_module(trainer, module, written(title="Kindest answers"), version=1)
    module.refresh_from_db()
    assert (module.title, module.version, module.name) == ("Kinder answers", 2, "kind-answers")
    again = save_module(trainer, None, written())
    assert again.name == "kind-answers-2"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"pass_mark": 2},
        {"questions": [{**QUESTION, "rule": "HB-000"}]},
        {"questions": [{**QUESTION, "wrong": []}]},
        {"questions": [QUESTION, QUESTION], "pass_mark": 1},
    ],
)
def test_a_module_that_cannot_be_learned_is_refused(
    trainer: Person, first: Edition, wrong: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        save_module(trainer, None, written(**wrong))


def test_only_trainers_and_owners_write(
    employee: Person, module: OwnModule, trainer: Person
) -> None:
    made = add_picture(trainer, module, file(picture()), words="A teal field.")
    for deed in (
        lambda: save_module(employee, module, written(), version=1),
        lambda: open_module(employee, module, is_open=True),
        lambda: add_picture(employee, module, file(picture()), words="x"),
        lambda: add_video(employee, module, file(MP4), words="x", captions=None, is_silent=True),
        lambda: add_link(
            employee, module, address="https://a.example", words="x", has_captions=True
        ),
        lambda: drop_medium(employee, made),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_picture_is_written_anew_without_the_place_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010E] = "ward 4, bed 2"
    exif[0x0112] = 6  # turned
    found = read_picture(file(picture("JPEG", (40, 20), exif=exif)))
    assert b"ward 4" not in found.body
    assert (found.width, found.height) == (20, 40), "turned upright"
    assert not Image.open(io.BytesIO(found.body)).getexif()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html>",
        b"\x89PNG\r\n\x1a\n" + b"x" * 50,
        MP4,
        b"%PDF-1.4",
        b"x" * 10_000_001,
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(body: bytes) -> None:
    with pytest.raises(Invalid):
        read_picture(file(body, "holiday.png"))


def test_a_picture_that_moves_or_bursts_is_refused() -> None:
    sink = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("teal", "plum")]
    frames[0].save(sink, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(Invalid, match="moves"):
        read_picture(file(sink.getvalue()))
    with pytest.raises(Invalid, match="pixels"):
        read_picture(file(picture("PNG", (9_000, 5_000))))


@given(st.binary(max_size=400))
def test_no_bytes_bring_a_defect(body: bytes) -> None:
    for head in (b"", picture()[:60], MP4[:24], b"WEBVTT\n"):
        for read in (read_picture, kind_of_video, read_captions):
            try:
                read(file(head + body))
            except Invalid:
                continue


def test_a_video_is_known_by_what_is_in_it() -> None:
    assert kind_of_video(file(MP4)) == "video/mp4"
    assert kind_of_video(file(WEBM)) == "video/webm"
    for body in (MP4[:-1], MP4 + b"x", box(b"ftyp", b"isom"), b"x" * 99, picture()):
        with pytest.raises(Invalid):
            kind_of_video(file(body, "talk.mp4"))


def test_a_video_in_which_somebody_speaks_has_captions(trainer: Person, module: OwnModule) -> None:
    with pytest.raises(Invalid, match="captions"):
        add_video(trainer, module, file(MP4), words="A talk", captions=None)
    with pytest.raises(Invalid, match="WebVTT"):
        add_video(trainer, module, file(MP4), words="A talk", captions=file(b"1\n00:00"))
    made = add_video(trainer, module, file(MP4), words="A talk", captions=file(CAPTIONS.encode()))
    assert made.captions == CAPTIONS
    with pytest.raises(Invalid):
        add_picture(trainer, module, file(picture()), words=" ")
    for address, has in (("http://a.example", True), ("https://a.example", False)):
        with pytest.raises(Invalid):
            add_link(trainer, module, address=address, words="A talk", has_captions=has)


def test_files_are_served_to_who_may_see_the_module_with_headers_that_run_nothing(
    trainer: Person, employee: Person, module: OwnModule, signed_in: SignIn, client: Client
) -> None:
    made = add_video(trainer, module, file(MP4), words="A talk", captions=file(CAPTIONS.encode()))
    address = f"/training/media/{made.pk}/"
    assert client.get(address).status_code == 302
    assert signed_in(employee).get(address).status_code == 404, "the module is not open"
    assert signed_in(employee).get(f"{address}captions.vtt").status_code == 404
    open_module(trainer, module, is_open=True)
    answer = signed_in(employee).get(address)
    assert b"".join(answer.streaming_content) == MP4
    assert answer["Content-Type"] == "video/mp4"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("inline; filename=")
    vtt = signed_in(employee).get(f"{address}captions.vtt")
    assert (vtt["Content-Type"], vtt.content.decode()) == ("text/vtt; charset=utf-8", CAPTIONS)
    again = signed_in(employee).get(address, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=5000-", 206, 5000, len(MP4) - 1),
        ("bytes=-7", 206, len(MP4) - 7, len(MP4) - 1),
        ("bytes=9-4", 416, 0, 0),
        (f"bytes={len(MP4)}-", 416, 0, 0),
        ("pages=1-2", 200, 0, len(MP4) - 1),
        ("bytes=-", 200, 0, len(MP4) - 1),
    ],
)
def test_a_video_can_be_gone_through(
    trainer: Person,
    module: OwnModule,
    signed_in: SignIn,
    asked: str,
    status: int,
    start: int,
    end: int,
) -> None:
    made = add_video(trainer, module, file(MP4), words="x", captions=None, is_silent=True)
    answer = signed_in(trainer).get(f"/training/media/{made.pk}/", headers={"range": asked})
    assert answer.status_code == status
    if status != 416:
        assert b"".join(answer.streaming_content) == MP4[start : end + 1]
    if status == 206:
        assert answer["Content-Range"] == f"bytes {start}-{end}/{len(MP4)}"


def test_the_same_file_is_kept_once_and_goes_with_the_last_that_needs_it(
    trainer: Person, module: OwnModule
) -> None:
    one, two = (add_picture(trainer, module, file(picture()), words=word) for word in ("A", "B"))
    assert one.path == two.path
    drop_medium(trainer, one)
    assert default_storage.exists(two.path)
    two.refresh_from_db()
    assert two.number == 1
    drop_medium(trainer, two)
    assert not default_storage.exists(two.path)


def test_media_stand_where_the_material_puts_them_and_the_rest_after_it(
    trainer: Person, module: OwnModule
) -> None:
    for word in ("A", "B"):
        add_picture(trainer, module, file(picture()), words=word)
    media = list(module.media.all())
    found = pieces(drawn(module).material, media)
    assert [getattr(one, "words", str(one).strip()) for one in found] == [
        "Before.",
        "A",
        "After.",
        "B",
    ]
    assert pieces("[medium 9]", media) == media


def test_the_pages_write_a_module_with_a_picture_and_a_question(
    trainer: Person, employee: Person, first: Edition, signed_in: SignIn
) -> None:
    browser = signed_in(trainer)
    sent = {
        "title": "Seen by all", "minutes": "5", "pass_mark": "1", "opening": "", "version": "0",
        "material": "Look.\n\n[medium 1]", "q-TOTAL_FORMS": "2", "q-INITIAL_FORMS": "0",
        "q-0-words": "Does a picture need a description?", "q-0-right": "Yes, always.",
        "q-0-wrong": "No.\nOnly on Mondays.", "q-0-rule": "hb-201",
    }  # fmt: skip
    rule = next(one.id for one in policy_of(first).rules)
    answer = browser.post("/training/write/", {**sent, "q-0-rule": rule.lower()})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    made = OwnModule.objects.get()
    assert made.questions[0]["wrong"] == ["No.", "Only on Mondays."]
    upload = SimpleUploadedFile("a.jpg", picture(), "text/html")
    at = f"/training/write/{made.pk}/"
    assert browser.post(f"{at}add/picture/", {"file": upload, "words": "Teal."}).status_code == 302
    bad = browser.post(
        f"{at}add/picture/", {"file": SimpleUploadedFile("a.jpg", b"<svg/>"), "words": "Teal."}
    )
    assert bad.status_code == 422
    assert "no picture that can be taken" in bad.content.decode()
    link = {"address": "https://video.example/1", "words": "A talk", "has_captions": "on"}
    assert browser.post(f"{at}add/link/", link).status_code == 302
    half = browser.post(at, {**sent, "version": "1", "q-0-rule": ""})
    assert half.status_code == 422
    assert browser.post(f"{at}open/", {"open": "yes"}).status_code == 302
    page = signed_in(employee).get(f"/training/modules/{made.name}/").content.decode()
    assert 'alt="Teal."' in page
    assert 'href="https://video.example/1"' in page
    medium = Medium.objects.get(kind="picture")
    assert signed_in(employee).post(f"/training/media/{medium.pk}/drop/").status_code == 403
    assert browser.post(f"/training/media/{medium.pk}/drop/").status_code == 302
    assert Medium.objects.get().number == 1


def test_files_lie_in_the_folder_that_a_backup_carries() -> None:
    from watchword.site import settings
    from watchword.site.backup import CARRIED

    home = settings.CONFIGURATION.home
    assert settings.MEDIA_ROOT.relative_to(home).as_posix() in CARRIED


def test_a_question_that_is_not_whole_is_named_at_the_top(
    trainer: Person, signed_in: SignIn
) -> None:
    sent = {
        "title": "Kind answers", "minutes": "5", "pass_mark": "0", "version": "0",
        "q-TOTAL_FORMS": "2", "q-INITIAL_FORMS": "0",
        "q-0-words": "Which?", "q-0-right": "This.", "q-0-wrong": "That.", "q-0-rule": "HB-801",
        "q-1-words": "And which?",
    }  # fmt: skip
    answer = signed_in(trainer).post("/training/write/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.index('href="#question-2"') < page.index('name="title"')
    assert 'href="#question-1"' not in page
    assert 'id="question-2"' in page
