"""Drafts: nothing lost, nothing overwritten unseen, published editions for good."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from watchword.site.editions.actions import Overtaken, remove_page, save_page, start_draft
from watchword.site.editions.folder import files_of, policy_of
from watchword.site.editions.models import Edition, Revision, State
from watchword.site.kit.refusal import NotAllowed, Refusal
from watchword.site.people.models import Person


def test_a_folder_comes_out_as_it_went_in(editor: Person, starter: dict[str, bytes]) -> None:
    draft = start_draft(editor, files=starter)
    assert files_of(draft) == starter
    assert len(policy_of(draft).rules) > 50


def test_the_second_to_save_is_told_and_nothing_is_lost(
    editor: Person, owner: Person, starter: dict[str, bytes]
) -> None:
    draft = start_draft(editor, files=starter)
    save_page(editor, draft, "policy.md", starter["policy.md"] + b"\nOne.\n", version=1)
    with pytest.raises(Overtaken) as caught:
        save_page(owner, draft, "policy.md", starter["policy.md"] + b"\nTwo.\n", version=1)
    assert caught.value.theirs.version == 2
    assert Revision.objects.filter(edition=draft, path="policy.md").count() == 2


def test_an_employee_writes_nothing(
    employee: Person, editor: Person, starter: dict[str, bytes]
) -> None:
    draft = start_draft(editor, files=starter)
    with pytest.raises(NotAllowed):
        save_page(employee, draft, "policy.md", b"mine", version=1)
    with pytest.raises(NotAllowed):
        remove_page(employee, draft, "policy.md", version=1)


def test_a_published_edition_is_refused_by_the_database_itself(
    editor: Person, starter: dict[str, bytes]
) -> None:
    draft = start_draft(editor, files=starter)
    Edition.objects.filter(pk=draft.pk).update(
        state=State.PUBLISHED, number=1, effective_on=date(2026, 1, 1)
    )
    with pytest.raises(Refusal):
        save_page(editor, draft, "policy.md", b"x", version=1)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(digest="0")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        draft.pages.update(version=9)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        draft.pages.all().delete()
