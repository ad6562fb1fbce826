"""Writing: the form over the file, nothing lost; two writers; examples, breaks and posts beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from watchword.site.editions.actions import start_draft
from watchword.site.editions.checklist import checklist
from watchword.site.editions.folder import files_of, problems_of
from watchword.site.editions.models import Edition, Revision
from watchword.site.editions.pagefile import taken_apart
from watchword.site.editions.rule_form import first_values, is_rule, written
from watchword.site.people.models import Person

SignIn = Callable[[Person], Client]
PATH = "rules/HB-207-few-hashtags.md"


@given(text=st.text(alphabet="ab:#-> \n\r`[]{}'\"é|", max_size=200))
def test_any_page_put_together_again_is_the_page(text: str) -> None:
    assert str(taken_apart(text)) == text
    assert str(taken_apart(f"---\n{text}\n---\n{text}")) == f"---\n{text}\n---\n{text}"


def test_every_rule_of_the_starter_passes_through_the_form_unchanged(
    starter: dict[str, bytes],
) -> None:
    rules = {path: body.decode() for path, body in starter.items() if is_rule(path)}
    assert len(rules) > 50
    for path, text in rules.items():
        assert written(text, first_values(text)) == text, path
        windows = text.replace("\n", "\r\n")
        assert written(windows, first_values(windows)) == windows, path


def test_a_change_in_the_form_touches_nothing_else(starter: dict[str, bytes]) -> None:
    text = starter[PATH].decode()
    values = first_values(text) | {
        "title": "Few: hashtags #help",
        "why": "New reason.\n\nIn two parts.",
    }
    made = written(text, values)
    again = first_values(made)
    assert again["title"] == "Few: hashtags #help"
    assert again["why"] == "New reason.\n\nIn two parts."
    changed = [one for one in made.split("\n") if one not in text.split("\n")]
    assert (
        changed == ['title: "Few: hashtags #help"', "New reason.", "In two parts."]
        or len(changed) == 3
    )


@pytest.fixture
def draft(editor: Person, starter: dict[str, bytes]) -> Edition:
    return start_draft(editor, files=starter, title="Policy")


def test_the_page_shows_examples_run_and_saves_without_a_script(
    draft: Edition, editor: Person, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    address = f"/policy/drafts/{draft.pk}/pages/{PATH}/"
    page = browser.get(address).content.decode()
    assert "Its examples" in page
    assert "holds" in page
    values = first_values(files_of(draft)[PATH].decode()) | {
        "version": "1",
        "why": "Fewer are read.",
    }
    assert browser.post(address, values).status_code == 302
    assert b"Fewer are read." in files_of(draft)[PATH]
    assert "Fewer are read." in browser.get(f"{address}history/").content.decode()
    browser.post(f"{address}restore/", {"version": "1"})
    assert b"Fewer are read." not in files_of(draft)[PATH]


def test_two_writers_see_each_other_and_lose_nothing(
    draft: Edition, editor: Person, owner: Person, signed_in: SignIn
) -> None:
    nia, ada = signed_in(editor), signed_in(owner)
    address = f"/policy/drafts/{draft.pk}/pages/{PATH}/"
    nia.get(address)
    assert "Nia Bell has this page open too" in ada.get(address).content.decode()
    values = first_values(files_of(draft)[PATH].decode()) | {"version": "1"}
    assert nia.post(f"{address}autosave/", values | {"why": "Nia's reason."}).status_code == 200
    answer = ada.post(f"{address}autosave/", values | {"why": "Ada's reason."})
    assert answer.status_code == 409
    assert "Nia Bell saved this page meanwhile" in answer.content.decode()
    again = ada.post(
        f"{address}autosave/", values | {"why": "Ada's reason.", "version": answer["X-Version"]}
    )
    assert again.status_code == 200
    kept = [
        bytes(one.text.body)
        for one in Revision.objects.filter(edition=draft, path=PATH)
        if one.text
    ]
    assert any(b"Nia's reason." in one for one in kept)
    assert any(b"Ada's reason." in one for one in kept)


def test_a_mistake_in_the_check_is_named_as_it_is_typed(
    draft: Edition, editor: Person, signed_in: SignIn
) -> None:
    address = f"/policy/drafts/{draft.pk}/pages/{PATH}/autosave/"
    values = first_values(files_of(draft)[PATH].decode()) | {
        "version": "1",
        "check": "  measure: nonsense\n  at_most: 3",
    }
    answer = signed_in(editor).post(address, values).content.decode()
    assert "must be mended" in answer
    assert "nonsense" in answer


def test_breaks_are_tried_on_demand(draft: Edition, editor: Person, signed_in: SignIn) -> None:
    page = (
        signed_in(editor).post(f"/policy/drafts/{draft.pk}/pages/{PATH}/breaks/").content.decode()
    )
    assert "The rule was broken in" in page


def test_a_folder_goes_out_and_in_as_it_is(
    draft: Edition, editor: Person, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    packed = browser.get(f"/policy/folders/{draft.pk}.zip").content
    browser.post("/policy/drafts/begin/", {"folder": SimpleUploadedFile("p.zip", packed)})
    latest = Edition.objects.order_by("-pk").first()
    assert latest is not None
    assert latest.pk != draft.pk
    assert files_of(latest) == files_of(draft)


def test_a_document_becomes_draft_rules_and_says_what_is_missing(
    editor: Person, signed_in: SignIn
) -> None:
    words = b"# Social media policy\n\n## Confidentiality\n\nStaff must never post patient details.\n\n## Tone\n\nYou should be kind.\n"
    answer = signed_in(editor).post(
        "/policy/drafts/begin/",
        {"document": SimpleUploadedFile("old.md", words), "organisation": "Test Board"},
        follow=True,
    )
    page = answer.content.decode()
    assert "draft rules were found" in page
    assert "patient details" in str(files_of(Edition.objects.get()))


@pytest.mark.parametrize("name", ["health-board", "minimal"])
def test_a_template_becomes_a_draft_that_can_be_used(
    editor: Person, signed_in: SignIn, name: str
) -> None:
    signed_in(editor).post(
        "/policy/drafts/begin/", {"template": name, "organisation": "North Shore Board"}
    )
    made = Edition.objects.get()
    assert problems_of(made) == ()
    assert b"North Shore Board" in files_of(made)["policy.md"]


def test_wrong_uploads_are_refused_with_a_remedy(editor: Person, signed_in: SignIn) -> None:
    browser = signed_in(editor)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("policy.md", b"0" * 70_000_000)
    for files in (
        {"folder": SimpleUploadedFile("a.zip", b"no zip")},
        {"folder": SimpleUploadedFile("a.zip", bomb.getvalue())},
        {"document": SimpleUploadedFile("a.docx", b"no document")},
        {},
    ):
        assert browser.post("/policy/drafts/begin/", files).status_code == 422
    assert not Edition.objects.exists()


def test_an_employee_neither_sees_nor_writes_drafts(
    draft: Edition, employee: Person, signed_in: SignIn
) -> None:
    browser = signed_in(employee)
    assert browser.get(f"/policy/drafts/{draft.pk}/").status_code == 403
    assert (
        browser.post(f"/policy/drafts/{draft.pk}/pages/{PATH}/autosave/", {"raw": "x"}).status_code
        == 403
    )
    assert browser.post("/policy/drafts/begin/", {"template": "minimal"}).status_code == 403


def test_rules_of_a_document_hold_once_somebody_says_so(
    editor: Person, approver: Person, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    words = "# Policy\n\nStaff must not post patient names.\n\nStaff must describe pictures.\n"
    browser.post("/policy/drafts/begin/", {"pasted": words, "organisation": "Test Board"})
    made = Edition.objects.latest("pk")
    waiting = [one for one in files_of(made).values() if b"\nstatus: draft" in one]
    assert waiting
    page = browser.get(f"/policy/drafts/{made.pk}/").content.decode()
    assert "Let all of them hold" in page
    item = next(one for one in checklist(made) if one.name == "in-force")
    assert not item.is_met
    assert signed_in(approver).post(f"/policy/drafts/{made.pk}/in-force/").status_code == 403
    browser.post(f"/policy/drafts/{made.pk}/in-force/")
    again = Edition.objects.get(pk=made.pk)
    assert not any(b"\nstatus: draft" in one for one in files_of(again).values())
    assert next(one for one in checklist(again) if one.name == "in-force").is_met
    assert "Let all of them hold" not in browser.get(f"/policy/drafts/{made.pk}/").content.decode()


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return made.getvalue()


def _spoilt() -> bytes:
    """A ZIP file whose list of contents is whole and whose contents are not."""
    whole = _zip({"policy.md": b"hello world " * 5_000})
    at = whole.index(b"policy.md") + 14
    return whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :]


@pytest.mark.parametrize(
    ("packed", "words"),
    [
        (_spoilt(), "damaged"),
        (_zip({"policy.md": b"x", f"rules/{'a' * 300}.md": b"x"}), "more than 300 characters"),
        (_zip({"old-policy.md": b"x"}), "holds no policy.md"),
    ],
)
def test_a_folder_that_cannot_be_kept_is_refused_in_words(
    editor: Person, signed_in: SignIn, packed: bytes, words: str
) -> None:
    answer = signed_in(editor).post(
        "/policy/drafts/begin/", {"folder": SimpleUploadedFile("a.zip", packed)}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Edition.objects.exists()


def test_a_document_may_have_a_long_name(editor: Person, signed_in: SignIn) -> None:
    words = b"Staff must never post patient details.\n"
    answer = signed_in(editor).post(
        "/policy/drafts/begin/",
        {"document": SimpleUploadedFile("é" * 200 + ".md", words), "organisation": "Test Board"},
        follow=True,
    )
    assert "One draft rule was found" in answer.content.decode()


def test_a_text_without_any_duty_makes_no_draft(editor: Person, signed_in: SignIn) -> None:
    answer = signed_in(editor).post("/policy/drafts/begin/", {"pasted": "Hello there."})
    assert answer.status_code == 422
    assert "No duty was found" in answer.content.decode()
    assert not Edition.objects.exists()
