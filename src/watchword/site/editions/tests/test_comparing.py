"""Editions held against each other, and changes against past posts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from watchword.site.editions import queries
from watchword.site.editions.actions import (
    approve_draft,
    decide_change,
    publish_edition,
    save_page,
    start_draft,
)
from watchword.site.editions.folder import files_of
from watchword.site.editions.models import Edition, Materiality
from watchword.site.kit.words import marked
from watchword.site.people.models import Person

SignIn = Callable[[Person], Client]
PATH = "rules/HB-207-few-hashtags.md"
HEAD = "Post ID,Page ID,Page name,Title,Publish time,Permalink,Post type,Date,Views,Reach,Reactions,Comments"
MANY = " ".join(f"#tag{one}" for one in "abcdef")


@pytest.fixture
def past_posts(tmp_path: Path) -> Iterator[None]:
    """A ledger in the site's folder: one post with six hashtags, one with none."""
    export, ledger = tmp_path / "posts.csv", settings.CONFIGURATION.home / "ledger"
    rows = [
        f"1,77,Wards,Open day {MANY},09/28/2026 18:12,https://e/1,Photos,Lifetime,90,80,7,1",
        "2,77,Wards,Flu clinics open,09/29/2026 18:12,https://e/2,Photos,Lifetime,50,40,3,0",
    ]
    export.write_text("\n".join([HEAD, *rows]) + "\n")
    words = ["import", str(export), "--zone", "Europe/London", "--taken", "2026-10-31"]
    code = "from watchword.cli import main; main()"
    environment = {**os.environ, "WATCHWORD_LEDGER": str(ledger)}
    subprocess.run([sys.executable, "-c", code, "ledger", *words], check=True, env=environment)
    yield
    shutil.rmtree(ledger)


def changed(owner: Person, first: Edition, body: bytes) -> Edition:
    draft = start_draft(owner, files=files_of(first), title="Next", based_on=first)
    save_page(owner, draft, PATH, body, version=1)
    return Edition.objects.get(pk=draft.pk)


@pytest.fixture
def second(owner: Person, first: Edition) -> Edition:
    body = files_of(first)[PATH]
    new = body.replace(b"at_most: 6", b"at_most: 5").replace(b"at most six", b"at most five")
    assert new != body
    return changed(owner, first, new)


@pytest.fixture
def published(owner: Person, approver: Person, second: Edition) -> Edition:
    (change,) = queries.draft_changes(second, timezone.localdate())
    decide_change(
        owner, second, change, materiality=Materiality.NEW_DUTY,
        sentence="At most five hashtags.", why="Fewer are read more.", asks_again=True,
    )  # fmt: skip
    approve_draft(approver, second, is_yes=True, words="Good.")
    return publish_edition(
        owner, second, effective_on=timezone.localdate(), digest=second.digest,
        overrides={"consultation": "Asked on paper."},
    )  # fmt: skip


def test_a_change_shows_which_past_posts_it_would_have_caught(
    owner: Person, second: Edition, past_posts: None, signed_in: SignIn
) -> None:
    page = signed_in(owner).get(f"/policy/drafts/{second.pk}/changes/").content.decode()
    assert "Held against your latest 2 posts" in page
    assert "one is caught now that was not before" in page
    assert "Open day #taga" in page
    assert "Flu clinics open" not in page


def test_a_looser_rule_shows_which_past_posts_it_lets_go(
    owner: Person, first: Edition, past_posts: None
) -> None:
    body = files_of(first)[PATH]
    strict = changed(owner, first, body.replace(b"at_most: 6", b"at_most: 5"))
    back = changed(owner, first, body)
    (freed,) = queries.comparison(strict, back, timezone.localdate())
    assert freed.posts is not None
    assert (freed.posts.less, freed.posts.more) == (1, 0)


def test_two_editions_are_compared_rule_by_rule_in_either_order(
    employee: Person, published: Edition, signed_in: SignIn
) -> None:
    browser = signed_in(employee)
    page, other = (
        browser.get(f"/policy/editions/{way}/").content.decode().partition("<main")[2]
        for way in ("2/compare/1", "1/compare/2")
    )
    assert page == other
    assert "<del>six</del>" in page
    assert "<ins>five</ins>" in page
    assert "HB-201" not in page
    asked = browser.get("/policy/editions/2/compare/", {"with": "1"})
    assert asked["Location"] == "/policy/editions/2/compare/1/"
    for wrong in ("", "x", "9999999999", "²"):
        assert browser.get("/policy/editions/2/compare/", {"with": wrong}).status_code == 404
    assert browser.get("/policy/editions/2/compare/3/").status_code == 404


def test_an_editions_page_says_what_changed_and_who_decided_to_those_who_write(
    employee: Person, owner: Person, published: Edition, signed_in: SignIn
) -> None:
    for_all = signed_in(employee).get("/policy/editions/2/").content.decode()
    assert "At most five hashtags." in for_all
    assert published.digest in for_all
    assert "Jon Hale" not in for_all
    assert "Jon Hale" in signed_in(owner).get("/policy/editions/2/").content.decode()


@given(st.text("ab <&'\"", max_size=40), st.text("ab <&'\"", max_size=40))
def test_marking_words_changes_none_and_escapes_all(one: str, other: str) -> None:
    made = marked(one, other, "ins")
    bare = made.replace("<ins>", "").replace("</ins>", "")
    assert "<" not in bare
    from html import unescape

    assert unescape(bare).split() == one.split()
